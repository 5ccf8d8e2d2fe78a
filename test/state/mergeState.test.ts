import { expect, test } from "vitest";
import { loadRegistries } from "../../core/src/analysis/loadRegistries.js";
import { memoryFileSystem } from "../../core/src/index/indexTexts.js";
import type { Flag, Registry } from "../../core/src/registry/model.js";
import type { StoreView } from "../../core/src/state/model.js";
import { oldStates } from "../../core/src/analysis/oldStates.js";
import { judgeFlag } from "../../core/src/verdict/judgeFlag.js";
import { configOf } from "../registry/support.js";

const now = new Date("2026-11-22T00:00:00Z");

interface Written {
  readonly flags: Readonly<Record<string, object>>;
  readonly stores: Readonly<
    Record<string, { readonly flags: object; readonly complete?: boolean }>
  >;
}

/** The registry as every face sees it, with the stores' states in it. */
function merged({ flags, stores }: Written): Registry {
  const state = {
    stateVersion: 1,
    stores: Object.fromEntries(
      Object.entries(stores).map(([name, store]) => [
        name,
        { type: "unleash", syncedAt: "2026-11-21T00:00:00Z", complete: true, ...store },
      ]),
    ),
  };
  const namedStores = Object.fromEntries(
    Object.keys(stores).map((name) => [name, { type: "unleash" }]),
  );
  const files = {
    "flags.json": JSON.stringify({ stores: namedStores, flags }),
    "halyard-state.json": JSON.stringify(state),
  };
  const loaded = loadRegistries(
    memoryFileSystem(files),
    configOf([{ path: ["flags.json"], format: "halyard" }]),
  );
  expect(loaded.problems).toEqual([]);
  const [registry] = loaded.registries;
  if (registry === undefined) throw new Error("No registry.");
  return registry;
}

function flagOf(registry: Registry, key: string): Flag {
  const flag = registry.flags.get(key);
  if (flag === undefined) throw new Error(`No flag "${key}".`);
  return flag;
}

const boolean = { flagType: "boolean", variants: { on: true, off: false } };
const synced = { state: "ENABLED", syncedAt: "2026-11-21T00:00:00Z" };

test("the store's state makes the verdict, in the registry's own names", () => {
  const registry = merged({
    flags: {
      nav: {
        ...boolean,
        environments: { production: { defaultVariant: "off", since: "2026-01-01" } },
      },
    },
    stores: {
      main: {
        flags: {
          nav: {
            flagType: "boolean",
            variants: { "0": true, "1": false },
            environments: { production: { ...synced, served: { "0": 100 }, since: "2026-09-01" } },
          },
        },
      },
    },
  });
  const verdict = judgeFlag(flagOf(registry, "nav"), registry, now);
  expect(verdict).toMatchObject({
    outcome: "rolled-out",
    winningVariant: "on",
    since: "2026-09-01",
  });
});

test("a state that is more than a week old is told", () => {
  const loaded = { stores: storesOf("2026-11-14T00:00:00Z") };
  expect(oldStates(loaded.stores, now).map(({ code }) => code)).toEqual(["state-old"]);
  expect(oldStates(storesOf("2026-11-15T00:00:00Z"), now)).toEqual([]);
});

function storesOf(syncedAt: string): StoreView {
  const place = { path: "halyard-state.json", span: { start: 0, end: 1 } };
  const main = { name: "main", type: "tggl", syncedAt, complete: true, place };
  return {
    stores: new Map([["main", { ...main, flags: new Map(), unknownKeys: [] }]]),
    tombstones: new Map(),
  };
}

test("a state that the registry got later stays", () => {
  const registry = merged({
    flags: {
      nav: {
        ...boolean,
        environments: {
          production: {
            defaultVariant: "off",
            since: "2026-01-01",
            syncedAt: "2026-11-21T12:00:00Z",
          },
        },
      },
    },
    stores: {
      main: {
        flags: {
          nav: { ...boolean, environments: { production: { ...synced, served: { on: 100 } } } },
        },
      },
    },
  });
  expect(judgeFlag(flagOf(registry, "nav"), registry, now).winningVariant).toBe("off");
});

test("what the store asks of other flags counts under the registry's keys", () => {
  const child = {
    ...boolean,
    environments: { production: { ...synced, served: { on: 100 }, since: "2026-01-01" } },
    lifecycle: { prerequisites: [{ flag: "store-parent", variant: "on" }] },
  };
  const parent = (share: number) => ({
    ...boolean,
    environments: {
      production: { ...synced, served: { on: share, off: 100 - share }, since: "2026-01-01" },
    },
  });
  const outcomes = [100, 50].map((share) => {
    const registry = merged({
      flags: {
        child: boolean,
        parent: { ...boolean, lifecycle: { store: { name: "main", key: "store-parent" } } },
      },
      stores: { main: { flags: { child, "store-parent": parent(share) } } },
    });
    return judgeFlag(flagOf(registry, "child"), registry, now).outcome;
  });
  expect(outcomes).toEqual(["rolled-out", "partial"]);
});

test("an archived flag of the store is archived", () => {
  const registry = merged({
    flags: { nav: { ...boolean, lifecycle: { status: "active" } } },
    stores: { main: { flags: { nav: { ...boolean, lifecycle: { status: "archived" } } } } },
  });
  const flag = flagOf(registry, "nav");
  expect(flag.lifecycle.status).toBe("archived");
  expect(flag.declared?.status).toBe("active");
});

test("a variant that the registry lacks keeps the store's name and value", () => {
  const registry = merged({
    flags: { layout: { flagType: "string", variants: { grid: "grid", list: "list" } } },
    stores: {
      main: {
        flags: {
          layout: {
            flagType: "string",
            variants: { a: "grid", list: "table" },
            environments: { production: { ...synced, served: { list: 100 } } },
          },
        },
      },
    },
  });
  const flag = flagOf(registry, "layout");
  expect(Object.fromEntries(flag.variants)).toEqual({
    grid: "grid",
    list: "list",
    "list (store)": "table",
  });
  expect(flag.environments.get("production")?.served).toEqual({ "list (store)": 100 });
});

test("of two stores that have the key none is meant, unless the registry says which", () => {
  const store = {
    flags: {
      nav: { ...boolean, environments: { production: { ...synced, served: { on: 100 } } } },
    },
  };
  const flags = {
    nav: boolean,
    linked: { ...boolean, lifecycle: { store: { name: "b", key: "nav" } } },
  };
  const registry = merged({ flags, stores: { a: store, b: store } });
  expect(flagOf(registry, "nav").environments.size).toBe(0);
  expect(flagOf(registry, "linked").environments.size).toBe(1);
});
