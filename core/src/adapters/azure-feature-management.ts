import type { Adapter } from "./model.js";

const from = ["@microsoft/feature-management"];

/** Azure App Configuration's feature management: `featureManager.isEnabled(name, context)`. */
export const azureFeatureManagement: Adapter = {
  name: "azure-feature-management",
  title: "Azure feature management",
  packages: from,
  matchers: [
    {
      kind: "method",
      name: "isEnabled",
      methods: ["isEnabled"],
      from,
      key: 0,
      valueType: "boolean",
    },
    {
      kind: "method",
      name: "getVariant",
      methods: ["getVariant"],
      from,
      key: 0,
      valueType: "variant",
      members: { name: "name" },
    },
  ],
};
