import type { Adapter, Matcher } from "./model.js";

const from = [
  "@launchdarkly/js-client-sdk",
  "@launchdarkly/js-client-sdk-common",
  "launchdarkly-js-client-sdk",
  "launchdarkly-js-sdk-common",
];

const typedVariations = [
  ["boolVariation", "boolean"],
  ["stringVariation", "string"],
  ["numberVariation", "number"],
  ["jsonVariation", "object"],
] as const;

/** LaunchDarkly's browser SDK, where the context is the client's own: `client.variation(key, default)`. */
export const launchdarklyClient: Adapter = {
  name: "launchdarkly-client",
  title: "LaunchDarkly (browser)",
  packages: ["@launchdarkly/js-client-sdk", "launchdarkly-js-client-sdk"],
  matchers: [
    ...launchdarklyVariations(from, 1),
    { kind: "property", name: "allFlags", calls: ["allFlags"], from },
  ],
};

/** The evaluations of every LaunchDarkly client; the default stands last, behind the context where a call has one. */
export function launchdarklyVariations(
  from: readonly string[],
  fallback: 1 | 2,
): readonly Matcher[] {
  const argumentCount = [fallback + 1, fallback + 1] as const;
  return [
    { kind: "method", name: "variation", methods: ["variation"], from, key: 0, default: fallback },
    {
      kind: "method",
      name: "variationDetail",
      methods: ["variationDetail"],
      from,
      key: 0,
      default: fallback,
      valueType: "variant",
      members: { value: "value" },
    },
    ...typedVariations.map(([name, valueType]): Matcher => ({
      kind: "method",
      name,
      methods: [name],
      from,
      key: 0,
      default: fallback,
      valueType,
      argumentCount,
      distinctive: true,
    })),
    {
      kind: "method",
      name: "typedVariationDetail",
      methods: [
        "boolVariationDetail",
        "stringVariationDetail",
        "numberVariationDetail",
        "jsonVariationDetail",
      ],
      from,
      key: 0,
      default: fallback,
      valueType: "variant",
      members: { value: "value" },
      argumentCount,
      distinctive: true,
    },
  ];
}
