import type { Adapter } from "./model.js";

const from = ["@openfeature/react-sdk"];

/** OpenFeature's React SDK: typed hooks, the `FeatureFlag` component and the client behind them. */
export const openfeatureReact: Adapter = {
  name: "openfeature-react",
  title: "OpenFeature (React)",
  packages: from,
  matchers: [
    {
      kind: "hook",
      name: "useBooleanFlagValue",
      names: ["useBooleanFlagValue"],
      from,
      key: 0,
      default: 1,
      valueType: "boolean",
    },
    {
      kind: "hook",
      name: "useStringFlagValue",
      names: ["useStringFlagValue"],
      from,
      key: 0,
      default: 1,
      valueType: "string",
    },
    {
      kind: "hook",
      name: "useNumberFlagValue",
      names: ["useNumberFlagValue"],
      from,
      key: 0,
      default: 1,
      valueType: "number",
    },
    {
      kind: "hook",
      name: "useObjectFlagValue",
      names: ["useObjectFlagValue"],
      from,
      key: 0,
      default: 1,
      valueType: "object",
    },
    {
      kind: "hook",
      name: "useFlagDetails",
      names: [
        "useBooleanFlagDetails",
        "useStringFlagDetails",
        "useNumberFlagDetails",
        "useObjectFlagDetails",
      ],
      from,
      key: 0,
      default: 1,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "hook",
      name: "useFlag",
      names: ["useFlag", "useSuspenseFlag"],
      from,
      key: 0,
      default: 1,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "component",
      name: "FeatureFlag",
      names: ["FeatureFlag"],
      from,
      key: "flagKey",
      default: "defaultValue",
    },
    // The client of `useOpenFeatureClient`, or the `OpenFeature` that the package passes on.
    {
      kind: "method",
      name: "getValue",
      methods: ["getBooleanValue", "getStringValue", "getNumberValue", "getObjectValue"],
      from,
      key: 0,
      default: 1,
    },
    {
      kind: "method",
      name: "getDetails",
      methods: ["getBooleanDetails", "getStringDetails", "getNumberDetails", "getObjectDetails"],
      from,
      key: 0,
      default: 1,
      valueType: "variant",
      members: { value: "value" },
    },
    // In tests: `<OpenFeatureTestProvider flagValueMap={{ key: true }}>`.
    { kind: "property", name: "testProvider", literals: ["flagValueMap"], from },
  ],
};
