import { describe, expect, it } from "vitest";
import type { Matcher } from "../../core/src/adapters/model.js";
import { indexTexts } from "../../core/src/index/indexTexts.js";
import { found } from "./support/found.js";

const option: Matcher = { kind: "option", properties: ["flag"], invertedProperties: ["notFlag"] };
const enabled: Matcher = { kind: "option", properties: ["enabledFlags"], access: "override" };

describe("options", () => {
  it("are found as JSX attributes, whatever the component", async () => {
    const files = {
      "a.tsx": `const view = <Route flag="one"><Link notFlag={"two"} /><Link flag={props.flag} /></Route>;`,
    };
    expect(await found(files, [option])).toEqual([
      `a.tsx: one option "one"`,
      `a.tsx: two option "two"`,
    ]);
  });

  it("may list keys, in either arm of a condition and in a spread list", async () => {
    const files = {
      "a.tsx": `
render(<Page enabledFlags={["one", 'two']} />);
const args = { enabledFlags: isNew ? ["three"] : [] };
const enabledFlags: Flag[] = ["four", ...(isNew ? ["five"] : [])];
function f(props) { const enabledFlags = props.enabledFlags ?? ["six"]; }
page({ enabledFlags: others, enabledFlags });`,
    };
    expect(await found(files, [enabled])).toEqual([
      `a.tsx: one option "one"`,
      `a.tsx: two option 'two'`,
      `a.tsx: three option "three"`,
      `a.tsx: four option "four"`,
      `a.tsx: five option "five"`,
      `a.tsx: six option "six"`,
    ]);
  });

  it("have the access that the matcher says", async () => {
    const texts = { "a.tsx": `start({ flag: "one", enabledFlags: ["two"] });` };
    const index = await indexTexts(texts, { matchers: [option, enabled] });
    expect(index.references.map(({ flagKey, access }) => [flagKey, access])).toEqual([
      ["one", "mention"],
      ["two", "override"],
    ]);
  });

  it("are not found in a variable that only shares the name", async () => {
    const files = {
      "a.ts": `const flag = "one"; let enabledFlags = "two"; f({ flag: true, enabledFlags: 3 });`,
    };
    expect(await found(files, [option, enabled])).toEqual([]);
  });
});

describe("includes", () => {
  it("follows a list to the function that returns it", async () => {
    const files = {
      "a.ts": `async function f() { const list = await enabledFlags(user); return list.includes("one") || list?.includes("two"); }`,
      "b.ts": `import { enabledFlags as all } from "./flags"; if ((await all()).includes("three")) {}`,
      "c.ts": `const list = names(); list.includes("four");`,
    };
    const matcher: Matcher = { kind: "includes", receivers: ["enabledFlags()"] };
    expect(await found(files, [matcher])).toEqual([
      `a.ts: one includes "one"`,
      `a.ts: two includes "two"`,
      `b.ts: three includes "three"`,
    ]);
  });
});

describe("environment objects", () => {
  it("are looked for under every name that is configured", async () => {
    const env: Matcher = { kind: "env", objects: ["settings"], keys: ["FF_*"] };
    const files = { "a.ts": `if (settings.FF_ONE) {} const { FF_TWO } = settings;` };
    expect(await found(files, [env])).toEqual([
      "a.ts: FF_ONE env FF_ONE",
      "a.ts: FF_TWO env FF_TWO",
    ]);
  });
});
