import { readdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver-protocol/node";
import { filesOf } from "../rules/analyse.js";
import { readFixture } from "../rules/markers.js";
import { checked, shown } from "./support/expected.js";
import { directoryWith, serverFor } from "./support/workspace.js";

const examples = fileURLToPath(new URL("../../examples/", import.meta.url));
const fixtures = new URL("../fixtures/rules/", import.meta.url);
const ask = { previousResultIds: [] };

test("every fixture of the rules gives the same in the editor and on the command line", async () => {
  const paths = readdirSync(fixtures, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => pathToFileURL(`${entry.parentPath}/${entry.name}`));
  const workspaces = paths.map((path) => {
    const fixture = readFixture(path);
    return { root: directoryWith(Object.fromEntries(filesOf(fixture))), now: fixture.now };
  });
  expect(workspaces.length).toBeGreaterThan(14);
  const days = new Map(workspaces.map(({ root, now }) => [`file://${root}`, now.toISOString()]));
  const client = await serverFor(
    workspaces.map(({ root }) => root),
    { configuration: (scope) => ({ now: days.get(decodeURIComponent(scope ?? "")) ?? "" }) },
  );
  const report = await client.ask<WorkspaceDiagnosticReport>("workspace/diagnostic", ask);
  let lines = 0;
  for (const { root, now } of workspaces) {
    const expected = await checked(root, now);
    lines += expected.length;
    expect(shown(root, report, expected), root).toEqual(expected);
  }
  expect(lines).toBeGreaterThan(50);
  client.kill();
});

test("every example gives the same in the editor and on the command line", async () => {
  const roots = readdirSync(examples, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${examples}${name}`);
  expect(roots.length).toBeGreaterThan(3);
  const client = await serverFor(roots);
  const report = await client.ask<WorkspaceDiagnosticReport>("workspace/diagnostic", ask);
  for (const root of roots) {
    const expected = await checked(root, new Date("2026-11-22"));
    expect(expected.length, root).toBeGreaterThan(0);
    expect(shown(root, report, expected), root).toEqual(expected);
  }
  client.kill();
});
