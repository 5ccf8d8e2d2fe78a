import { named, valueOf, wholeSide } from "./definitions.js";
import type { Attribute, Context, Definition, Rule, Served } from "./definitions.js";
import { codeDefault } from "./engine.js";
import type { Answer, Engine } from "./engine.js";

interface Core {
  setConfigurations(text: string): void;
  resolveBooleanEvaluation(key: string, fallback: boolean, context: object): Resolved;
  resolveStringEvaluation(key: string, fallback: string, context: object): Resolved;
}

interface Resolved {
  readonly value: Answer;
  readonly variant?: string;
}

interface Sdk {
  readonly FlagdCore: new (storage: undefined, logger: object) => Core;
}

const variants = ["first", "second"] as const;
const attributes: Readonly<Record<Attribute, string>> = { id: "targetingKey", plan: "plan" };

function outcomeOf(served: Served): unknown {
  if (served.kind === "one") return variants[served.side];
  const shares = variants.map((variant, at) => [variant, served.weights[at]]);
  // As flagd recommends: a text that is never empty, whatever the context lacks.
  const bucketing = { cat: [{ var: "$flagd.flagKey" }, { var: attributes[served.by] }] };
  return { fractional: [bucketing, ...shares] };
}

function conditionOf({ who }: Rule): unknown {
  switch (who) {
    case "everyone":
      return true;
    case "nobody":
      return { in: [{ var: "plan" }, []] };
    case "plan":
      return { in: [{ var: "plan" }, named.plan] };
    case "ids":
      return { in: [{ var: "targetingKey" }, named.id] };
  }
}

function flagOf(one: Definition): object {
  const rules = one.rules.flatMap((rule) => [conditionOf(rule), outcomeOf(rule.served)]);
  const isPlain = rules.length === 0 && one.rest.kind === "one";
  return {
    state: one.on ? "ENABLED" : "DISABLED",
    variants: { first: valueOf(one, 0), second: valueOf(one, 1) },
    defaultVariant: variants[wholeSide(one.rest) ?? one.off],
    ...(!isPlain && { targeting: { if: [...rules, outcomeOf(one.rest)] } }),
  };
}

/** flagd's own core. */
export const flagd: Engine = {
  format: "flagd",
  takes: { texts: true, parents: false },
  payload: (flags) => ({
    flags: Object.fromEntries([...flags].map(([key, one]) => [key, flagOf(one)])),
  }),
  start: (payload, load) => {
    const { FlagdCore } = load("@openfeature/flagd-core") as Sdk;
    const core = new FlagdCore(undefined, { error: noop, warn: noop, info: noop, debug: noop });
    core.setConfigurations(JSON.stringify(payload));
    const { flags } = payload as {
      readonly flags: Record<string, { variants: { first: unknown } }>;
    };
    const evaluate = (key: string, { id, plan }: Context): Answer => {
      const context = {
        ...(id !== undefined && { targetingKey: id }),
        ...(plan !== undefined && { plan }),
      };
      const isText = typeof flags[key]?.variants.first === "string";
      const answer = isText
        ? core.resolveStringEvaluation(key, "own", context)
        : core.resolveBooleanEvaluation(key, false, context);
      return answer.variant === undefined ? codeDefault : answer.value;
    };
    return Promise.resolve({ evaluate });
  },
};

function noop(): void {
  // flagd speaks of every failed comparison.
}
