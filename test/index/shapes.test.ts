import { describe, expect, it } from "vitest";
import type { Matcher } from "../../core/src/adapters/model.js";
import { launchdarklyNode } from "../../core/src/adapters/launchdarkly-node.js";
import { indexTexts } from "../../core/src/index/indexTexts.js";

async function found(
  files: Record<string, string>,
  matchers: readonly Matcher[],
  keys: readonly string[] = [],
): Promise<string[]> {
  const index = await indexTexts(files, { matchers, keys });
  const dynamic = index.dynamicReferences.map((one) => `${one.path}: dynamic ${one.pattern}`);
  const references = index.references.map((one) => {
    const text = files[one.path] ?? "";
    return `${one.path}: ${one.flagKey} ${one.kind} ${text.slice(one.span.start, one.span.end)}`;
  });
  return [...references, ...dynamic];
}

const isOn: Matcher = { kind: "call", names: ["isOn"], key: 0 };

describe("keys", () => {
  it("follows constants, enums and const objects across files and barrels", async () => {
    const files = {
      "src/keys.ts": `export enum Keys { A = "a-flag" }\nexport const K = { nested: { B: "b-flag" } } as const;\nexport const C = "c-flag";`,
      "src/index.ts": `export * from "./keys.js";\nexport { C as Renamed } from "./keys.js";`,
      "src/use.ts": `import { Keys, K, Renamed } from "./index.js";\nimport * as all from "./index.js";\nisOn(Keys.A); isOn(K.nested.B); isOn(Renamed); isOn(all.C);\nconst local = "d-flag"; isOn(local);`,
    };
    expect(await found(files, [isOn])).toEqual([
      "src/use.ts: a-flag call Keys.A",
      "src/use.ts: b-flag call K.nested.B",
      "src/use.ts: c-flag call Renamed",
      "src/use.ts: c-flag call all.C",
      "src/use.ts: d-flag call local",
    ]);
  });

  it("reports keys built at run time with their pattern", async () => {
    const files = { "a.ts": "isOn(`release-${name}`); isOn('x-' + y + '-z'); isOn(whatever);" };
    expect(await found(files, [isOn])).toEqual([
      "a.ts: dynamic release-*",
      "a.ts: dynamic x-*-z",
      "a.ts: dynamic *",
    ]);
  });

  it("takes both keys of a conditional", async () => {
    expect(await found({ "a.ts": `isOn(b ? "one" : "two");` }, [isOn])).toEqual([
      'a.ts: one call "one"',
      'a.ts: two call "two"',
    ]);
  });
});

describe("wrappers", () => {
  it("infers a wrapper in another file, under another name and through a namespace", async () => {
    const files = {
      "lib/flags.ts": `export function enabled(key: string) { return isOn(key); }\nexport const hook = (o: { flag: string }) => isOn(o.flag);`,
      "a.ts": `import { enabled as on, hook } from "./lib/flags";\nif (on("one")) {}\nhook({ flag: "two" });`,
      "b.ts": `import * as flags from "./lib/flags";\nflags.enabled("three");`,
      "c.ts": `function enabled(x: string) {}\nenabled("not-a-flag");`,
    };
    expect(await found(files, [isOn])).toEqual([
      `a.ts: one wrapper "one"`,
      `a.ts: two wrapper "two"`,
      `b.ts: three wrapper "three"`,
    ]);
  });

  it("infers methods of classes and objects", async () => {
    const files = {
      "flags.ts": `export class Flags { on(key: string) { return isOn(key); } }\nexport const api = { on: (key: string) => isOn(key) };`,
      "a.ts": `import { Flags, api } from "./flags";\nnew Flags().on("one"); api.on("two");\nclass A { constructor(private flags: Flags) {} m() { return this.flags.on("three"); } }`,
    };
    expect(await found(files, [isOn])).toEqual([
      `a.ts: one wrapper "one"`,
      `a.ts: two wrapper "two"`,
      `a.ts: three wrapper "three"`,
    ]);
  });

  it("counts uses of a function or constant that gives exactly one flag", async () => {
    const files = {
      "flags.ts": `export const newCart = () => isOn("cart");\nexport const legacy = !isOn("modern");`,
      "a.ts": `import { newCart, legacy } from "./flags";\nif (newCart()) {}\nif (legacy) {}`,
    };
    expect(await found(files, [isOn])).toEqual([
      "a.ts: cart function newCart",
      "a.ts: modern constant legacy",
      `flags.ts: cart call "cart"`,
      `flags.ts: modern call "modern"`,
    ]);
  });
});

describe("flags objects", () => {
  const flags: Matcher = {
    kind: "property",
    objects: ["uiConfig.flags"],
    calls: ["useFlags"],
    literals: ["experimental.flags"],
    types: ["Flags"],
  };
  it("reads members, aliases, destructuring, types and set-ups", async () => {
    const files = {
      "a.ts": `
const { uiConfig } = useUiConfig();
const { flags } = uiConfig;
if (uiConfig?.flags?.one) {}
flags.two;
const { three, four: renamed } = useFlags();
function f({ flags: { nope } }) {}
const g = (given: Flags) => given.five;
type T = Flags["six"];
start({ experimental: { flags: { one: true, unknown: true } } });`,
    };
    expect(await found(files, [flags], ["one", "two", "three", "four", "five", "six"])).toEqual([
      "a.ts: one property one",
      "a.ts: two property two",
      "a.ts: three property three",
      "a.ts: four property four",
      "a.ts: five property five",
      `a.ts: six property "six"`,
      "a.ts: one property one",
    ]);
  });
});

describe("other shapes", () => {
  it("finds includes, options, components, decorators, environment variables and flag modules", async () => {
    const matchers: Matcher[] = [
      { kind: "includes", receivers: ["enabledFlags"] },
      { kind: "option", properties: ["flag"], invertedProperties: ["notFlag"] },
      { kind: "component", names: ["Feature"], key: "name" },
      { kind: "decorator", names: ["Flagged"], key: 0 },
      { kind: "env", keys: ["FF_*"] },
      { kind: "function", modules: ["lib/flag.ts"] },
    ];
    const files = {
      "a.tsx": `
props.enabledFlags.includes("one");
const route = { path: "/", flag: "two", notFlag: "three" };
const view = <Feature name="four"><A /></Feature>;
class C { @Flagged("five") m() {} }
if (process.env.FF_SIX === "true" && process.env.HOME) {}
import { enableSeven } from "./lib/flag";
if (enableSeven()) {}`,
      "lib/flag.ts": `export function enableSeven() { return helper(); }\nfunction helper() { return true; }`,
    };
    expect(await found(files, matchers)).toEqual([
      `a.tsx: one includes "one"`,
      `a.tsx: two option "two"`,
      `a.tsx: three option "three"`,
      `a.tsx: four component "four"`,
      `a.tsx: five decorator "five"`,
      "a.tsx: FF_SIX env FF_SIX",
      "a.tsx: enableSeven function enableSeven",
    ]);
  });

  it("tells an SDK's method from the same name elsewhere", async () => {
    const files = {
      "ld.ts": `import * as ld from "@launchdarkly/node-server-sdk";\nexport const client = ld.init("key");`,
      "a.ts": `import { client } from "./ld";\nclient.variation("mine", ctx, false);`,
      "b.ts": `class Other { variation(k: string) {} }\nnew Other().variation("other");\nconst m = new Map(); m.variation("x");`,
    };
    const index = await indexTexts(files, { adapters: [launchdarklyNode] });
    expect(index.references.map((one) => one.flagKey)).toEqual(["mine"]);
  });
});
