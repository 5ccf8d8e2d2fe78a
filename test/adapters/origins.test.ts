import { describe, expect, test } from "vitest";
import { allAdapters } from "../../core/src/adapters/all.js";
import { indexTexts } from "../../core/src/index/indexTexts.js";

/** The references of some files as `path:key matcher`. */
async function found(
  files: Readonly<Record<string, string>>,
  keys: readonly string[] = [],
): Promise<readonly string[]> {
  const index = await indexTexts(files, { adapters: allAdapters, keys });
  return index.references.map(({ path, flagKey, matcher }) => `${path}:${flagKey} ${matcher}`);
}

const isEnabled = ["a.ts:new-checkout unleash-node/isEnabled"];

describe("an SDK's client is followed from its import to the call", () => {
  test.each([
    [
      "a namespace import",
      `import * as unleash from "unleash-client";
       const client = unleash.initialize({ appName: "shop" });
       client.isEnabled("new-checkout");`,
    ],
    [
      "require",
      `const { initialize } = require("unleash-client");
       const client = initialize({ appName: "shop" });
       client.isEnabled("new-checkout");`,
    ],
    [
      "a client that is awaited",
      `import { startUnleash } from "unleash-client";
       export async function start() {
         const client = await startUnleash({ appName: "shop" });
         return client.isEnabled("new-checkout");
       }`,
    ],
    [
      "a field with a declared type",
      `import type { Unleash } from "unleash-client";
       export class Shop {
         private readonly unleash: Unleash;
         constructor(unleash: Unleash) { this.unleash = unleash; }
         open() { return this.unleash.isEnabled("new-checkout"); }
       }`,
    ],
    [
      "a parameter with a declared type",
      `import { Unleash } from "unleash-client";
       export const open = (features: Unleash | undefined) => features?.isEnabled("new-checkout");`,
    ],
    [
      "a subclass of nothing, made anew at every call",
      `import { Unleash } from "unleash-client";
       export const open = () => new Unleash({ appName: "shop", url: "" }).isEnabled("new-checkout");`,
    ],
    [
      "a method taken from the client",
      `import { initialize } from "unleash-client";
       const { isEnabled: on } = initialize({ appName: "shop" });
       export const open = () => on("new-checkout");`,
    ],
  ])("%s", async (_, text) => {
    expect(await found({ "a.ts": text })).toEqual(isEnabled);
  });

  test.each([
    ["the member of an interface", "parts: Parts", "parts.unleash"],
    ["a member taken from an interface", "{ unleash }: Parts", "unleash"],
    ["a member of an object type", "parts: Shape", "parts.unleash"],
    ["an object type written out", "parts: { unleash: Unleash }", "parts.unleash"],
    ["a member taken from one", "{ unleash: on }: { unleash: Unleash }", "on"],
    ["another name for the client's type", "features: Features", "features"],
    ["a field of a class", "shop: Shop", "shop.unleash"],
    ["a part of an interface", 'parts: Pick<Parts, "unleash">', "parts.unleash"],
  ])("%s of another file", async (_, parameter, receiver) => {
    const files = {
      "parts.ts": `import type { Unleash as Client } from "unleash-client";
        export type Features = Client;
        export interface Parts { readonly unleash: Features; readonly name: string }
        export type Shape = { unleash: Client };
        export class Shop { constructor(readonly unleash: Client) {} }`,
      "a.ts": `import type { Features, Parts, Shape, Shop } from "./parts.js";
        import type { Unleash } from "unleash-client";
        export const open = (${parameter}) => ${receiver}.isEnabled("new-checkout");`,
    };
    expect(await found(files)).toEqual(isEnabled);
  });

  test.each([
    ["a function that makes it", "connect()"],
    ["a function with a declared type", "declared()"],
    ["an arrow function", "current()"],
    ["a hook of the user's own", "useFeatures()"],
    ["a method of a service", "new Shop().client()"],
    ["an awaited function", "(await later())"],
  ])("%s in another file", async (_, receiver) => {
    const files = {
      "client.ts": `import { Unleash, initialize } from "unleash-client";
        import { createContext, useContext } from "react";
        export function connect() { return initialize({ appName: "shop" }); }
        export function declared(): Unleash { throw new Error(); }
        export const current = () => connect();
        const Features = createContext<Unleash | null>(null);
        export const useFeatures = () => useContext(Features);
        export const later = async () => connect();
        export class Shop { client(): Unleash { return connect(); } }`,
      "a.ts": `import { Shop, connect, current, declared, later, useFeatures } from "./client.js";
        export const open = async () => ${receiver}.isEnabled("new-checkout");`,
    };
    expect(await found(files)).toEqual(isEnabled);
  });

  test("a client that another file makes and a barrel passes on", async () => {
    const files = {
      "features/client.ts": `import { initialize } from "unleash-client";
        export const features = initialize({ appName: "shop" });`,
      "features/index.ts": `export { features as flags } from "./client.js";`,
      "shop.ts": `import { flags } from "./features/index.js";
        export const open = () => flags.isEnabled("new-checkout");`,
    };
    expect(await found(files)).toEqual(["shop.ts:new-checkout unleash-node/isEnabled"]);
  });
});

