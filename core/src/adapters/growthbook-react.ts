import type { Adapter } from "./model.js";

const from = ["@growthbook/growthbook-react"];

/** GrowthBook's React SDK: hooks, `IfFeatureEnabled`, and the instance of `useGrowthBook`. */
export const growthbookReact: Adapter = {
  name: "growthbook-react",
  title: "GrowthBook (React)",
  packages: from,
  matchers: [
    {
      kind: "hook",
      name: "useFeatureIsOn",
      names: ["useFeatureIsOn"],
      from,
      key: 0,
      valueType: "boolean",
    },
    {
      kind: "hook",
      name: "useFeatureValue",
      names: ["useFeatureValue"],
      from,
      key: 0,
      default: 1,
    },
    {
      kind: "hook",
      name: "useFeature",
      names: ["useFeature"],
      from,
      key: 0,
      valueType: "variant",
    },
    {
      kind: "hook",
      name: "useExperiment",
      names: ["useExperiment"],
      from,
      key: "0.key",
      valueType: "variant",
    },
    {
      kind: "component",
      name: "IfFeatureEnabled",
      names: ["IfFeatureEnabled"],
      from,
      key: "feature",
      valueType: "boolean",
    },
    {
      kind: "component",
      name: "FeatureString",
      names: ["FeatureString"],
      from,
      key: "feature",
      default: "default",
      valueType: "string",
    },
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
    },
    {
      kind: "method",
      name: "runExperiment",
      methods: ["run"],
      from,
      key: "0.key",
      valueType: "variant",
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
  ],
};
