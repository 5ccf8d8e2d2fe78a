import { named, valueOf, wholeSide } from "./definitions.js";
import type { Context, Definition, Rule, Served, Side } from "./definitions.js";
import { codeDefault } from "./engine.js";
import type { Answer, Engine } from "./engine.js";

interface Features {
  readonly flags: readonly Flag[];
  readonly segments: readonly Segment[];
}

interface Segment {
  readonly key: string;
  readonly match_type: string;
  readonly constraints: readonly { readonly type: string }[];
}

interface Flag {
  readonly key: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly variants: readonly { readonly key: string; readonly default?: boolean }[];
  readonly rules: readonly {
    readonly segment: string;
    readonly distributions: readonly { readonly variant: string; readonly rollout: number }[];
  }[];
  readonly rollouts: readonly {
    readonly segment?: {
      readonly keys: readonly string[];
      readonly operator: string;
      readonly value: boolean;
    };
    readonly threshold?: { readonly percentage: number; readonly value: boolean };
  }[];
}

interface Client {
  evaluateBoolean(request: object): { readonly enabled: boolean };
  evaluateVariant(request: object): { readonly variantKey: string };
}

interface Sdk {
  readonly FliptClient: { init(options: object): Promise<Client> };
}

const segments: readonly Segment[] = [
  { key: "everyone", match_type: "ALL_MATCH_TYPE", constraints: [] },
  ...(["nobody", "plan", "ids"] as const).map((key) => ({
    key,
    match_type: "ANY_MATCH_TYPE",
    constraints: [
      {
        type: key === "ids" ? "ENTITY_ID_COMPARISON_TYPE" : "STRING_COMPARISON_TYPE",
        property: key === "ids" ? "entity" : "plan",
        operator: "isoneof",
        value: JSON.stringify(
          key === "nobody" ? ["no-such-plan"] : named[key === "ids" ? "id" : "plan"],
        ),
      },
    ],
  })),
];

function rolloutsOf({ who, served }: Rule): Flag["rollouts"] {
  const side = wholeSide(served) ?? 0;
  if (served.kind === "one" || who !== "everyone") {
    return [{ segment: { keys: [who], operator: "OR_SEGMENT_OPERATOR", value: side === 0 } }];
  }
  return [{ threshold: { percentage: served.weights[0], value: true } }];
}

function distributionsOf(one: Definition, served: Served): Flag["rules"][number]["distributions"] {
  const weights =
    served.kind === "one" ? [100 * (1 - served.side), 100 * served.side] : served.weights;
  return weights
    .map((rollout, side) => ({ variant: String(valueOf(one, side as Side)), rollout }))
    .filter(({ rollout }) => rollout > 0);
}

function flagOf(key: string, one: Definition): Flag {
  const rest: Rule = { who: "everyone", served: one.rest };
  const rules = one.rest.kind === "split" ? [...one.rules, rest] : one.rules;
  const last = one.on ? (wholeSide(one.rest) ?? one.off) : one.off;
  if (!one.isText) {
    const rollouts = one.on ? rules.flatMap(rolloutsOf) : [];
    return {
      key,
      type: "BOOLEAN_FLAG_TYPE",
      enabled: last === 0,
      variants: [],
      rules: [],
      rollouts,
    };
  }
  const standard = valueOf(one, last);
  return {
    key,
    type: "VARIANT_FLAG_TYPE",
    enabled: one.on,
    variants: ["blue", "green"].map((name) => ({ key: name, default: name === standard })),
    rules: rules.map(({ who, served }) => ({
      segment: who,
      distributions: distributionsOf(one, served),
    })),
    rollouts: [],
  };
}

/** The features as Flipt's server hands them to its clients. */
function snapshotOf({ flags, segments: known }: Features): object {
  const byKey = new Map(
    known.map((segment) => [
      segment.key,
      {
        key: segment.key,
        matchType: segment.match_type.replace("_MATCH_TYPE", "_SEGMENT_MATCH_TYPE"),
        constraints: segment.constraints.map((constraint, id) => ({
          ...constraint,
          id: String(id),
          type: constraint.type.replace("_COMPARISON_TYPE", "_CONSTRAINT_COMPARISON_TYPE"),
        })),
      },
    ]),
  );
  return {
    namespace: { key: "default" },
    flags: flags.map((flag) => {
      const standard = flag.variants.find((one) => one.default === true);
      return {
        key: flag.key,
        name: flag.key,
        description: "",
        type: flag.type,
        enabled: flag.enabled,
        defaultVariant: standard ? { id: standard.key, key: standard.key, attachment: "" } : null,
        rules: flag.rules.map((rule, rank) => ({
          id: `${flag.key}-${rank}`,
          rank,
          segmentOperator: "OR_SEGMENT_OPERATOR",
          segments: [byKey.get(rule.segment)],
          distributions: rule.distributions.map(({ variant, rollout }) => ({
            id: variant,
            ruleId: `${flag.key}-${rank}`,
            variantId: variant,
            variantKey: variant,
            variantAttachment: "",
            rollout,
          })),
        })),
        rollouts: flag.rollouts.map(({ segment, threshold }, rank) => ({
          rank,
          type: segment ? "SEGMENT_ROLLOUT_TYPE" : "THRESHOLD_ROLLOUT_TYPE",
          ...(segment && {
            segment: {
              value: segment.value,
              segmentOperator: segment.operator,
              segments: segment.keys.map((key) => byKey.get(key)),
            },
          }),
          ...(threshold && { threshold }),
        })),
      };
    }),
  };
}

/** Flipt's client-side engine on a namespace. */
export const flipt: Engine = {
  format: "flipt",
  takes: { texts: true, parents: false },
  payload: (flags) => ({
    version: "1.5",
    namespace: "default",
    flags: [...flags].map(([key, one]) => flagOf(key, one)),
    segments,
  }),
  start: async (payload, load) => {
    const { FliptClient } = load("@flipt-io/flipt-client-js/node") as Sdk;
    const features = payload as Features;
    const body = JSON.stringify(snapshotOf(features));
    const client = await FliptClient.init({
      namespace: "default",
      url: "http://127.0.0.1:9",
      updateInterval: 0,
      fetcher: () => Promise.resolve(new Response(body, { headers: { etag: "x" } })),
    });
    const booleans = new Set(
      features.flags.filter(({ type }) => type === "BOOLEAN_FLAG_TYPE").map(({ key }) => key),
    );
    const evaluate = (flagKey: string, { id, plan }: Context): Answer => {
      // Flipt refuses an evaluation without an entity.
      const request = {
        flagKey,
        entityId: id ?? "nobody",
        context: plan === undefined ? {} : { plan },
      };
      if (booleans.has(flagKey)) return client.evaluateBoolean(request).enabled;
      const { variantKey } = client.evaluateVariant(request);
      return variantKey === "" ? codeDefault : variantKey;
    };
    return { evaluate };
  },
};
