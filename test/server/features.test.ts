import { afterAll, beforeAll, expect, test } from "vitest";
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { sharedServer, withCursor } from "./support/workspace.js";
import type { TestClient } from "./support/client.js";

const registry = `{
  "flags": {
    "new-search": {
      "description": "The search that *ranks*.",
      "flagType": "boolean",
      "defaultValue": true,
      "variants": { "on": true, "off": false },
      "environments": {
        "production": { "state": "ENABLED", "defaultVariant": "on", "targeting": {}, "since": "2026-10-11" }
      },
      "lifecycle": {
        "type": "release",
        "owner": "search",
        "created": "2026-09-01",
        "expires": "2027-01-01",
        "links": [{ "url": "https://tickets.example/1", "title": "The ticket" }]
      }
    },
    "banner": {
      "flagType": "string",
      "defaultValue": "none",
      "lifecycle": { "type": "permission", "owner": "web", "permanent": true, "guardedBy": "site-off" }
    },
    "site-off": {
      "lifecycle": { "type": "kill-switch", "owner": "web", "permanent": true }
    }
  }
}
`;
const page = `import { isEnabled, getText } from "./flags";
export function show(): void {
  if (isEnabled("new-search", true)) {
    ranked();
  } else {
    plain();
  }
}
export const text = (): string => getText("banner", "none");
`;
const files = {
  "flags.json": registry,
  "src/page.ts": page,
  "src/off.ts":
    'import { isEnabled } from "./flags";\nexport const off = (): boolean => isEnabled("site-off", false);\n',
  "test/page.test.ts":
    "import { isEnabled } from \"../src/flags\";\nisEnabled('new-search', true);\n",
};
let settings: object = {};
const onKey = { line: 2, character: 20 };

let client: TestClient;
beforeAll(async () => {
  client = await sharedServer(files, {
    initializationOptions: { clientCommands: ["halyard.showReferences"] },
    configuration: () => settings,
  });
});
afterAll(() => {
  client.kill();
});

const at = (path: string, position: object): object => ({
  textDocument: { uri: client.uri(path) },
  position,
});

test("hover tells what a flag is, what it answers, and what to do", async () => {
  const hover = await client.ask<Hover>("textDocument/hover", at("src/page.ts", onKey));
  expect(hover.range).toEqual({
    start: { line: 2, character: 16 },
    end: { line: 2, character: 28 },
  });
  const { value } = hover.contents as { readonly value: string };
  expect(value).toMatchInlineSnapshot(`
    "**new-search** · release flag · boolean

    The search that \\*ranks\\*.

    owner \`search\` · created 2026-09-01 (82 days old) · expires 2027-01-01

    | Environment | Verdict | Since | Why |
    | --- | --- | --- | --- |
    | **production** | \`constant(on)\` | 2026-10-11 | it serves \\\`on\\\` to everyone |

    On for everyone in production since 2026-10-11 \\(42 days\\).

    **Next:** remove now, keep on

    2 references in 2 files

    [The ticket](<https://tickets.example/1>)"
  `);
  const inRegistry = await client.ask<Hover>(
    "textDocument/hover",
    at("flags.json", { line: 2, character: 8 }),
  );
  expect(inRegistry.contents).toEqual(hover.contents);
});

test("definition and references lead from code to the registry and back", async () => {
  const [entry] = await client.ask<LocationLink[]>(
    "textDocument/definition",
    at("src/page.ts", onKey),
  );
  expect(entry?.targetUri).toBe(client.uri("flags.json"));
  expect(entry?.targetRange.start).toEqual({ line: 2, character: 4 });
  const [read] = await client.ask<LocationLink[]>(
    "textDocument/definition",
    at("flags.json", { line: 2, character: 8 }),
  );
  expect(read?.targetUri).toBe(client.uri("src/page.ts"));
  const references = await client.ask<Location[]>("textDocument/references", {
    ...at("src/page.ts", onKey),
    context: { includeDeclaration: true },
  });
  expect(references.map(({ uri, range }) => [uri, range.start.line])).toEqual([
    [client.uri("flags.json"), 2],
    [client.uri("src/page.ts"), 2],
    [client.uri("test/page.test.ts"), 1],
  ]);
});

test("a key that another entry names leads to that flag", async () => {
  const line = registry.split("\n").findIndex((text) => text.includes("guardedBy"));
  const character = registry.split("\n")[line]?.indexOf('"site-off"') ?? 0;
  const [entry] = await client.ask<LocationLink[]>(
    "textDocument/definition",
    at("flags.json", { line, character: character + 2 }),
  );
  expect(entry?.targetRange.start.line).toBe(line + 2);
});

