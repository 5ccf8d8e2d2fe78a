import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { named, valueOf } from "./definitions.js";
import type { Context, Definition, Rule, Served } from "./definitions.js";
import { codeDefault, parentKey } from "./engine.js";
import type { Answer, Engine } from "./engine.js";

interface Client {
  waitForInitialization(options: object): Promise<unknown>;
  variation(key: string, context: object, fallback: Answer): Promise<Answer>;
  close(): void;
}

interface Sdk {
  readonly init: (key: string, options: object) => Client;
}

interface Integrations {
  readonly FileDataSourceFactory: new (options: object) => { readonly getFactory: () => unknown };
}

function servedOf(served: Served): object {
  if (served.kind === "one") return { variation: served.side };
  const variations = served.weights.map((weight, variation) => ({
    variation,
    weight: weight * 1_000,
  }));
  return { rollout: { contextKind: "client", bucketBy: "key", variations } };
}

function clausesOf({ who }: Rule): readonly object[] {
  const clause = { contextKind: "client", op: "in", negate: false };
  switch (who) {
    case "everyone":
      return [];
    case "nobody":
      return [{ ...clause, attribute: "plan", values: [] }];
    case "plan":
      return [{ ...clause, attribute: "plan", values: named.plan }];
    case "ids":
      return [{ ...clause, attribute: "key", values: named.id }];
  }
}

function flagOf(key: string, one: Definition): object {
  return {
    key,
    version: 1,
    on: one.on,
    variations: [valueOf(one, 0), valueOf(one, 1)],
    offVariation: one.off,
    salt: key,
    targets: [],
    prerequisites: one.parent ? [{ key: parentKey(key), variation: one.parent.wants }] : [],
    rules: one.rules.map((rule, index) => ({
      id: `${key}-${index}`,
      clauses: clausesOf(rule),
      ...servedOf(rule.served),
    })),
    fallthrough: servedOf(one.rest),
  };
}

function contextOf({ id, plan }: Context): object {
  // The SDK refuses a context without a key; the kind that the flags speak of may well be missing.
  const user = { kind: "user", key: "somebody" };
  if (id === undefined && plan === undefined) return user;
  return { kind: "multi", user: { key: "somebody" }, client: { key: id ?? "none", plan } };
}

/** LaunchDarkly's server SDK on file data. */
export const launchdarkly: Engine = {
  format: "launchdarkly",
  takes: { texts: true, parents: true },
  payload: (flags) => {
    const all = [...flags].flatMap(([key, one]) => {
      const parent = { on: true, off: 0, rules: [], isText: false } as const;
      const own = [key, flagOf(key, one)] as const;
      if (one.parent === undefined) return [own];
      const above = flagOf(parentKey(key), { ...parent, rest: one.parent.served });
      return [own, [parentKey(key), above] as const];
    });
    return { flags: Object.fromEntries(all), segments: {} };
  },
  start: async (payload, load) => {
    const { init } = load("@launchdarkly/node-server-sdk") as Sdk;
    const { FileDataSourceFactory } = load(
      "@launchdarkly/node-server-sdk/integrations",
    ) as Integrations;
    const file = join(mkdtempSync(join(tmpdir(), "halyard-ld-")), "flags.json");
    writeFileSync(file, JSON.stringify(payload));
    const silent = { error: noop, warn: noop, info: noop, debug: noop };
    const client = init("sdk-key", {
      updateProcessor: new FileDataSourceFactory({ paths: [file] }).getFactory(),
      sendEvents: false,
      logger: silent,
    });
    await client.waitForInitialization({ timeout: 10 });
    return {
      evaluate: (key, context) => client.variation(key, contextOf(context), codeDefault),
      stop: () => client.close(),
    };
  },
};

function noop(): void {
  // The SDK tells of every start.
}
