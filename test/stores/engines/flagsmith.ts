import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { named, valueOf } from "./definitions.js";
import type { Context, Definition, Rule, Served, Side } from "./definitions.js";
import { codeDefault } from "./engine.js";
import type { Answer, Engine } from "./engine.js";

interface Flags {
  isFeatureEnabled(name: string): boolean;
  getFeatureValue(name: string): Answer | null;
}

interface Sdk {
  readonly Flagsmith: new (options: object) => {
    getEnvironmentFlags(): Promise<Flags>;
    getIdentityFlags(id: string, traits: object): Promise<Flags>;
  };
  readonly LocalFileHandler: new (file: string) => unknown;
}

/** A feature's state; texts are its value while it is on, and a split is a multivariate value. */
function stateOf(
  name: string,
  id: number,
  one: Definition,
  served: Served,
  priority?: number,
): object {
  const side: Side = served.kind === "one" ? served.side : one.off;
  const shares =
    served.kind === "one"
      ? []
      : served.weights.map((weight, at) => ({
          id: id * 10 + at,
          percentage_allocation: weight,
          multivariate_feature_option: { id: at, value: valueOf(one, at as Side) },
        }));
  return {
    feature: { id, name, type: one.isText ? "MULTIVARIATE" : "STANDARD" },
    enabled: one.isText ? true : side === 0,
    django_id: id,
    featurestate_uuid: name,
    feature_state_value: one.isText ? valueOf(one, side) : null,
    multivariate_feature_state_values: one.isText ? shares : [],
    feature_segment: priority === undefined ? null : { priority },
  };
}

function rulesOf({ who }: Rule): readonly object[] {
  // A segment without rules holds nobody.
  if (who === "nobody") return [];
  const condition = {
    everyone: { operator: "PERCENTAGE_SPLIT", property_: "", value: "100" },
    plan: { operator: "IN", property_: "plan", value: named.plan.join(",") },
    ids: { operator: "IN", property_: "$.identity.identifier", value: named.id.join(",") },
  }[who];
  const inner = { type: "ANY", rules: [], conditions: [condition] };
  return [{ type: "ALL", rules: [inner], conditions: [] }];
}

/** Flagsmith's offline mode on an environment document. */
export const flagsmith: Engine = {
  format: "flagsmith",
  takes: { texts: true, parents: false },
  payload: (flags) => {
    const all = [...flags];
    const segments = all.flatMap(([name, one], at) =>
      one.rules.map((rule, index) => {
        const id = at * 10 + index + 1;
        return {
          id,
          name: `segment-${id}`,
          rules: rulesOf(rule),
          feature_states: [stateOf(name, at + 1, one, rule.served, index)],
        };
      }),
    );
    return {
      id: 1,
      api_key: "ser.x",
      name: "Production",
      project: {
        id: 1,
        name: "p",
        hide_disabled_flags: false,
        organisation: {
          id: 1,
          name: "o",
          feature_analytics: false,
          stop_serving_flags: false,
          persist_trait_data: true,
        },
        segments,
      },
      feature_states: all.map(([name, one], at) => {
        const served: Served = one.on ? one.rest : { kind: "one", side: one.isText ? 0 : 1 };
        return stateOf(name, at + 1, one, served);
      }),
      identity_overrides: [],
    };
  },
  start: (payload, load) => {
    const sdk = load("flagsmith-nodejs") as Sdk;
    const file = join(mkdtempSync(join(tmpdir(), "halyard-flagsmith-")), "environment.json");
    writeFileSync(file, JSON.stringify(payload));
    const client = new sdk.Flagsmith({
      offlineMode: true,
      offlineHandler: new sdk.LocalFileHandler(file),
    });
    const known = new Map<Context, Promise<Flags>>();
    const flagsFor = ({ id, plan }: Context): Promise<Flags> =>
      id === undefined
        ? client.getEnvironmentFlags()
        : client.getIdentityFlags(id, plan === undefined ? {} : { plan });
    return Promise.resolve({
      evaluate: async (key, context) => {
        const flags = await (known.get(context) ?? flagsFor(context));
        if (!known.has(context)) known.set(context, Promise.resolve(flags));
        const value = flags.getFeatureValue(key);
        if (typeof value === "string") return flags.isFeatureEnabled(key) ? value : codeDefault;
        return flags.isFeatureEnabled(key);
      },
    });
  },
};
