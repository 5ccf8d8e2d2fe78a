import { named, valueOf, wholeSide } from "./definitions.js";
import type { Definition, Rule, Served } from "./definitions.js";
import { codeDefault } from "./engine.js";
import type { Answer, Engine } from "./engine.js";

interface Core {
  readonly evaluate: (input: object) => { readonly value: Answer };
}

function outcomeOf(served: Served, otherwise: number): unknown {
  if (served.kind === "one") return served.side;
  return {
    type: "split",
    base: ["client", served.by],
    weights: served.weights,
    defaultVariant: otherwise,
  };
}

function conditionsOf({ who }: Rule): readonly unknown[] {
  switch (who) {
    case "everyone":
      return [];
    case "nobody":
      return [[["client", "plan"], "oneOf", []]];
    case "plan":
      return [[["client", "plan"], "oneOf", named.plan]];
    case "ids":
      return [[["client", "id"], "oneOf", named.id]];
  }
}

function definitionOf(one: Definition): object {
  const rules = one.rules.map((rule) => ({
    conditions: conditionsOf(rule),
    outcome: outcomeOf(rule.served, one.off),
  }));
  const production = one.on
    ? { rules, fallthrough: outcomeOf(one.rest, wholeSide(one.rest) ?? one.off) }
    : one.off;
  return {
    variants: [valueOf(one, 0), valueOf(one, 1)],
    seed: 771,
    environments: { production, preview: { reuse: "production" } },
  };
}

/** Vercel's evaluation of its datafile. */
export const vercel: Engine = {
  format: "vercel",
  takes: { texts: true, parents: false },
  payload: (flags) => ({
    definitions: Object.fromEntries([...flags].map(([key, one]) => [key, definitionOf(one)])),
  }),
  start: (payload, load) => {
    const { evaluate } = load("@vercel/flags-core") as Core;
    const { definitions } = payload as { readonly definitions: Record<string, object> };
    return Promise.resolve({
      evaluate: (key, context) =>
        evaluate({
          definition: definitions[key],
          environment: "preview",
          entities: { client: context },
          defaultValue: codeDefault,
        }).value,
    });
  },
};
