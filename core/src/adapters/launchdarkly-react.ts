import type { Adapter } from "./model.js";

const from = ["launchdarkly-react-client-sdk", "@launchdarkly/react-sdk"];

/** LaunchDarkly's React SDKs: `useFlags()` with camelCase names, typed hooks, and the client behind them. */
export const launchdarklyReact: Adapter = {
  name: "launchdarkly-react",
  title: "LaunchDarkly (React)",
  packages: from,
  matchers: [
    { kind: "property", name: "useFlags", calls: ["useFlags"], from, keyCase: "camel" },
    // `withLDConsumer` hands the flags to the component that it wraps.
    {
      kind: "property",
      name: "withLDConsumer",
      types: ["LDProps.flags", "LDFlagSet"],
      from,
      keyCase: "camel",
    },
    {
      kind: "hook",
      name: "useBoolVariation",
      names: ["useBoolVariation"],
      from,
      key: 0,
      default: 1,
      valueType: "boolean",
    },
    {
      kind: "hook",
      name: "useStringVariation",
      names: ["useStringVariation"],
      from,
      key: 0,
      default: 1,
      valueType: "string",
    },
    {
      kind: "hook",
      name: "useNumberVariation",
      names: ["useNumberVariation"],
      from,
      key: 0,
      default: 1,
      valueType: "number",
    },
    {
      kind: "hook",
      name: "useJsonVariation",
      names: ["useJsonVariation"],
      from,
      key: 0,
      default: 1,
      valueType: "object",
    },
    {
      kind: "hook",
      name: "useVariationDetail",
      names: [
        "useBoolVariationDetail",
        "useStringVariationDetail",
        "useNumberVariationDetail",
        "useJsonVariationDetail",
      ],
      from,
      key: 0,
      default: 1,
      valueType: "variant",
      members: { value: "value" },
    },
    // The client of `useLDClient`, and the server session of `@launchdarkly/react-sdk/server`.
    {
      kind: "method",
      name: "variation",
      methods: [
        "variation",
        "boolVariation",
        "stringVariation",
        "numberVariation",
        "jsonVariation",
      ],
      from,
      key: 0,
      default: 1,
      argumentCount: [1, 2],
    },
    {
      kind: "method",
      name: "variationDetail",
      methods: [
        "variationDetail",
        "boolVariationDetail",
        "stringVariationDetail",
        "numberVariationDetail",
        "jsonVariationDetail",
      ],
      from,
      key: 0,
      default: 1,
      valueType: "variant",
      members: { value: "value" },
      argumentCount: [1, 2],
    },
    // In tests, by the package that mocks the SDK for Jest.
    {
      kind: "property",
      name: "mockFlags",
      literalArguments: [{ names: ["mockFlags"], argument: 0 }],
      from: ["jest-launchdarkly-mock"],
      keyCase: "camel",
    },
  ],
};
