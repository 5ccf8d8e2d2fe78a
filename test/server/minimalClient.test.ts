import { afterAll, beforeAll, expect, test } from "vitest";
import type { CodeAction, Hover } from "vscode-languageserver-protocol/node";
import { minimal, type TestClient } from "./support/client.js";
import { sharedServer } from "./support/workspace.js";

const source = 'export const on = (): boolean => isEnabled("new-serch", false);\n';
const flags =
  '{ "flags": { "new-search": { "lifecycle": { "owner": "web", "expires": "never" } } } }';

let client: TestClient;
beforeAll(async () => {
  client = await sharedServer(
    { "flags.json": flags, "src/a.ts": source },
    {
      capabilities: {
        ...minimal,
        textDocument: {
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
        },
      },
    },
  );
});
afterAll(() => {
  client.kill();
});

test("an editor that asks for nothing is told without being asked", async () => {
  expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
  const told = await client.pushedFor("src/a.ts", ({ length }) => length === 1);
  expect(told[0]?.code).toBe("unknown-flag");
  expect(told[0]?.relatedInformation).toBeUndefined();
  expect(client.asked).toEqual([]);
});

test("edits are told at once, with the version that they are for", async () => {
  await client.open("src/a.ts", source);
  await client.change("src/a.ts", source.replace("serch", "search"));
  expect(await client.pushedFor("src/a.ts", ({ length }) => length === 0)).toEqual([]);
  expect(client.pushed.get(client.uri("src/a.ts"))?.version).toBe(2);
});

test("an action brings its edit along, in the form that every editor takes", async () => {
  await client.open("src/a.ts", source);
  const start = { line: 0, character: 45 };
  const actions = await client.ask<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: client.uri("src/a.ts") },
    range: { start, end: start },
    context: { diagnostics: [] },
  });
  expect(actions[0]?.edit).toEqual({
    changes: { [client.uri("src/a.ts")]: [{ range: expect.anything(), newText: '"new-search"' }] },
  });
});

test("hover comes without Markdown", async () => {
  await client.open("src/a.ts", source.replace("serch", "search"));
  const hover = await client.ask<Hover>("textDocument/hover", {
    textDocument: { uri: client.uri("src/a.ts") },
    position: { line: 0, character: 45 },
  });
  expect(hover.contents).toMatchObject({ kind: "plaintext" });
  expect(JSON.stringify(hover.contents)).not.toContain("**");
});
