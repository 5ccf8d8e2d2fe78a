import type { Adapter, Matcher } from "./model.js";

const from = ["@growthbook/growthbook"];

/** GrowthBook's JavaScript SDK: `growthbook.isOn(key)`, `getFeatureValue(key, default)`. */
export const growthbook: Adapter = {
  name: "growthbook",
  title: "GrowthBook",
  packages: from,
  matchers: growthbookClient(from, ["run", "runInlineExperiment"]),
};

/** The methods of GrowthBook's client, which its SDKs share; `experiments` are those that run an inline experiment. */
export function growthbookClient(
  from: readonly string[],
  experiments: readonly string[],
): readonly Matcher[] {
  return [
    { kind: "method", name: "isOn", methods: ["isOn"], from, key: 0, valueType: "boolean" },
    {
      kind: "method",
      name: "isOff",
      methods: ["isOff"],
      from,
      key: 0,
      valueType: "boolean",
      inverted: true,
    },
    {
      kind: "method",
      name: "getFeatureValue",
      methods: ["getFeatureValue"],
      from,
      key: 0,
      default: 1,
    },
    {
      kind: "method",
      name: "evalFeature",
      methods: ["evalFeature", "feature"],
      from,
      key: 0,
      valueType: "variant",
      members: { on: "on", off: "off", value: "value" },
    },
    // Inline experiments carry their key in the experiment itself.
    {
      kind: "method",
      name: "runExperiment",
      methods: experiments,
      from,
      key: "0.key",
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "property",
      name: "features",
      literalArguments: [
        { names: ["GrowthBook"], argument: "0.features" },
        { names: ["setFeatures"], argument: 0 },
      ],
      from,
    },
  ];
}
