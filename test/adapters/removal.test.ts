import { describe, expect, test } from "vitest";
import { allAdapters } from "../../core/src/adapters/all.js";
import { indexTexts } from "../../core/src/index/indexTexts.js";
import { planRemoval } from "../../core/src/removal/plan/planRemoval.js";
import type { JsonValue } from "../../core/src/text/json.js";

const growthbook = `import { GrowthBook } from "@growthbook/growthbook";
const gb = new GrowthBook();
`;

/** What a file becomes when the flag is removed at a value, or the codes of the refusals. */
async function removed(
  text: string,
  winningValue: JsonValue = true,
): Promise<string | readonly string[]> {
  const files = { "a.ts": text };
  const index = await indexTexts(files, { adapters: allAdapters });
  const plan = planRemoval({
    flagKey: "new-checkout",
    winningValue,
    references: index.referencesTo("new-checkout"),
    readFile: (path) => (path === "a.ts" ? text : undefined),
    listFiles: () => Object.keys(files),
    resolveImport: () => undefined,
    otherReads: [],
  });
  if (plan.refusals.length > 0) return plan.refusals.map((refusal) => refusal.code);
  return plan.files.map((file) => (file.kind === "delete" ? file.kind : file.newText)).join("");
}

describe("an SDK's object gives way to what its members tell", () => {
  test.each([
    [`gb.evalFeature("new-checkout").on ? "new" : "old"`, true, `"new"`],
    [`gb.evalFeature("new-checkout").off ? "old" : "new"`, true, `"new"`],
    [`gb.evalFeature("new-checkout").on ? "new" : "old"`, false, `"old"`],
    [`gb.evalFeature("new-checkout").value === "red" ? "new" : "old"`, "red", `"new"`],
  ])("%s at %j", async (read, winner, left) => {
    const text = `${growthbook}export const shop = () => ${read};\n`;
    expect(await removed(text, winner)).toContain(`export const shop = () => ${left};\n`);
  });

  test("through a constant", async () => {
    const text = `import { OpenFeature } from "@openfeature/server-sdk";
export async function shop() {
  const details = await OpenFeature.getClient().getBooleanDetails("new-checkout", false);
  return details.value ? "new" : "old";
}
`;
    expect(await removed(text)).toBe(`export async function shop() {\n  return "new";\n}\n`);
  });

  test("through the flags object of a hook, with the list that names the key", async () => {
    const text = `import { useFlags } from "flagsmith/react";
export function Shop() {
  const flags = useFlags(["new-checkout", "cart"]);
  return [flags["new-checkout"].enabled, flags.cart.value];
}
`;
    expect(await removed(text)).toBe(`import { useFlags } from "flagsmith/react";
export function Shop() {
  const flags = useFlags(["cart"]);
  return [true, flags.cart.value];
}
`);
  });
});

describe("a removal refuses where the object means more than the flag's value", () => {
  test.each([
    ["another member", `gb.evalFeature("new-checkout").ruleId`],
    ["the object's own truth", `gb.evalFeature("new-checkout") ? "new" : "old"`],
    ["the object handed on", `JSON.stringify(gb.evalFeature("new-checkout"))`],
    ["a computed member", `gb.evalFeature("new-checkout")[String("on")]`],
  ])("%s", async (_, read) => {
    const text = `${growthbook}export const shop = () => ${read};\n`;
    expect(await removed(text)).toEqual(["unsupported-reference"]);
  });

  test("an object of many flags", async () => {
    const text = `import { useDecision } from "@optimizely/react-sdk";
export const useShop = () => useDecision("new-checkout");
`;
    expect(await removed(text)).toEqual(["value-type-mismatch"]);
  });

  test("a boolean flag whose variant's name is read", async () => {
    const text = `import { initialize } from "unleash-client";
const unleash = initialize({ appName: "shop" });
export const shop = () => unleash.getVariant("new-checkout").name;
`;
    expect(await removed(text)).toEqual(["unsupported-reference"]);
  });
});

test("a flag that Vercel's SDK declares goes with its declaration's call", async () => {
  const text = `import { flag } from "flags/next";
const newCheckout = flag<boolean>({ key: "new-checkout", decide: () => false });
export const shop = async () => ((await newCheckout()) ? "new" : "old");
`;
  expect(await removed(text)).toBe(`export const shop = async () => "new";\n`);
});
