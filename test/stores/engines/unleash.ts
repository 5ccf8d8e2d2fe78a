import { named } from "./definitions.js";
import type { Definition, Rule } from "./definitions.js";
import { codeDefault, parentKey } from "./engine.js";
import type { Answer, Engine } from "./engine.js";

interface Feature {
  readonly name: string;
}

interface Client {
  isEnabled(name: string, context: object, fallback: () => boolean): boolean;
  getVariant(name: string, context: object): { readonly name: string };
}

type ClientClass = new (repository: object, strategies: readonly unknown[]) => Client;

interface Sdk {
  readonly defaultStrategies: readonly unknown[];
}

function constraintsOf({ who }: Rule): readonly object[] {
  switch (who) {
    case "everyone":
    case "nobody":
      return [];
    case "plan":
      return [{ contextName: "plan", operator: "IN", values: named.plan }];
    case "ids":
      return [{ contextName: "userId", operator: "IN", values: named.id }];
  }
}

const stickiness = { id: "userId", plan: "plan" } as const;

/** Strategies only let people in: a rule that serves the second side is one that lets nobody in. */
function strategyOf(key: string, rule: Rule, variants: readonly object[]): object {
  const { served } = rule;
  const share = served.kind === "one" ? 100 * (1 - served.side) : served.weights[0];
  const by = served.kind === "one" ? "default" : stickiness[served.by];
  const parameters = {
    rollout: String(rule.who === "nobody" ? 0 : share),
    stickiness: by,
    groupId: key,
  };
  return { name: "flexibleRollout", constraints: constraintsOf(rule), parameters, variants };
}

function featureOf(name: string, one: Definition): Feature & object {
  const weights =
    one.rest.kind === "one" ? [1_000, 0] : one.rest.weights.map((weight) => weight * 10);
  const variants = one.isText
    ? ["blue", "green"].map((variant, at) => ({
        name: variant,
        weight: weights[at],
        stickiness: "default",
      }))
    : [];
  const rest: Rule = { who: "everyone", served: one.rest };
  return {
    name,
    type: "release",
    enabled: one.on,
    strategies: [...one.rules, rest].map((rule) => strategyOf(name, rule, variants)),
    variants: [],
    dependencies: one.parent ? [{ feature: parentKey(name), enabled: one.parent.wants === 0 }] : [],
  } as Feature & object;
}

/** Unleash's client on the features of one environment. */
export const unleash: Engine = {
  format: "unleash",
  takes: { texts: true, parents: true },
  payload: (flags) => ({
    version: 2,
    query: { environment: "production" },
    features: [...flags].flatMap(([key, one]) => {
      if (one.parent === undefined) return [featureOf(key, one)];
      const above = {
        on: true,
        off: 0,
        rules: [],
        isText: false,
        rest: one.parent.served,
      } as const;
      return [featureOf(key, one), featureOf(parentKey(key), above)];
    }),
  }),
  start: (payload, load) => {
    const { default: Client } = load("unleash-client/lib/client") as {
      readonly default: ClientClass;
    };
    const { defaultStrategies } = load("unleash-client/lib/strategy") as Sdk;
    const { features } = payload as {
      readonly features: readonly (Feature & { variants: unknown[] })[];
    };
    const byName = new Map(features.map((feature) => [feature.name, feature]));
    const repository = {
      getToggle: (name: string) => byName.get(name),
      getToggles: () => features,
      getSegment: () => undefined,
    };
    const client = new Client(repository, defaultStrategies);
    const evaluate = (key: string, { id, plan }: { id?: string; plan?: string }): Answer => {
      const context = {
        ...(id !== undefined && { userId: id }),
        ...(plan !== undefined && { properties: { plan } }),
      };
      const isText = JSON.stringify(byName.get(key)).includes('"green"');
      if (!byName.has(key)) return codeDefault;
      return isText
        ? client.getVariant(key, context).name
        : client.isEnabled(key, context, () => false);
    };
    return Promise.resolve({ evaluate });
  },
};
