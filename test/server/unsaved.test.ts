import { afterAll, beforeAll, expect, test } from "vitest";
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  Hover,
} from "vscode-languageserver-protocol/node";
import type { Flags } from "../../server/src/protocol/flags.js";
import { minimal, type TestClient } from "./support/client.js";
import { serverOn, sharedServer } from "./support/workspace.js";

const entry = '{ "lifecycle": { "owner": "web", "expires": "never" } }';
const flags = `{ "flags": { "new-search": ${entry} } }`;
const uri = "untitled:Untitled-1";
const textDocument = { uri };
const misspelt = 'export const on = (): boolean => isEnabled("new-serch", false);\n';
const inKey = { line: 0, character: 46 };

let client: TestClient;
beforeAll(async () => {
  client = await sharedServer({
    "flags.json": flags,
    "src/a.ts": 'isEnabled("new-search", false);',
  });
  await open(client, misspelt);
});
afterAll(() => {
  client.kill();
});

function open(one: TestClient, text: string): Promise<void> {
  return one.connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "typescript", version: 1, text },
  });
}

const diagnostics = async (): Promise<readonly Diagnostic[]> =>
  (await client.ask<{ items: Diagnostic[] }>("textDocument/diagnostic", { textDocument })).items;

test("a document that was never saved is judged by its text, and changes nothing else", async () => {
  expect((await diagnostics()).map(({ code }) => code)).toEqual(["unknown-flag"]);
  const told = await client.ask<Flags>("halyard/flags", { references: true });
  expect(told.flags[0]?.references.map((one) => one.uri)).toEqual([client.uri("src/a.ts")]);
});

test("its fix edits the document in the editor, in the version that it is for", async () => {
  const [action] = await client.ask<CodeAction[]>("textDocument/codeAction", {
    textDocument,
    range: { start: inKey, end: inKey },
    context: { diagnostics: [], only: ["quickfix"] },
  });
  const resolved = await client.ask<CodeAction>("codeAction/resolve", action ?? {});
  expect(resolved.edit?.documentChanges).toEqual([
    {
      textDocument: { uri, version: 1 },
      edits: [expect.objectContaining({ newText: '"new-search"' })],
    },
  ]);
});

test("hover and completion speak of the flags of the first folder", async () => {
  const text = misspelt.replace("serch", "search");
  await client.connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text }],
  });
  expect(await diagnostics()).toEqual([]);
  const hover = await client.ask<Hover | null>("textDocument/hover", {
    textDocument,
    position: inKey,
  });
  expect(JSON.stringify(hover?.contents)).toContain("new-search");
  const items = await client.ask<CompletionItem[]>("textDocument/completion", {
    textDocument,
    position: inKey,
  });
  expect(items.map(({ label }) => label)).toEqual(["new-search"]);
});

test("an editor that asks for nothing is told of it, and of its end", async () => {
  const own = await serverOn({ "flags.json": flags }, { capabilities: minimal });
  await open(own, misspelt);
  const pushed = async (count: number): Promise<void> => {
    while (own.pushed.get(uri)?.diagnostics.length !== count) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await pushed(1);
  expect(own.pushed.get(uri)?.version).toBe(1);
  await own.connection.sendNotification("textDocument/didClose", { textDocument });
  await pushed(0);
});
