import { rmSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { onTestFinished, expect, test } from "vitest";
import type { Diagnostic, WorkspaceDiagnosticReport } from "vscode-languageserver-protocol/node";
import type { Status } from "../../server/src/protocol/status.js";
import { minimal, type TestClient } from "./support/client.js";
import { configuration, directoryWith, serverFor, serverOn, write } from "./support/workspace.js";

const registryOf = (...keys: readonly string[]): string =>
  JSON.stringify({
    flags: Object.fromEntries(
      keys.map((key) => [key, { lifecycle: { owner: "web", expires: "never" } }]),
    ),
  });
const asks = (key: string): string =>
  `export const on = (): boolean => isEnabled("${key}", false);\n`;

const codes = (found: readonly Diagnostic[]): unknown[] => found.map(({ code }) => code);

test("each file is judged by the registry of the nearest configuration", async () => {
  const client = await serverOn({
    "flags.json": registryOf("outer"),
    "src/a.ts": asks("outer"),
    "packages/inner/halyard.config.json": configuration,
    "packages/inner/flags.json": registryOf("inner"),
    "packages/inner/src/a.ts": asks("inner"),
    "packages/inner/src/b.ts": asks("outer"),
  });
  expect(await client.diagnostics("src/a.ts")).toEqual([]);
  expect(await client.diagnostics("packages/inner/src/a.ts")).toEqual([]);
  expect(codes(await client.diagnostics("packages/inner/src/b.ts"))).toEqual(["unknown-flag"]);
  const report = await client.ask<WorkspaceDiagnosticReport>("workspace/diagnostic", {
    previousResultIds: [],
  });
  // Each file is told once, by the project that it belongs to.
  const told = report.items.flatMap((one) =>
    one.kind === "full" && one.items.length > 0 ? [one.uri] : [],
  );
  expect(told).toEqual([client.uri("packages/inner/src/b.ts")]);
});

test("a configuration that comes makes a project of its folder, and takes it along when it goes", async () => {
  const client = await serverOn({
    "flags.json": registryOf("outer"),
    "packages/inner/flags.json": registryOf("inner"),
    "packages/inner/src/a.ts": asks("inner"),
  });
  const inner = "packages/inner/src/a.ts";
  await client.open(inner, asks("inner"));
  expect(codes(await client.diagnostics(inner))).toEqual(["unknown-flag"]);
  write(client.root, "packages/inner/halyard.config.json", configuration);
  await client.changed("packages/inner/halyard.config.json");
  expect(await client.diagnostics(inner)).toEqual([]);
  rmSync(`${client.root}/packages/inner/halyard.config.json`);
  await client.changed("packages/inner/halyard.config.json");
  expect(codes(await client.diagnostics(inner))).toEqual(["unknown-flag"]);
});

test("a folder that is taken out of the workspace is no longer answered for", async () => {
  const roots = ["one", "two"].map((key) =>
    directoryWith({
      "halyard.config.json": configuration,
      "flags.json": registryOf(key),
      "src/a.ts": asks("lost"),
    }),
  );
  const client = await serverFor(roots);
  onTestFinished(() => {
    client.kill();
  });
  const [first = "", second = ""] = roots.map((root) => pathToFileURL(root).href);
  expect(await foldersTold(client)).toEqual([`${first}/src/a.ts`, `${second}/src/a.ts`].sort());
  await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
    event: { added: [], removed: [{ uri: second, name: "two" }] },
  });
  await expect.poll(() => foldersTold(client)).toEqual([`${first}/src/a.ts`]);
  const { projects } = await client.ask<Status>("halyard/status", {});
  expect(projects.map(({ root }) => root)).toEqual([first]);
});

async function foldersTold(client: TestClient): Promise<readonly string[]> {
  const { items } = await client.ask<WorkspaceDiagnosticReport>("workspace/diagnostic", {
    previousResultIds: [],
  });
  return items
    .map(({ uri }) => uri)
    .filter((uri) => uri.endsWith("a.ts"))
    .sort();
}

test("without watchers in the editor, the server sees by itself what changes on the disk", async () => {
  const client = await serverOn(
    { "flags.json": registryOf("other"), "src/a.ts": asks("new-search"), ".git/HEAD": "ref: x" },
    { capabilities: minimal },
  );
  await client.pushedFor("src/a.ts", ({ length }) => length === 1);
  write(client.root, "flags.json", registryOf("other", "new-search"));
  await client.pushedFor("src/a.ts", ({ length }) => length === 0);
  // Another commit is checked out: sources may have changed as well.
  write(client.root, "src/a.ts", asks("lost"));
  write(client.root, ".git/HEAD", "ref: y");
  const [found] = await client.pushedFor("src/a.ts", ({ length }) => length === 1);
  expect(found?.message).toContain("lost");
  write(client.root, "halyard.config.json", '{ "registry": "nowhere.json" }');
  await client.pushedFor("halyard.config.json", ({ length }) => length > 0);
});
