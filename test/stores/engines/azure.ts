import { named } from "./definitions.js";
import type { Context, Definition, Rule } from "./definitions.js";
import type { Engine } from "./engine.js";

interface Sdk {
  readonly FeatureManager: new (provider: unknown) => {
    isEnabled(name: string, context?: object): Promise<boolean>;
    getVariant(name: string, context?: object): Promise<{ readonly name: string } | undefined>;
  };
  readonly ConfigurationObjectFeatureFlagProvider: new (settings: unknown) => unknown;
}

/** Filters let people in; one that is to let nobody in has an audience of none. */
function filterOf({ who, served }: Rule): object {
  const share = served.kind === "one" ? 100 * (1 - served.side) : served.weights[0];
  const audience = {
    everyone: { DefaultRolloutPercentage: share },
    nobody: { DefaultRolloutPercentage: 0 },
    plan: { DefaultRolloutPercentage: share, Exclusion: { Users: [], Groups: named.plan } },
    ids: { DefaultRolloutPercentage: 0, Users: share > 0 ? named.id : [] },
  }[who];
  return { name: "Microsoft.Targeting", parameters: { Audience: audience } };
}

function flagOf(id: string, one: Definition): object {
  const filters = [...one.rules, { who: "everyone", served: one.rest } as const].map(filterOf);
  const conditions = { requirement_type: one.off === 0 ? "Any" : "All", client_filters: filters };
  if (!one.isText) return { id, enabled: one.on, conditions };
  const side = (chosen: 0 | 1): string => (chosen === 0 ? "blue" : "green");
  return {
    id,
    enabled: one.on,
    variants: [
      { name: "blue", configuration_value: "blue" },
      { name: "green", configuration_value: "green" },
    ],
    allocation: {
      default_when_disabled: side(one.off),
      default_when_enabled: side(one.rest.kind === "one" ? one.rest.side : 0),
      user: one.rules
        .filter(({ who }) => who === "ids")
        .map(({ served }) => ({
          users: named.id,
          variant: side(served.kind === "one" ? served.side : 1),
        })),
      percentile:
        one.rest.kind === "one"
          ? []
          : [
              { variant: "blue", from: 0, to: one.rest.weights[0] },
              { variant: "green", from: one.rest.weights[0], to: 100 },
            ],
    },
  };
}

/** Microsoft's feature management. */
export const azure: Engine = {
  format: "azure",
  takes: { texts: true, parents: false },
  payload: (flags) => ({
    feature_management: { feature_flags: [...flags].map(([key, one]) => flagOf(key, one)) },
  }),
  start: (payload, load) => {
    const sdk = load("@microsoft/feature-management") as Sdk;
    const manager = new sdk.FeatureManager(new sdk.ConfigurationObjectFeatureFlagProvider(payload));
    const flags = (
      payload as { feature_management: { feature_flags: { id: string; variants?: unknown }[] } }
    ).feature_management.feature_flags;
    const texts = new Set(
      flags.filter(({ variants }) => variants !== undefined).map(({ id }) => id),
    );
    return Promise.resolve({
      evaluate: async (key, { id, plan }: Context) => {
        const isEmpty = id === undefined && plan === undefined;
        const context = isEmpty
          ? undefined
          : { ...(id !== undefined && { userId: id }), groups: plan === undefined ? [] : [plan] };
        if (!texts.has(key)) return manager.isEnabled(key, context);
        return (await manager.getVariant(key, context))?.name ?? { isDefault: true };
      },
    });
  },
};
