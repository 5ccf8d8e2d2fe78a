import { named, wholeSide } from "./definitions.js";
import type { Context, Definition, Rule } from "./definitions.js";
import { codeDefault, parentKey } from "./engine.js";
import type { Answer, Engine } from "./engine.js";

interface Sdk {
  readonly PostHog: new (
    key: string,
    options: object,
  ) => {
    getFeatureFlag(key: string, id: string, options: object): Promise<boolean | string | undefined>;
    reloadFeatureFlags(): Promise<void>;
    shutdown(): Promise<void>;
  };
}

function groupOf(one: Definition, { who, served }: Rule): object {
  const property = { type: "person", operator: "exact" };
  const properties = {
    everyone: [],
    nobody: [],
    plan: [{ ...property, key: "plan", value: named.plan }],
    ids: [{ ...property, key: "id", value: named.id }],
  }[who];
  const side = wholeSide(served);
  const share = served.kind === "one" ? 100 * (1 - served.side) : served.weights[0];
  if (!one.isText)
    return { properties, rollout_percentage: who === "nobody" ? 0 : share, variant: null };
  const variant = side === undefined ? null : ["blue", "green"][side];
  return { properties, rollout_percentage: who === "nobody" ? 0 : 100, variant };
}

function flagOf(key: string, id: number, one: Definition): object {
  const rest: Rule = { who: "everyone", served: one.rest };
  const weights = one.rest.kind === "split" ? one.rest.weights : [50, 50];
  const dependency = one.parent && {
    type: "flag",
    key: parentKey(key),
    operator: "flag_evaluates_to",
    value: one.parent.wants === 0,
    dependency_chain: [parentKey(key)],
  };
  const groups = [...one.rules, rest].map((rule) => groupOf(one, rule) as { properties: object[] });
  return {
    id,
    key,
    name: "",
    active: one.on,
    filters: {
      groups: groups.map((group) => ({
        ...group,
        properties: [...(dependency === undefined ? [] : [dependency]), ...group.properties],
      })),
      multivariate: one.isText
        ? {
            variants: ["blue", "green"].map((name, at) => ({
              key: name,
              rollout_percentage: weights[at],
            })),
          }
        : null,
    },
  };
}

/** PostHog's local evaluation. Every property is told, so that it never has to ask the server. */
export const posthog: Engine = {
  format: "posthog",
  takes: { texts: true, parents: true },
  payload: (flags) => ({
    flags: [...flags].flatMap(([key, one], at) => {
      const above = { on: true, off: 0, rules: [], isText: false } as const;
      const own = flagOf(key, 2 * at, one);
      return one.parent === undefined
        ? [own]
        : [flagOf(parentKey(key), 2 * at + 1, { ...above, rest: one.parent.served }), own];
    }),
    group_type_mapping: {},
    cohorts: {},
  }),
  start: async (payload, load) => {
    const { PostHog } = load("posthog-node") as Sdk;
    const client = new PostHog("phc_key", {
      personalApiKey: "phx_key",
      host: "http://127.0.0.1:9",
      featureFlagsPollingInterval: 10_000_000,
      fetch: () => Promise.resolve(new Response(JSON.stringify(payload))),
    });
    await client.reloadFeatureFlags();
    return {
      evaluate: async (key, { id, plan }: Context): Promise<Answer> => {
        const answer = await client.getFeatureFlag(key, id ?? "", {
          personProperties: { id: id ?? "", plan: plan ?? "" },
          onlyEvaluateLocally: true,
          sendFeatureFlagEvents: false,
        });
        return answer ?? codeDefault;
      },
      stop: () => client.shutdown(),
    };
  },
};
