import { describe, expect, it } from "vitest";
import type { Matcher } from "../../core/src/adapters/model.js";
import { found, places } from "./support/found.js";

const isOn: Matcher = { kind: "call", names: ["isOn"], key: 0 };
const on: Matcher = { kind: "method", methods: ["on"], receivers: ["flags", "this"], key: 0 };

describe("places", () => {
  it("are right with CRLF, a byte order mark and letters beyond ASCII", async () => {
    expect(await places("a.ts", `// é\r\nif (isOn("one")) {}\r\n  isOn('two');`, [isOn])).toEqual([
      "2:10 one",
      "3:8 two",
    ]);
    expect(await places("b.ts", `\uFEFFisOn("one");\nisOn("two");`, [isOn])).toEqual([
      "1:6 one",
      "2:6 two",
    ]);
    expect(await found({ "b.ts": `\uFEFFisOn("one");` }, [isOn])).toEqual([`b.ts: one call "one"`]);
    expect(await places("c.ts", `const s = "日本 😀"; isOn("größe-😀");`, [isOn])).toEqual([
      "1:25 größe-😀",
    ]);
  });

  it("are those of the whole file in Vue and Svelte components", async () => {
    const vue = `<template>\n  <p v-if="x">isOn("none")</p>\n</template>\n\n<script setup lang="ts">\nconst a = isOn("one");\n</script>\n<style>p { color: red }</style>`;
    expect(await places("a.vue", vue, [isOn])).toEqual(["6:16 one"]);
    const svelte = `<script context="module">\r\n  export const b = isOn("one");\r\n</script>\r\n<script>let c = isOn("two")</script>\r\n{#if isOn("none")}<p/>{/if}`;
    expect(await places("a.svelte", svelte, [isOn])).toEqual(["2:25 one", "4:22 two"]);
  });
});

describe("keys", () => {
  it("keep dots, dashes, slashes, colons, blanks and escapes", async () => {
    const text = `isOn("a.b-c/d:e f"); isOn('it\\'s'); isOn("\\u0061b"); isOn(\`tick\`); isOn("__proto__"); isOn("constructor"); isOn("");`;
    const files = { "a.ts": text };
    const found = (await places("a.ts", files["a.ts"], [isOn])).map((one) =>
      one.slice(one.indexOf(" ") + 1),
    );
    expect(found).toEqual(["a.b-c/d:e f", "it's", "ab", "tick", "__proto__", "constructor", ""]);
  });

  it("are known from templates and concatenations of constants", async () => {
    const files = {
      "a.ts": `const team = "shop"; const area = \`\${team}.cart\`; isOn(\`\${area}.new\`); isOn(team + "." + 'x'); isOn(\`\${team}-\${n}\`);`,
    };
    expect(await found(files, [isOn])).toEqual([
      "a.ts: shop.cart.new call `${area}.new`",
      `a.ts: shop.x call team + "." + 'x'`,
      "a.ts: dynamic shop-*",
    ]);
  });

  it("are found behind satisfies, as, !, optional calls, optional chains and commas of types", async () => {
    const files = {
      "a.ts": `isOn("one" satisfies Key); isOn?.("two"); isOn<boolean>(("three" as Key)!); this.flags?.on?.("four"); void (await isOn("five"));`,
    };
    expect(await found(files, [isOn, on])).toEqual([
      `a.ts: one call "one"`,
      `a.ts: two call "two"`,
      `a.ts: three call "three"`,
      `a.ts: four method "four"`,
      `a.ts: five call "five"`,
    ]);
  });
});

