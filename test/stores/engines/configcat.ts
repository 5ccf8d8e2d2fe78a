import { named, valueOf, wholeSide } from "./definitions.js";
import type { Context, Definition, Rule, Served, Side } from "./definitions.js";
import { codeDefault, parentKey } from "./engine.js";
import type { Answer, Engine } from "./engine.js";

interface Snapshot {
  getValue(key: string, fallback: Answer | null, user?: unknown): Answer | null;
}

interface Sdk {
  getClient(
    key: string,
    mode: number,
    options: object,
  ): {
    waitForReady(): Promise<unknown>;
    forceRefreshAsync(): Promise<unknown>;
    snapshot(): Snapshot;
    dispose(): void;
  };
  readonly PollingMode: { readonly ManualPoll: number };
  readonly User: new (id: string, email?: string, country?: string, custom?: object) => unknown;
  createConsoleLogger(level: number): unknown;
}

function valued(one: Definition, side: Side): object {
  const value = valueOf(one, side);
  return typeof value === "string" ? { s: value } : { b: value };
}

function conditionsOf({ who }: Rule): readonly object[] {
  switch (who) {
    case "everyone":
      return [];
    case "nobody":
      return [{ u: { a: "plan", c: 0, l: [] } }];
    case "plan":
      return [{ u: { a: "plan", c: 0, l: named.plan } }];
    case "ids":
      return [{ u: { a: "Identifier", c: 0, l: named.id } }];
  }
}

function optionsOf(one: Definition, served: Served): readonly object[] {
  if (served.kind === "one") return [];
  return served.weights.map((p, side) => ({ p, v: valued(one, side as Side) }));
}

function ruleOf(one: Definition, conditions: readonly object[], served: Served): object {
  const c = conditions;
  return served.kind === "one"
    ? { c, s: { v: valued(one, served.side) } }
    : { c, p: optionsOf(one, served) };
}

function settingOf(key: string, one: Definition): object {
  const off: Rule["served"] = { kind: "one", side: one.off };
  const gate = one.parent && {
    p: { f: parentKey(key), c: 1, v: valued({ ...one, isText: false }, one.parent.wants) },
  };
  return {
    t: one.isText ? 1 : 0,
    v: valued(one, one.on ? (wholeSide(one.rest) ?? one.off) : one.off),
    // The attribute of all splits is one setting of the flag.
    ...(one.rest.kind === "split" && one.rest.by === "plan" && { a: "plan" }),
    ...(one.on && {
      r: [
        ...(gate === undefined ? [] : [ruleOf(one, [gate], off)]),
        ...one.rules.map((rule) => ruleOf(one, conditionsOf(rule), rule.served)),
      ],
      p: optionsOf(one, one.rest),
    }),
  };
}

/** ConfigCat's SDK on a config from its cache. */
export const configcat: Engine = {
  format: "configcat",
  takes: { texts: true, parents: true },
  payload: (flags) => ({
    p: { u: "https://cdn.example.test", r: 0, s: "salt" },
    s: [],
    f: Object.fromEntries(
      [...flags].flatMap(([key, one]) => {
        if (one.parent === undefined) return [[key, settingOf(key, one)]];
        const above = {
          on: true,
          off: 0,
          rules: [],
          isText: false,
          rest: one.parent.served,
        } as const;
        return [
          [key, settingOf(key, one)],
          [parentKey(key), settingOf(parentKey(key), above)],
        ];
      }),
    ),
  }),
  start: async (payload, load) => {
    const sdk = load("configcat-node") as Sdk;
    const entry = `${Date.now()}\netag\n${JSON.stringify(payload)}`;
    const client = sdk.getClient(
      "configcat-sdk-1/TEST_KEY-0123456789012/1234567890123456789012",
      sdk.PollingMode.ManualPoll,
      {
        cache: { get: () => entry, set: noop },
        offline: true,
        logger: sdk.createConsoleLogger(-1),
      },
    );
    await client.waitForReady();
    await client.forceRefreshAsync();
    const snapshot = client.snapshot();
    const evaluate = (key: string, { id, plan }: Context): Answer => {
      const custom = plan === undefined ? {} : { plan };
      const isEmpty = id === undefined && plan === undefined;
      const user = isEmpty ? undefined : new sdk.User(id ?? "", undefined, undefined, custom);
      return snapshot.getValue(key, null, user) ?? codeDefault;
    };
    return { evaluate, stop: () => client.dispose() };
  },
};

function noop(): void {
  // The cache never changes.
}
