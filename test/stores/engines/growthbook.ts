import { named, valueOf, wholeSide } from "./definitions.js";
import type { Definition, Rule, Served } from "./definitions.js";
import { codeDefault, parentKey } from "./engine.js";
import type { Answer, Engine } from "./engine.js";

interface Sdk {
  readonly GrowthBookClient: new () => {
    initSync(options: object): unknown;
    getFeatureValue(key: string, fallback: Answer, context: object): Answer;
  };
}

function conditionOf({ who }: Rule): object {
  switch (who) {
    case "everyone":
      return {};
    case "nobody":
      return { coverage: 0 };
    case "plan":
      return { condition: { plan: { $in: named.plan } } };
    case "ids":
      return { condition: { id: { $in: named.id } } };
  }
}

/** The rules for one that splits: the first side by its share, the second for everyone else who has the attribute. */
function rulesOf(one: Definition, more: object, served: Served): readonly object[] {
  if (served.kind === "one") return [{ ...more, force: valueOf(one, served.side) }];
  const [share, rest] = served.weights;
  const drawn = { hashAttribute: served.by, ...more };
  return [
    ...(share > 0 ? [{ coverage: share / 100, ...drawn, force: valueOf(one, 0) }] : []),
    ...(rest > 0 ? [{ coverage: 1, ...drawn, force: valueOf(one, 1) }] : []),
  ];
}

function featureOf(key: string, one: Definition): object {
  const gate = one.parent && {
    parentConditions: [
      {
        id: parentKey(key),
        condition: { value: valueOf({ isText: false }, one.parent.wants) },
        gate: true,
      },
    ],
    coverage: 0,
    force: valueOf(one, 0),
  };
  const rest = one.rest.kind === "split" ? rulesOf(one, {}, one.rest) : [];
  return {
    defaultValue: valueOf(one, wholeSide(one.rest) ?? one.off),
    rules: [
      ...(gate === undefined ? [] : [gate]),
      ...one.rules.flatMap((rule) => rulesOf(one, conditionOf(rule), rule.served)),
      ...rest,
    ],
  };
}

/** GrowthBook's SDK on a payload. */
export const growthbook: Engine = {
  format: "growthbook",
  takes: { texts: true, parents: true },
  payload: (flags) => {
    const features = [...flags].flatMap(([key, one]) => {
      const own = one.on ? [[key, featureOf(key, one)] as const] : [];
      if (one.parent === undefined) return own;
      const above = {
        on: true,
        off: 0,
        rules: [],
        isText: false,
        rest: one.parent.served,
      } as const;
      return [...own, [parentKey(key), featureOf(parentKey(key), above)] as const];
    });
    return { features: Object.fromEntries(features) };
  },
  start: (payload, load) => {
    const { GrowthBookClient } = load("@growthbook/growthbook") as Sdk;
    const client = new GrowthBookClient();
    client.initSync({ payload });
    return Promise.resolve({
      evaluate: (key, context) => client.getFeatureValue(key, codeDefault, { attributes: context }),
    });
  },
};
