import { beforeEach, expect, test } from "vitest";
import { StoreTokens } from "../../extension/src/stores/storeTokens.js";
import { obeyedVariable, originOf } from "../../extension/src/stores/variables.js";
import type { StoreItem } from "../../server/src/protocol/stores.js";

const token = "tok-3nVeryS3cret-of-the-tests";
const store = (more: Partial<StoreItem> = {}): StoreItem => ({
  id: "file:///shop#main",
  project: "file:///shop",
  name: "main",
  type: "unleash",
  variables: [
    { name: "SHOP_URL", use: "address", environment: null },
    { name: "SHOP_TOKEN", use: "token", environment: null },
  ],
  ...more,
});

/** What the editor keeps for the extension, in memory. */
let secrets: Map<string, string>;
let memory: Map<string, unknown>;
let tokens: StoreTokens;

beforeEach(() => {
  secrets = new Map();
  memory = new Map();
  const context = {
    secrets: {
      get: (key: string) => Promise.resolve(secrets.get(key)),
      store: (key: string, value: string) => Promise.resolve(void secrets.set(key, value)),
      delete: (key: string) => Promise.resolve(void secrets.delete(key)),
    },
    workspaceState: {
      get: (key: string, otherwise: unknown) => memory.get(key) ?? otherwise,
      update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
    },
  };
  tokens = new StoreTokens(context as unknown as ConstructorParameters<typeof StoreTokens>[0]);
});

const address = { SHOP_URL: "https://flags.example.com/api" };

test("tokens are kept as secrets only, and told to the store that they were given for", async () => {
  expect(await tokens.keep(store(), address, { SHOP_TOKEN: token })).toBe(true);
  expect(JSON.stringify([...memory])).not.toContain(token);
  expect(await tokens.variablesFor(store())).toEqual({ ...address, SHOP_TOKEN: token });
  expect(await tokens.variablesFor(store({ id: "file:///other#main" }))).toEqual({});
});

test("a store that is configured for another host does not get the token", async () => {
  await tokens.keep(store(), address, { SHOP_TOKEN: token });
  const elsewhere = { name: "OTHER_URL", use: "address", environment: null } as const;
  process.env.OTHER_URL = "https://elsewhere.example.com";
  try {
    const [, own] = store().variables;
    const moved = store({ variables: [elsewhere, ...(own ? [own] : [])] });
    expect(await tokens.variablesFor(moved)).toEqual({});
    expect(await tokens.variablesFor(store({ type: "launchdarkly", variables: [] }))).toEqual({});
    expect(await tokens.variablesFor(store({ type: "growthbook" }))).toEqual({});
  } finally {
    delete process.env.OTHER_URL;
  }
});

test("what is forgotten is gone, and what is connected anew replaces what was", async () => {
  await tokens.keep(store(), address, { SHOP_TOKEN: token });
  const other = { SHOP_URL: "https://flags.example.org" };
  await tokens.keep(store(), other, { SHOP_TOKEN: "another" });
  expect(secrets.size).toBe(1);
  expect(await tokens.variablesFor(store())).toEqual({ ...other, SHOP_TOKEN: "another" });
  await tokens.forget(store());
  expect(secrets.size).toBe(0);
  expect(tokens.isConnected(store())).toBe(false);
  expect(await tokens.variablesFor(store())).toEqual({});
});

test("an address is one of the web, plain only on this machine", async () => {
  expect(originOf("https://flags.example.com/api?x=1")).toBe("https://flags.example.com");
  expect(originOf("http://127.0.0.1:4242")).toBe("http://127.0.0.1:4242");
  for (const text of ["", "flags.example.com", "http://flags.example.com", "file:///etc/hosts"]) {
    expect(originOf(text), text).toBeUndefined();
  }
  expect(await tokens.keep(store(), { SHOP_URL: "ftp://x" }, { SHOP_TOKEN: token })).toBe(false);
  expect(secrets.size).toBe(0);
});

test("a variable that programs obey cannot be filled", () => {
  const named = (name: string): StoreItem =>
    store({ variables: [{ name, use: "token", environment: null }] });
  expect(obeyedVariable(named("UNLEASH_TOKEN"))).toBeUndefined();
  for (const name of ["NODE_OPTIONS", "LD_PRELOAD", "ELECTRON_RUN_AS_NODE", "PATH"]) {
    expect(obeyedVariable(named(name)), name).toBe(name);
  }
});
