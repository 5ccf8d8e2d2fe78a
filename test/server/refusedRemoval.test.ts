import { expect, test } from "vitest";
import type { CodeAction, Diagnostic } from "vscode-languageserver-protocol/node";
import type { RemovalPreview } from "../../server/src/protocol/removal.js";
import { serverOn } from "./support/workspace.js";

/** Rolled out long ago, and read in a way that no removal can follow. */
const flags = JSON.stringify({
  flags: {
    "new-search": {
      flagType: "boolean",
      defaultValue: true,
      variants: { on: true, off: false },
      environments: {
        production: {
          state: "ENABLED",
          defaultVariant: "on",
          targeting: {},
          since: "2026-10-11",
        },
      },
      lifecycle: { type: "release", owner: "search", created: "2026-09-01", expires: "2027-01-01" },
    },
  },
});
const reader = 'export const on = (): boolean => isEnabled("new-search", false);\n';
const dynamic = "export const any = (name: string): boolean => isEnabled(`new-${name}`, false);\n";

test("what stands in the way of a removal is shown at its place, until the place changes", async () => {
  const client = await serverOn({
    "flags.json": flags,
    "src/a.ts": reader,
    "src/dynamic.ts": dynamic,
  });
  await client.open("src/a.ts", reader);
  const inKey = { line: 0, character: 46 };
  const removal = async (): Promise<CodeAction | undefined> => {
    const actions = await client.ask<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: client.uri("src/a.ts") },
      range: { start: inKey, end: inKey },
      context: { diagnostics: [], only: ["refactor"] },
    });
    return actions.find(({ title }) => title.startsWith("Remove the flag"));
  };
  expect((await removal())?.disabled).toBeUndefined();
  const preview = await client.ask<RemovalPreview>("halyard/removal", { flagKey: "new-search" });
  const [refusal] = preview.refusals;
  expect(refusal?.location?.uri).toBe(client.uri("src/dynamic.ts"));
  expect(preview.edit).toBeNull();

  expect((await removal())?.disabled?.reason).toBe(refusal?.message);
  const told = async (): Promise<readonly Diagnostic[]> =>
    (await client.diagnostics("src/dynamic.ts")).filter(({ code }) =>
      String(code).startsWith("removal-"),
    );
  const [blocking] = await told();
  expect(blocking?.range).toEqual(refusal?.location?.range);
  expect(blocking?.message).toContain("new-search");

  await client.open("src/dynamic.ts", "export const any = (): boolean => false;\n");
  expect(await told()).toEqual([]);
  expect((await removal())?.disabled).toBeUndefined();
});