test("rename changes code, registry and the entries that name the flag, all or nothing", async () => {
  const prepared = await client.ask<{ placeholder: string; range: object }>(
    "textDocument/prepareRename",
    at("src/page.ts", onKey),
  );
  expect(prepared).toEqual({
    placeholder: "new-search",
    range: { start: { line: 2, character: 17 }, end: { line: 2, character: 27 } },
  });
  const edit = await client.ask<WorkspaceEdit>("textDocument/rename", {
    ...at("src/page.ts", onKey),
    newName: "ranked-search",
  });
  const changed = (edit.documentChanges ?? []).map((change) =>
    "edits" in change
      ? [change.textDocument.uri, change.edits.map((one) => "newText" in one && one.newText)]
      : [],
  );
  expect(changed).toEqual([
    [client.uri("flags.json"), ['"ranked-search"']],
    [client.uri("src/page.ts"), ['"ranked-search"']],
    [client.uri("test/page.test.ts"), ["'ranked-search'"]],
  ]);
  await expect(
    client.ask("textDocument/rename", { ...at("src/page.ts", onKey), newName: "banner" }),
  ).rejects.toThrow('"banner" is another flag already.');
});

test.each([
  ["between quotes", 'isEnabled("‸", false);', ["new-search", "banner", "site-off"]],
  ["in an open literal", 'isEnabled("new‸', ["new-search", "banner", "site-off"]],
  ["nowhere else", 'unknownCall("‸", false);', []],
  ["not in comments", '// isEnabled("‸")', []],
])("completion offers keys %s", async (_name, line, labels) => {
  const { text, position } = withCursor(
    `import { isEnabled } from "./flags";\nexport const on = (): unknown => [\n  ${line}\n];\n`,
  );
  await client.open("src/other.ts", text);
  const items = await client.ask<CompletionItem[]>(
    "textDocument/completion",
    at("src/other.ts", position),
  );
  expect(items.map(({ label }) => label).sort()).toEqual([...labels].sort());
  const [item] = items;
  if (item === undefined) return;
  const full = await client.ask<CompletionItem>("completionItem/resolve", item);
  expect(JSON.stringify(full.documentation)).toContain("flag");
});

test.each([
  ["fields of a lifecycle", '"lifecycle": { ‸ }', "expires"],
  ["types", '"lifecycle": { "type": "‸" }', "kill-switch"],
  ["dates", '"lifecycle": { "expires": "‸" }', "2026-12-22"],
  ["variants", '"variants": { "grid": "g" }, "defaultVariant": "‸"', "grid"],
  ["owners", '"lifecycle": { "owner": "‸" }', "search"],
  ["keys", '"lifecycle": { "guardedBy": "‸" }', "new-search"],
])("completion in the registry offers %s", async (_name, entry, label) => {
  const { text, position } = withCursor(
    registry.replace('"banner": {', `"typed": { ${entry} },\n    "banner": {`),
  );
  await client.open("flags.json", text, "json");
  const items = await client.ask<CompletionItem[]>(
    "textDocument/completion",
    at("flags.json", position),
  );
  expect(items.map((item) => item.label)).toContain(label);
});

test("lenses and hints show how flags stand, unless they are turned off", async () => {
  const lenses = await client.ask<CodeLens[]>("textDocument/codeLens", {
    textDocument: { uri: client.uri("flags.json") },
  });
  expect(
    lenses.map(({ range, command }) => [range.start.line, command?.title, command?.command]),
  ).toEqual([
    [18, "1 reference", "halyard.showReferences"],
    [2, "2 references · rolled out 42 days", "halyard.showReferences"],
    [2, "remove", "halyard.applyRemoval"],
    [23, "1 reference", "halyard.showReferences"],
  ]);
  const hints = await client.ask<InlayHint[]>("textDocument/inlayHint", {
    textDocument: { uri: client.uri("src/page.ts") },
    range: { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } },
  });
  expect(hints.map(({ label, position }) => [label, position])).toEqual([
    ["= on", { line: 2, character: 35 }],
  ]);
  settings = { codeLens: false, inlayHints: false };
  await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  expect(
    await client.ask("textDocument/codeLens", { textDocument: { uri: client.uri("flags.json") } }),
  ).toEqual([]);
  settings = {};
  await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
});

