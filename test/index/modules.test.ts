import { describe, expect, it } from "vitest";
import type { Matcher } from "../../core/src/adapters/model.js";
import { found } from "./support/found.js";

const isOn: Matcher = { kind: "call", names: ["isOn"], key: 0 };

describe("CommonJS", () => {
  it("is followed through require, module.exports and exports", async () => {
    const files = {
      "named.js": `const { isOn } = require("sdk");\nfunction enabled(key) { return isOn(key); }\nmodule.exports = { enabled, other: enabled };`,
      "single.js": `const { isOn } = require("sdk");\nmodule.exports = function (key) { return isOn(key); };`,
      "assigned.js": `const { isOn } = require("sdk");\nexports.check = (key) => isOn(key);\nmodule.exports.test = function (key) { return isOn(key); };`,
      "keys.js": `module.exports = { ONE: "one", TWO: "two" };`,
      "use.js": `const { enabled, other: renamed } = require("./named");
const all = require("./named");
const single = require("./single");
const assigned = require("./assigned");
const { ONE } = require("./keys");
const KEYS = require("./keys");
enabled(ONE);
renamed("r");
all.enabled(KEYS.TWO);
single("s");
assigned.check("c");
assigned.test("t");`,
    };
    expect(await found(files, [isOn])).toEqual([
      "use.js: one wrapper ONE",
      `use.js: r wrapper "r"`,
      "use.js: two wrapper KEYS.TWO",
      `use.js: s wrapper "s"`,
      `use.js: c wrapper "c"`,
      `use.js: t wrapper "t"`,
    ]);
  });
});

describe("dynamic import", () => {
  it("is followed where its result is awaited", async () => {
    const files = {
      "flags.ts": `export const enabled = (key: string) => isOn(key);\nexport const KEY = "one";`,
      "use.ts": `async function f() {
  const { enabled, KEY } = await import("./flags");
  const all = await import("./flags");
  return enabled(KEY) || all.enabled("two") || (await import("./flags")).enabled("three");
}`,
    };
    expect(await found(files, [isOn])).toEqual([
      "use.ts: one wrapper KEY",
      `use.ts: two wrapper "two"`,
      `use.ts: three wrapper "three"`,
    ]);
  });
});

describe("workspace packages", () => {
  it("are resolved by their name and their exports", async () => {
    const files = {
      "packages/flags/package.json": `{"name":"@acme/flags","main":"dist/index.js"}`,
      "packages/flags/src/index.ts": `export function enabled(key: string) { return isOn(key); }\nexport { enabled as default };`,
      "packages/flags/src/keys.ts": `export const KEY = "one";`,
      "apps/web/a.ts": `import on, { enabled } from "@acme/flags";\nimport { KEY } from "@acme/flags/keys";\nenabled(KEY);\non("two");`,
    };
    expect(await found(files, [isOn])).toEqual([
      "apps/web/a.ts: one wrapper KEY",
      `apps/web/a.ts: two wrapper "two"`,
    ]);
  });
});

describe("names of exports", () => {
  it("lead to a wrapper through barrels that rename it", async () => {
    const files = {
      "lib/flags.ts": `export function enabled(key: string) { return isOn(key); }`,
      "lib/index.ts": `export { enabled as on } from "./flags";`,
      "index.ts": `export { on as active } from "./lib";\nexport { on as default } from "./lib";`,
      "a.ts": `import { active } from "./index";\nactive("one");`,
      "sub/b.ts": `import free from "../index";\nimport * as all from "../index";\nfree("two");\nall.active("three");`,
    };
    expect(await found(files, [isOn])).toEqual([
      `a.ts: one wrapper "one"`,
      `sub/b.ts: two wrapper "two"`,
      `sub/b.ts: three wrapper "three"`,
    ]);
  });

  it("lead to flag functions and constants under other names", async () => {
    const files = {
      "flags.ts": `export const atStart = isOn("start");\nexport default () => isOn("cart");`,
      "index.ts": `export { atStart as early, default as cart } from "./flags";`,
      "a.ts": `import { early, cart } from "./index";\nimport whatever from "./flags";\nif (early || cart() || whatever()) {}`,
    };
    expect(await found(files, [isOn])).toEqual([
      "a.ts: start constant early",
      "a.ts: cart function cart",
      "a.ts: cart function whatever",
      `flags.ts: start call "start"`,
      `flags.ts: cart call "cart"`,
    ]);
  });

  it("do not make a loop's or a catch's variable the import of the same name", async () => {
    const files = {
      "flags.ts": `export function enabled(key: string) { return isOn(key); }`,
      "a.ts": `import { enabled } from "./flags";
for (const enabled of list) enabled("none");
for (const enabled = pick(); ; ) enabled("none");
try { f(); } catch (enabled) { enabled("none"); }
enabled("one");`,
    };
    expect(await found(files, [isOn])).toEqual([`a.ts: one wrapper "one"`]);
  });
});

describe("a function per flag", () => {
  it("may be a declaration, an arrow, or another name for a function, with or without arguments", async () => {
    const files = {
      "flags.ts": `function beta() { return channel === "beta"; }
export function one(account: Account) { return account.isBeta; }
export const two = () => true;
export const three = beta;
export const limit = 3;`,
      "use.ts": `import { one, two as second, three, limit } from "./flags";
if (one(account) && second() && limit) {}
const options = { three, isOn: three() };`,
    };
    const matcher: Matcher = { kind: "function", modules: ["flags.ts"] };
    expect(await found(files, [matcher])).toEqual([
      "use.ts: one function one",
      "use.ts: two function second",
      "use.ts: three function three",
      "use.ts: three function three",
    ]);
  });
});
