import type { Adapter } from "./model.js";

const from = [
  "@configcat/sdk",
  "configcat-node",
  "configcat-js",
  "configcat-js-ssr",
  "configcat-common",
  "configcat-react",
];

/** ConfigCat: `client.getValueAsync(key, default, user)`, snapshots, and the React hook. */
export const configcat: Adapter = {
  name: "configcat",
  title: "ConfigCat",
  packages: [
    "@configcat/sdk",
    "configcat-node",
    "configcat-js",
    "configcat-js-ssr",
    "configcat-react",
  ],
  matchers: [
    {
      kind: "method",
      name: "getValueAsync",
      methods: ["getValueAsync"],
      from,
      key: 0,
      default: 1,
    },
    {
      kind: "method",
      name: "getValueDetailsAsync",
      methods: ["getValueDetailsAsync"],
      from,
      key: 0,
      default: 1,
      valueType: "variant",
      members: { value: "value" },
    },
    // The snapshot's method, the older clients' method, and the prop of `withConfigCatClient`.
    { kind: "method", name: "getValue", methods: ["getValue"], from, key: 0, default: 1 },
    {
      kind: "method",
      name: "getValueDetails",
      methods: ["getValueDetails"],
      from,
      key: 0,
      default: 1,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "hook",
      name: "useFeatureFlag",
      names: ["useFeatureFlag"],
      from: ["configcat-react"],
      key: 0,
      default: 1,
      valueType: "variant",
      members: { value: "value" },
    },
  ],
};