test("symbols, highlights and links", async () => {
  const symbols = await client.ask<DocumentSymbol[]>("textDocument/documentSymbol", {
    textDocument: { uri: client.uri("flags.json") },
  });
  expect(symbols.map(({ name, detail }) => [name, detail])).toEqual([
    ["banner", "permission flag"],
    ["new-search", "release flag"],
    ["site-off", "kill-switch flag"],
  ]);
  const found = await client.ask<{ name: string }[]>("workspace/symbol", { query: "nsrch" });
  expect(found.map(({ name }) => name)).toEqual(["new-search"]);
  const highlights = await client.ask<DocumentHighlight[]>(
    "textDocument/documentHighlight",
    at("src/page.ts", onKey),
  );
  expect(highlights.map(({ range }) => range.start.line)).toEqual([2, 2, 4]);
  const links = await client.ask<DocumentLink[]>("textDocument/documentLink", {
    textDocument: { uri: client.uri("flags.json") },
  });
  expect(links.map(({ target }) => target)).toEqual(["https://tickets.example/1"]);
  const fromConfig = await client.ask<DocumentLink[]>("textDocument/documentLink", {
    textDocument: { uri: client.uri("halyard.config.json") },
  });
  expect(fromConfig.map(({ target }) => target)).toEqual([client.uri("flags.json")]);
});

test("a fix is offered with its finding and resolved to a versioned edit", async () => {
  const text = page.replace("new-search", "new-serch");
  await client.open("src/page.ts", text);
  const diagnostics = await client.diagnostics("src/page.ts");
  const actions = await client.ask<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: client.uri("src/page.ts") },
    range: { start: onKey, end: onKey },
    context: { diagnostics },
  });
  const action = actions.find(({ title }) => title === 'Change the key to "new-search"');
  expect(action).toMatchObject({ kind: "quickfix", isPreferred: true });
  expect(action?.edit).toBeUndefined();
  const resolved = action && (await client.ask<CodeAction>("codeAction/resolve", action));
  expect(resolved?.edit?.documentChanges).toEqual([
    {
      textDocument: { uri: client.uri("src/page.ts"), version: 1 },
      edits: [
        {
          range: { start: { line: 2, character: 16 }, end: { line: 2, character: 27 } },
          newText: '"new-search"',
        },
      ],
    },
  ]);
  await client.change("src/page.ts", `// moved\n${text}`);
  await expect(client.ask("codeAction/resolve", action ?? {})).rejects.toThrow("has changed");
});

test("a removal is resolved to one annotated edit of the whole workspace", async () => {
  const ask = (): Promise<CodeAction[]> =>
    client.ask<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: client.uri("src/page.ts") },
      range: { start: onKey, end: onKey },
      context: { diagnostics: [], only: ["refactor.rewrite"] },
    });
  const [action, ...others] = await ask();
  expect(others).toEqual([]);
  expect(action?.title).toBe('Remove the flag "new-search" from the workspace');
  const resolved = action && (await client.ask<CodeAction>("codeAction/resolve", action));
  const { documentChanges, changeAnnotations } = resolved?.edit ?? {};
  expect(
    documentChanges?.map((change) => "textDocument" in change && change.textDocument.uri),
  ).toEqual([client.uri("flags.json"), client.uri("src/page.ts"), client.uri("test/page.test.ts")]);
  expect(changeAnnotations).toMatchObject({
    "flags.json: Registry": { label: "Registry", needsConfirmation: true },
    "src/page.ts: Dropped": { label: "Dropped", needsConfirmation: true },
  });
});

test("where a finding asks for it, the removal is the first of its fixes", async () => {
  await client.open("src/page.ts", page);
  const actions = await client.ask<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: client.uri("src/page.ts") },
    range: { start: onKey, end: onKey },
    context: { diagnostics: [], only: ["quickfix"] },
  });
  expect(actions.map(({ title, kind }) => [title, kind])).toEqual([
    ['Remove the flag "new-search" from the workspace', "quickfix"],
    [expect.stringMatching(/^Suppress rolled-out-flag here/u), "quickfix"],
  ]);
});

test("a removal that cannot be is shown disabled, with why", async () => {
  const [action] = await client.ask<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: client.uri("src/off.ts") },
    range: { start: { line: 1, character: 48 }, end: { line: 1, character: 48 } },
    context: { diagnostics: [], only: ["refactor"] },
  });
  expect(action?.disabled?.reason).toMatch(/^Not to be removed now: /u);
});

test("fix all holds the safe fixes and no others", async () => {
  await client.open(
    "src/page.ts",
    page.replace("  if", "  // halyard-ignore-next-line stale-flag -- of old\n  if"),
  );
  const [action, ...others] = await client.ask<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: client.uri("src/page.ts") },
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics: [], only: ["source.fixAll"] },
  });
  expect(others).toEqual([]);
  const resolved = action && (await client.ask<CodeAction>("codeAction/resolve", action));
  expect(resolved?.edit?.documentChanges).toMatchObject([
    {
      edits: [
        {
          range: { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } },
          newText: "",
        },
      ],
    },
  ]);
});