describe("functions", () => {
  it("may be components, higher-order components, callbacks and curried", async () => {
    const files = {
      "a.tsx": `
const Page = withFlag("one")(View);
const Other = withFlag("two", View);
export const gate = (key: string) => (C: any) => (props: any) => isOn(key) ? <C {...props} /> : null;
export default compose(gate("three"), memo)(View);
export const check = memo((key: string) => isOn(key));
check("four");
list.filter(() => isOn("five")).map((x) => x);`,
    };
    const hoc: Matcher = { kind: "hoc", names: ["withFlag"], key: 0 };
    expect(await found(files, [isOn, hoc])).toEqual([
      `a.tsx: one hoc "one"`,
      `a.tsx: two hoc "two"`,
      `a.tsx: three wrapper "three"`,
      `a.tsx: four wrapper "four"`,
      `a.tsx: five call "five"`,
    ]);
  });

  it("may be methods: inherited, called on this, static, and fields that hold arrows", async () => {
    const files = {
      "base.ts": `export class Base { protected has(key: string) { return isOn(key); } static check(key: string) { return isOn(key); } arrow = (key: string) => isOn(key); }`,
      "a.ts": `import { Base } from "./base";
class Page extends Base {
  show() { return this.has("one") || this.arrow("two") || super.has("three"); }
}
Base.check("four");
new Page().arrow("five");
class Own extends Base { has(key: string) { return key; } show() { return this.has("none"); } }`,
    };
    expect(await found(files, [isOn])).toEqual([
      `a.ts: one wrapper "one"`,
      `a.ts: two wrapper "two"`,
      `a.ts: three wrapper "three"`,
      `a.ts: four wrapper "four"`,
      `a.ts: five wrapper "five"`,
    ]);
  });

  it("may be decorators with arguments, and decorated by others", async () => {
    const files = {
      "a.ts": `@Controller("x") export class C { @Get() @Flagged("one") @Flagged({ flag: "none" }) go(@Param("p") p: string) { return isOn("two"); } }`,
    };
    const decorator: Matcher = { kind: "decorator", names: ["Flagged"], key: 0 };
    expect(await found(files, [isOn, decorator])).toEqual([
      `a.ts: one decorator "one"`,
      `a.ts: two call "two"`,
    ]);
  });
});

describe("functions inside others", () => {
  it("are wrappers where they are called, and dynamic as well where they are handed on", async () => {
    const files = {
      "a.tsx": `
export function Page() {
  const enabled = useCallback((key: string) => isOn(key), []);
  function both(key: string) { return enabled(key) && isNew; }
  useEffect(() => { both("one"); }, [both]);
  return enabled("two") ? <A /> : <B />;
}
export function Other() {
  const enabled = (key: string) => key;
  return enabled("none");
}
export function useFlags() {
  const check = (key: string) => isOn(key);
  check("three");
  return { check };
}`,
    };
    expect(await found(files, [isOn])).toEqual([
      `a.tsx: one wrapper "one"`,
      `a.tsx: two wrapper "two"`,
      `a.tsx: three wrapper "three"`,
      "a.tsx: dynamic *",
    ]);
  });
});

describe("other names", () => {
  it("are followed: of an SDK's function, of a wrapper, and of what another file exports", async () => {
    const files = {
      "flags.ts": `function enabled(key: string) { return isOn(key); }
export const on = enabled;
export const raw = isOn;
export const notOne = lamp.isLit;`,
      "a.ts": `import { on, raw, notOne } from "./flags";
const mine = raw;
on("one"); raw("two"); mine("three"); notOne("none");
const active = isOn;
active("four");
function f(active: Function) { active("none"); }`,
    };
    expect(await found(files, [isOn])).toEqual([
      `a.ts: one wrapper "one"`,
      `a.ts: two wrapper "two"`,
      `a.ts: three wrapper "three"`,
      `a.ts: four wrapper "four"`,
    ]);
  });

  it("include private methods, and a parameter's default is a key of its own", async () => {
    const files = {
      "a.ts": `class A { #has(key: string) { return isOn(key); } go() { return this.#has("one"); } }
export function loop(key = key) { return isOn(key); }
export function check(key = "two", { other = "three" } = {}) { return isOn(key) || isOn(other); }
check(); check("four");`,
    };
    expect(await found(files, [isOn])).toEqual([
      `a.ts: one wrapper "one"`,
      `a.ts: two call "two"`,
      `a.ts: three call "three"`,
      `a.ts: four wrapper "four"`,
    ]);
  });
});
