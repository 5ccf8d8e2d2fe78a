import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type {
  CodeAction,
  Hover,
  WorkspaceDiagnosticReport,
} from "vscode-languageserver-protocol/node";
import { CancellationTokenSource } from "vscode-languageserver-protocol/node";
import { TestClient } from "./support/client.js";
import { directoryWith, serverOn, sharedServer, write } from "./support/workspace.js";

const entry = '{ "lifecycle": { "owner": "web", "expires": "never" } }';
const flags = `{ "flags": { "new-search": ${entry} } }`;
const source = 'export const on = (): boolean => isEnabled("new-search", false);\n';
const inKey = { line: 0, character: 46 };
const files = { "flags.json": flags, "src/a.ts": source };

let client: TestClient;
beforeAll(async () => {
  client = await sharedServer(files);
});
afterAll(() => {
  client.kill();
});

const hover = (path = "src/a.ts"): Promise<Hover | null> =>
  client.ask("textDocument/hover", { textDocument: { uri: client.uri(path) }, position: inKey });

test.each([
  ["textDocument/hover", {}],
  ["textDocument/hover", { textDocument: { uri: 7 }, position: inKey }],
  ["textDocument/hover", { textDocument: { uri: "x" }, position: { line: "a" } }],
  ["textDocument/rename", { textDocument: null, position: null, newName: 1 }],
  ["textDocument/codeAction", { textDocument: { uri: "file:///" } }],
  ["workspace/executeCommand", { command: "rm" }],
  ["halyard/removal", { flagKey: null }],
])("nonsense for %s is refused and harms nothing (%j)", async (method, params) => {
  await client.ask(method, params).catch((error: unknown) => {
    expect(String(error)).toMatch(/parameters|failed/u);
  });
  expect(await hover()).not.toBeNull();
});

test("an action that comes back changed resolves to nothing, or refuses", async () => {
  const forged = {
    title: "x",
    data: {
      kind: "fix",
      uri: client.uri("src/a.ts"),
      fixId: "correct-key",
      fix: { path: "../../etc/passwd", start: 0, end: 1, written: "r", values: { key: "y" } },
    },
  };
  await expect(client.ask("codeAction/resolve", forged)).rejects.toThrow();
  const unknown = await client.ask<CodeAction>("codeAction/resolve", { title: "x", data: 12 });
  expect(unknown.edit).toBeUndefined();
});

test("changes out of order give no answer until the whole text is known again", async () => {
  await client.open("src/a.ts", source.replace("new-search", "unknown-one"));
  expect(await client.diagnostics("src/a.ts")).toHaveLength(1);
  await client.connection.sendNotification("textDocument/didChange", {
    textDocument: { uri: client.uri("src/a.ts"), version: 0 },
    contentChanges: [{ text: "x", range: { start: inKey, end: inKey } }],
  });
  expect(await client.diagnostics("src/a.ts")).toEqual([]);
  expect(await hover()).toBeNull();
  await client.change("src/a.ts", source);
  expect(await hover()).not.toBeNull();
});

test("a registry that is being typed costs no crash and no wrong finding", async () => {
  await client.open("flags.json", flags, "json");
  for (let end = flags.length; end > 0; end -= 7) {
    await client.change("flags.json", flags.slice(0, end));
    const found = await client.diagnostics("src/a.ts");
    expect(found.map(({ code }) => code)).not.toContain("unknown-flag");
  }
  await client.change("flags.json", flags);
  expect(await client.diagnostics("src/a.ts")).toEqual([]);
});

test("a configuration that breaks is told, and mended is forgotten", async () => {
  const own = await serverOn(files);
  await own.diagnostics("src/a.ts");
  write(own.root, "halyard.config.json", '{ "registry": ');
  await own.changed("halyard.config.json");
  const [problem] = await own.diagnostics("halyard.config.json");
  expect(problem?.severity).toBe(1);
  expect(await own.diagnostics("src/a.ts")).toEqual([]);
  write(own.root, "halyard.config.json", '{ "registry": "flags.json", "matchers": [] }');
  await own.changed("halyard.config.json");
  expect(await own.diagnostics("halyard.config.json")).toEqual([]);
});

test("documents that no project covers are let be", async () => {
  for (const uri of [
    "output:Halyard",
    "git:/x/a.ts?ref",
    "not a uri",
    "file:///nowhere/at/all.ts",
  ]) {
    const textDocument = { uri, languageId: "typescript", version: 1, text: source };
    await client.connection.sendNotification("textDocument/didOpen", { textDocument });
    expect(
      await client.ask("textDocument/hover", { textDocument: { uri }, position: inKey }),
    ).toBeNull();
    expect(await client.ask("textDocument/diagnostic", { textDocument: { uri } })).toMatchObject({
      items: [],
    });
  }
});

test("a very large document is left out and slows nothing down", async () => {
  await client.open("src/a.ts", source + `// ${"x".repeat(78)}\n`.repeat(64_000));
  await client.change("src/a.ts", "y", {
    start: { line: 9, character: 3 },
    end: { line: 9, character: 3 },
  });
  expect(await hover()).toBeNull();
  expect((await client.diagnostics("src/a.ts")).map(({ code }) => code)).toEqual([
    "source-too-large",
  ]);
});

test("a request that is cancelled ends at once, whatever it waits for", async () => {
  const source = new CancellationTokenSource();
  const asked = client.connection.sendRequest(
    "halyard/removal",
    { flagKey: "new-search", variant: "true" },
    source.token,
  );
  source.cancel();
  await expect(asked).rejects.toThrow("cancelled");
  // The engine was ended in the middle of its work and starts anew for the next one.
  const plan = await client.ask<{ refusals: unknown[]; files: unknown[] }>("halyard/removal", {
    flagKey: "new-search",
    variant: "true",
  });
  expect(plan.files.length + plan.refusals.length).toBeGreaterThan(0);
});

test("a folder that is deleted takes its diagnostics along", async () => {
  const own = await serverOn({ ...files, "src/b.ts": source.replace("new-search", "lost-flag") });
  expect(await own.diagnostics("src/b.ts")).toHaveLength(1);
  rmSync(own.root, { recursive: true });
  await own.changed("src/b.ts", "src/a.ts", "flags.json", "halyard.config.json");
  const report = await own.ask<WorkspaceDiagnosticReport>("workspace/diagnostic", {
    previousResultIds: [],
  });
  expect(report.items.filter(({ uri }) => uri.includes("src/"))).toEqual([]);
});

test("a server that is killed comes back with the same answers", async () => {
  const root = directoryWith({ ...files, "halyard.config.json": '{ "registry": "flags.json" }' });
  const ask = async (): Promise<unknown> => {
    const one = await TestClient.start(root, {
      initializationOptions: { cache: `${root}/.cache` },
    });
    const flagsNow = await one.ask<{ flags: unknown }>("halyard/flags", { references: true });
    one.kill();
    return flagsNow.flags;
  };
  expect(await ask()).toEqual(await ask());
});
