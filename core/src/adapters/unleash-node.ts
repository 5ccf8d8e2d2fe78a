import type { Adapter } from "./model.js";

const from = ["unleash-client"];

/** Unleash's Node SDK: `unleash.isEnabled(name, context, fallback)`. */
export const unleashNode: Adapter = {
  name: "unleash-node",
  title: "Unleash (Node)",
  packages: from,
  matchers: [
    {
      kind: "method",
      name: "isEnabled",
      methods: ["isEnabled"],
      from,
      key: 0,
      default: 2,
      valueType: "boolean",
    },
    {
      kind: "method",
      name: "getVariant",
      methods: ["getVariant", "forceGetVariant"],
      from,
      key: 0,
      default: 2,
      valueType: "variant",
      members: { name: "name", enabled: "on" },
    },
    // The same as plain functions, which use the instance that `initialize` made.
    {
      kind: "call",
      name: "isEnabledFunction",
      names: ["isEnabled"],
      from,
      key: 0,
      default: 2,
      valueType: "boolean",
    },
    {
      kind: "call",
      name: "getVariantFunction",
      names: ["getVariant", "forceGetVariant"],
      from,
      key: 0,
      default: 2,
      valueType: "variant",
      members: { name: "name", enabled: "on" },
    },
  ],
};
