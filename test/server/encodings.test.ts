import { expect, test } from "vitest";
import type { CodeAction } from "vscode-languageserver-protocol/node";
import { serverOn } from "./support/workspace.js";

const flags =
  '{ "flags": { "new-search": { "lifecycle": { "owner": "web", "expires": "never" } } } }';
const before = 'const mood = "é😀"; export const on = () => isEnabled(';
const line = `${before}"new-serch", false);`;

/** Lengths of texts in the units of an encoding. */
const units: Readonly<Record<string, (text: string) => number>> = {
  "utf-8": (text) => Buffer.byteLength(text),
  "utf-16": (text) => text.length,
  "utf-32": (text) => Array.from(text).length,
};

test.each(Object.entries(units))("places are told and taken in %s", async (encoding, length) => {
  const client = await serverOn(
    { "flags.json": flags, "src/a.ts": "" },
    {
      capabilities: {
        general: { positionEncodings: [encoding] },
        workspace: { workspaceEdit: { documentChanges: true } },
        textDocument: {
          diagnostic: {},
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
        },
      },
    },
  );
  expect(client.initialized.capabilities.positionEncoding).toBe(encoding);
  await client.open("src/a.ts", "\n");
  // Typed behind characters of every width, so that the edit itself has to be understood.
  await client.change("src/a.ts", before, range(0, 0));
  const typed = length(before);
  await client.change("src/a.ts", line.slice(before.length), range(typed, typed));
  const [found] = await client.diagnostics("src/a.ts");
  expect(found?.code).toBe("unknown-flag");
  expect(found?.range).toEqual(range(typed, typed + '"new-serch"'.length));
  const [action] = await client.ask<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: client.uri("src/a.ts") },
    range: range(typed + 1, typed + 1),
    context: { diagnostics: [], only: ["quickfix"] },
  });
  expect(JSON.stringify(action?.edit)).toContain(JSON.stringify(found?.range));
});

function range(start: number, end: number) {
  return { start: { line: 0, character: start }, end: { line: 0, character: end } };
}
