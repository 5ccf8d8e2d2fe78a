import { expect, test } from "vitest";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver-protocol/node";
import { serverOn } from "./support/workspace.js";

const perFile = 80;
const fileCount = 250;

test("20,000 diagnostics come in pieces, and an edit tells only what has changed", async () => {
  const lines = (file: number): string =>
    Array.from(
      { length: perFile },
      (_, line) =>
        `export const f${String(line)} = () => isEnabled("unknown-${String(file)}-${String(line)}", false);\n`,
    ).join("");
  const files = Object.fromEntries(
    Array.from({ length: fileCount }, (_, file) => [`src/f${String(file)}.ts`, lines(file)]),
  );
  const client = await serverOn({ "flags.json": '{ "flags": {} }', ...files });
  const pieces: WorkspaceDiagnosticReport[] = [];
  client.connection.onNotification("$/progress", (params: { token: unknown; value: unknown }) => {
    if (params.token === "pieces") pieces.push(params.value as WorkspaceDiagnosticReport);
  });
  const ask = (previousResultIds: readonly unknown[], token?: string) =>
    client.ask<WorkspaceDiagnosticReport>("workspace/diagnostic", {
      previousResultIds,
      ...(token !== undefined && { partialResultToken: token }),
    });
  pieces.push(await ask([], "pieces"));
  expect(pieces.length).toBeGreaterThan(1);
  const told = pieces.flatMap(({ items }) => items);
  const counts = told.flatMap((one) => (one.kind === "full" ? [one.items.length] : []));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(perFile * fileCount);

  await client.open("src/f0.ts", lines(0).slice(lines(0).indexOf("\n") + 1));
  const previous = told.map(({ uri, resultId }) => ({ uri, value: resultId }));
  const { items } = await ask(previous);
  const changed = items.filter(({ kind }) => kind === "full");
  expect(changed).toHaveLength(1);
  expect(changed[0]).toMatchObject({ uri: client.uri("src/f0.ts"), version: 1 });
  expect(await client.diagnostics("src/f0.ts")).toHaveLength(perFile - 1);
});
