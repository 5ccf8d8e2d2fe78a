import type { Adapter } from "./model.js";

const react = ["posthog-js/react", "@posthog/react"];
const from = ["posthog-node", "posthog-js", "@posthog/react"];

/** PostHog on the server, in the browser and in React. */
export const posthog: Adapter = {
  name: "posthog",
  title: "PostHog",
  packages: ["posthog-node", "posthog-js", "@posthog/react"],
  matchers: [
    {
      kind: "method",
      name: "isFeatureEnabled",
      methods: ["isFeatureEnabled"],
      from,
      key: 0,
      valueType: "boolean",
    },
    { kind: "method", name: "getFeatureFlag", methods: ["getFeatureFlag"], from, key: 0 },
    {
      kind: "method",
      name: "getFeatureFlagResult",
      methods: ["getFeatureFlagResult"],
      from,
      key: 0,
      valueType: "variant",
      members: { enabled: "on", variant: "name" },
    },
    {
      kind: "method",
      name: "getFeatureFlagPayload",
      methods: ["getFeatureFlagPayload"],
      from,
      key: 0,
      valueType: "object",
    },
    // The flags of one person, evaluated at once by `evaluateFlags`.
    {
      kind: "method",
      name: "evaluatedFlags",
      methods: ["isEnabled", "getFlag"],
      from: ["posthog-node"],
      key: 0,
    },
    {
      kind: "method",
      name: "evaluatedFlagPayload",
      methods: ["getFlagPayload"],
      from: ["posthog-node"],
      key: 0,
      valueType: "object",
    },
    {
      kind: "hook",
      name: "useFeatureFlagEnabled",
      names: ["useFeatureFlagEnabled"],
      from: react,
      key: 0,
      default: 1,
      valueType: "boolean",
    },
    {
      kind: "hook",
      name: "useFeatureFlagVariantKey",
      names: ["useFeatureFlagVariantKey"],
      from: react,
      key: 0,
    },
    {
      kind: "hook",
      name: "useFeatureFlagPayload",
      names: ["useFeatureFlagPayload"],
      from: react,
      key: 0,
      valueType: "object",
    },
    {
      kind: "hook",
      name: "useFeatureFlagResult",
      names: ["useFeatureFlagResult"],
      from: react,
      key: 0,
      valueType: "variant",
      members: { enabled: "on", variant: "name" },
    },
    {
      kind: "component",
      name: "PostHogFeature",
      names: ["PostHogFeature"],
      from: react,
      key: "flag",
    },
    {
      kind: "property",
      name: "overrideFeatureFlags",
      literalArguments: [
        { names: ["overrideFeatureFlags"], argument: 0 },
        { names: ["overrideFeatureFlags"], argument: "0.flags" },
      ],
      from,
    },
  ],
};