describe("a receiver that cannot be followed", () => {
  const text = `export const open = (features) => features.isEnabled("new-checkout");
    export const total = (features) => features.isEnabled("something-else");`;

  test("counts only with a key that the registry has", async () => {
    const references = await found({ "a.js": text }, ["new-checkout"]);
    expect(references).toEqual(["a.js:new-checkout unleash-proxy/isEnabled"]);
  });

  test("gives nothing without a registry", async () => {
    expect(await found({ "a.js": text })).toEqual([]);
  });

  test("counts by itself where the method's name is unmistakable", async () => {
    const read = `export const open = (c, user) => c.boolVariation("new-checkout", user, false);
      export const shut = (c) => c.boolVariation("old-checkout", true);`;
    expect(await found({ "a.js": read })).toEqual([
      "a.js:new-checkout launchdarkly-node/boolVariation",
      "a.js:old-checkout launchdarkly-client/boolVariation",
    ]);
  });
});

test("a flag that one file declares with Vercel's SDK is found where others call it", async () => {
  const files = {
    "flags.ts": `import { flag } from "flags/next";
      export const newCheckout = flag({ key: "new-checkout", decide: () => false });`,
    "page.ts": `import { newCheckout as isNew } from "./flags.js";
      export const page = async () => ((await isNew()) ? "new" : "old");`,
  };
  expect(await found(files)).toEqual([
    "flags.ts:new-checkout vercel-flags/declaration",
    "page.ts:new-checkout vercel-flags/flag",
  ]);
});

test("an environment variable counts by its name, or when the registry has it", async () => {
  const text = `export const on = process.env.FEATURE_CHECKOUT === "on";
    export const moved = process.env.NEW_ORDERS === "on" || process.env.HOME === "";`;
  expect(await found({ "a.ts": text })).toEqual(["a.ts:FEATURE_CHECKOUT env/variable"]);
  expect(await found({ "a.ts": text }, ["NEW_ORDERS"])).toEqual([
    "a.ts:FEATURE_CHECKOUT env/variable",
    "a.ts:NEW_ORDERS env/variable",
  ]);
});

describe("LaunchDarkly's React SDK writes keys in camelCase", () => {
  const text = `import { useFlags } from "launchdarkly-react-client-sdk";
    export function Shop() {
      const { newCheckoutV2, other } = useFlags();
      return useFlags().abTest ? newCheckoutV2 : other;
    }`;
  const matcher = "launchdarkly-react/useFlags";

  test("a name is taken back to the registry's key", async () => {
    const keys = ["new-checkout.v2", "AB-test"];
    expect(await found({ "a.tsx": text }, keys)).toEqual([
      `a.tsx:new-checkout.v2 ${matcher}`,
      `a.tsx:other ${matcher}`,
      `a.tsx:AB-test ${matcher}`,
    ]);
  });

  test("a name that two keys share, or none, stays as it is", async () => {
    expect(await found({ "a.tsx": text }, ["ab-test", "ab.test"])).toEqual([
      `a.tsx:newCheckoutV2 ${matcher}`,
      `a.tsx:other ${matcher}`,
      `a.tsx:abTest ${matcher}`,
    ]);
  });
});

test("a function of the user's own that reads a flag is a wrapper, not the SDK's call", async () => {
  const files = {
    "flags.ts": `import { isEnabled as on } from "unleash-client";
      export const isEnabled = (name: string) => on(\`shop.\${name}\`);`,
    "a.ts": `import { isEnabled } from "./flags.js";
      export const open = isEnabled("new-checkout");`,
  };
  expect(await found(files)).toEqual([]);
});

test("a file of the user's own with an SDK's name is not the SDK", async () => {
  const files = {
    "unleash-client.ts": "export const isEnabled = (name: string) => name.length > 0;",
    "a.ts": `import { isEnabled } from "./unleash-client.js";
      export const open = isEnabled("new-checkout");`,
  };
  expect(await found(files)).toEqual([]);
});

test("a key built at run time is listed with the part that is known", async () => {
  const text = `import { initialize } from "unleash-client";
    const client = initialize({ appName: "shop" });
    export const open = (tenant: string) => client.isEnabled(\`checkout-\${tenant}\`);`;
  const index = await indexTexts({ "a.ts": text }, { adapters: allAdapters });
  expect(index.references).toEqual([]);
  expect(index.dynamicReferences.map(({ pattern, matcher }) => [pattern, matcher])).toEqual([
    ["checkout-*", "unleash-node/isEnabled"],
  ]);
});
