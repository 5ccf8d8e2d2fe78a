import { launchdarklyVariations } from "./launchdarkly-client.js";
import type { Adapter } from "./model.js";

const from = [
  "@launchdarkly/node-server-sdk",
  "@launchdarkly/js-server-sdk-common",
  "@launchdarkly/cloudflare-server-sdk",
  "@launchdarkly/vercel-server-sdk",
  "launchdarkly-node-server-sdk",
];

/** LaunchDarkly's server SDKs: `client.variation(key, context, default)`. */
export const launchdarklyNode: Adapter = {
  name: "launchdarkly-node",
  title: "LaunchDarkly (server)",
  packages: from,
  matchers: [
    ...launchdarklyVariations(from, 2),
    {
      kind: "method",
      name: "migrationVariation",
      methods: ["migrationVariation"],
      from,
      key: 0,
      default: 2,
      valueType: "variant",
      members: { value: "value" },
      distinctive: true,
    },
    // The object that `createMigration` returns takes the key when it reads or writes, not when it is made.
    {
      kind: "method",
      name: "migration",
      methods: ["read", "write"],
      from,
      key: 0,
      default: 2,
      valueType: "variant",
      members: {},
      argumentCount: [3, 4],
    },
    { kind: "method", name: "allFlagsState", methods: ["getFlagValue"], from, key: 0 },
    {
      kind: "method",
      name: "testData",
      methods: ["flag"],
      from,
      key: 0,
      argumentCount: [1, 1],
      access: "override",
    },
  ],
};
