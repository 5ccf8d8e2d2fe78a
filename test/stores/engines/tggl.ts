import { named, valueOf, wholeSide } from "./definitions.js";
import type { Context, Definition, Rule, Served, Side } from "./definitions.js";
import { codeDefault } from "./engine.js";
import type { Answer, Engine } from "./engine.js";

interface Core {
  readonly evalFlag: (context: object, flag: unknown) => Answer | undefined;
}

function variation(one: Definition, side: Side): object {
  return { active: true, value: valueOf(one, side) };
}

function rulesOf({ who }: Rule): readonly object[] {
  switch (who) {
    case "everyone":
      return [];
    case "nobody":
      return [
        { key: "id", operator: "PERCENTAGE", rangeStart: 0, rangeEnd: 0, seed: 7, negate: false },
      ];
    case "plan":
      return [{ key: "plan", operator: "STR_EQUAL", values: named.plan, negate: false }];
    case "ids":
      return [{ key: "id", operator: "STR_EQUAL", values: named.id, negate: false }];
  }
}

/** The conditions of a rule: two where it splits, the shares one after the other. */
function conditionsOf(
  one: Definition,
  rules: readonly object[],
  served: Served,
): readonly object[] {
  if (served.kind === "one") return [{ rules, variation: variation(one, served.side) }];
  const end = served.weights[0] / 100;
  const share = { key: served.by, operator: "PERCENTAGE", seed: 771, negate: false };
  return [
    { rules: [...rules, { ...share, rangeStart: 0, rangeEnd: end }], variation: variation(one, 0) },
    { rules: [...rules, { ...share, rangeStart: end, rangeEnd: 1 }], variation: variation(one, 1) },
  ];
}

function flagOf(slug: string, one: Definition): object {
  const last = wholeSide(one.rest) ?? one.off;
  return {
    slug,
    conditions: [
      ...one.rules.flatMap((rule) => conditionsOf(one, rulesOf(rule), rule.served)),
      ...(one.rest.kind === "split" ? conditionsOf(one, [], one.rest) : []),
    ],
    defaultVariation: one.on ? variation(one, last) : { active: false, value: null },
  };
}

/** Tggl's evaluation of its config. */
export const tggl: Engine = {
  format: "tggl",
  takes: { texts: true, parents: false },
  payload: (flags) => [...flags].map(([key, one]) => flagOf(key, one)),
  start: (payload, load) => {
    const { evalFlag } = load("tggl-core") as Core;
    const flags = new Map((payload as { slug: string }[]).map((flag) => [flag.slug, flag]));
    const evaluate = (key: string, context: Context): Answer =>
      evalFlag({ ...context }, flags.get(key)) ?? codeDefault;
    return Promise.resolve({ evaluate });
  },
};
