import type { Adapter } from "./model.js";

const client = ["flagsmith", "@flagsmith/flagsmith", "react-native-flagsmith"];

/** Flagsmith on the server, in the browser and in React. */
export const flagsmith: Adapter = {
  name: "flagsmith",
  title: "Flagsmith",
  packages: ["flagsmith-nodejs", "flagsmith", "@flagsmith/flagsmith", "react-native-flagsmith"],
  matchers: [
    // The server SDK reads from the flags of the environment or of one identity.
    {
      kind: "method",
      name: "isFeatureEnabled",
      methods: ["isFeatureEnabled"],
      from: ["flagsmith-nodejs"],
      key: 0,
      valueType: "boolean",
    },
    {
      kind: "method",
      name: "getFeatureValue",
      methods: ["getFeatureValue"],
      from: ["flagsmith-nodejs"],
      key: 0,
    },
    {
      kind: "method",
      name: "getFlag",
      methods: ["getFlag"],
      from: ["flagsmith-nodejs"],
      key: 0,
      valueType: "variant",
      members: { enabled: "on", value: "name" },
    },
    {
      kind: "method",
      name: "hasFeature",
      methods: ["hasFeature"],
      from: client,
      key: 0,
      default: "1.fallback",
      valueType: "boolean",
    },
    {
      kind: "method",
      name: "getValue",
      methods: ["getValue"],
      from: client,
      key: 0,
      default: "1.fallback",
    },
    {
      kind: "property",
      name: "getAllFlags",
      calls: ["getAllFlags"],
      valueType: "variant",
      members: { enabled: "on", value: "name" },
      from: client,
    },
    // `const flags = useFlags(["a"])`: the list names the keys, the properties read them.
    {
      kind: "hook",
      name: "useFlags",
      names: ["useFlags"],
      from: client,
      key: 0,
      access: "mention",
      keyList: true,
      valueType: "variant",
      members: {},
    },
    {
      kind: "property",
      name: "useFlagsProperty",
      calls: ["useFlags"],
      valueType: "variant",
      members: { enabled: "on", value: "name" },
      from: client,
    },
    {
      kind: "hook",
      name: "useExperiment",
      names: ["useExperiment"],
      from: client,
      key: 0,
      valueType: "variant",
      members: { enabled: "on", value: "name" },
    },
  ],
};
