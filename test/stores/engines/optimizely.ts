import { named } from "./definitions.js";
import type { Context, Definition, Rule } from "./definitions.js";
import type { Engine } from "./engine.js";

interface User {
  decide(key: string, options: readonly string[]): { readonly enabled: boolean };
}

interface Sdk {
  createInstance(options: object): {
    onReady(): Promise<unknown>;
    createUserContext(id: string, attributes: object): User | null;
    close(): unknown;
  };
  createStaticProjectConfigManager(options: object): unknown;
}

const audiences = [
  { id: "plan", name: "plan", values: named.plan, attribute: "plan" },
  { id: "ids", name: "ids", values: named.id, attribute: "id" },
].map(({ id, name, values, attribute }) => ({
  id,
  name,
  conditions: [
    "or",
    ...values.map((value) => ({
      name: attribute,
      type: "custom_attribute",
      match: "exact",
      value,
    })),
  ],
}));

/** A rule of a rollout: its first side is on, its second one off. */
function ruleOf(key: string, { who, served }: Rule, index: number): object {
  const id = `${key}-${index}`;
  const weights =
    served.kind === "one" ? [100 * (1 - served.side), 100 * served.side] : served.weights;
  const [on = 0] = weights;
  const end = who === "nobody" ? 0 : 10_000;
  return {
    id,
    key: id,
    status: "Running",
    layerId: key,
    audienceIds: who === "plan" || who === "ids" ? [who] : [],
    forcedVariations: {},
    variations: [
      { id: `${id}-on`, key: "on", featureEnabled: true, variables: [] },
      { id: `${id}-off`, key: "off", featureEnabled: false, variables: [] },
    ],
    trafficAllocation: [
      { entityId: `${id}-on`, endOfRange: Math.min(on * 100, end) },
      { entityId: `${id}-off`, endOfRange: end },
    ],
  };
}

function rulesOf(key: string, one: Definition): readonly object[] {
  if (!one.on) return [];
  return [...one.rules, { who: "everyone", served: one.rest } as const].map((rule, at) =>
    ruleOf(key, rule, at),
  );
}

/** Optimizely's SDK on a datafile. */
export const optimizely: Engine = {
  format: "optimizely",
  takes: { texts: false, parents: false },
  payload: (flags) => ({
    version: "4",
    projectId: "1",
    accountId: "1",
    revision: "1",
    environmentKey: "production",
    sdkKey: "x",
    anonymizeIP: true,
    botFiltering: false,
    attributes: ["plan", "id"].map((key) => ({ id: key, key })),
    audiences: [],
    typedAudiences: audiences,
    events: [],
    groups: [],
    experiments: [],
    integrations: [],
    holdouts: [],
    featureFlags: [...flags.keys()].map((key) => ({
      id: key,
      key,
      rolloutId: `${key}-rollout`,
      experimentIds: [],
      variables: [],
    })),
    rollouts: [...flags].map(([key, one]) => ({
      id: `${key}-rollout`,
      experiments: rulesOf(key, one),
    })),
  }),
  start: async (payload, load) => {
    const sdk = load("@optimizely/optimizely-sdk") as Sdk;
    const client = sdk.createInstance({
      projectConfigManager: sdk.createStaticProjectConfigManager({
        datafile: JSON.stringify(payload),
      }),
    });
    await client.onReady();
    const users = new Map<Context, User | null>();
    return {
      evaluate: (key, context) => {
        const { id, plan } = context;
        const attributes = { ...(id !== undefined && { id }), ...(plan !== undefined && { plan }) };
        const user = users.get(context) ?? client.createUserContext(id ?? "nobody", attributes);
        users.set(context, user);
        return user?.decide(key, ["DISABLE_DECISION_EVENT"]).enabled ?? { isDefault: true };
      },
      stop: () => {
        client.close();
      },
    };
  },
};
