import { growthbookClient } from "./growthbook.js";
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
      members: { on: "on", off: "off", value: "value" },
    },
    {
      kind: "hook",
      name: "useExperiment",
      names: ["useExperiment"],
      from,
      key: "0.key",
      valueType: "variant",
      members: { value: "value" },
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
    ...growthbookClient(from, ["run"]),
  ],
};
