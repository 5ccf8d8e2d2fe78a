import type { Adapter } from "./model.js";

const server = ["statsig-node", "@statsig/statsig-node-core"];
const react = ["@statsig/react-bindings", "@statsig/expo-bindings", "statsig-react"];
const client = ["@statsig/js-client", "@statsig/client-core", "statsig-js", ...react];

/**
 * Statsig: gates, dynamic configs and experiments on the server, in the browser and in React.
 *
 * Layers and parameter stores are left out: they hold the parameters of many experiments and are no flags.
 */
export const statsig: Adapter = {
  name: "statsig",
  title: "Statsig",
  packages: [
    "statsig-node",
    "@statsig/statsig-node-core",
    "@statsig/js-client",
    "@statsig/react-bindings",
    "statsig-js",
    "statsig-react",
  ],
  matchers: [
    // The server SDKs take the user first.
    {
      kind: "method",
      name: "serverCheckGate",
      methods: [
        "checkGate",
        "checkGateSync",
        "checkGateWithExposureLoggingDisabled",
        "checkGateWithExposureLoggingDisabledSync",
      ],
      from: server,
      key: 1,
      valueType: "boolean",
    },
    {
      kind: "method",
      name: "serverGetFeatureGate",
      methods: [
        "getFeatureGate",
        "getFeatureGateSync",
        "getFeatureGateWithExposureLoggingDisabled",
      ],
      from: server,
      key: 1,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "method",
      name: "serverGetConfig",
      methods: [
        "getConfig",
        "getConfigSync",
        "getConfigWithExposureLoggingDisabled",
        "getConfigWithExposureLoggingDisabledSync",
        "getDynamicConfig",
      ],
      from: server,
      key: 1,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "method",
      name: "serverGetExperiment",
      methods: [
        "getExperiment",
        "getExperimentSync",
        "getExperimentWithExposureLoggingDisabled",
        "getExperimentWithExposureLoggingDisabledSync",
      ],
      from: server,
      key: 1,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "method",
      name: "checkGate",
      methods: ["checkGate", "checkGateWithExposureLoggingDisabled"],
      from: client,
      key: 0,
      valueType: "boolean",
    },
    {
      kind: "method",
      name: "getFeatureGate",
      methods: ["getFeatureGate"],
      from: client,
      key: 0,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "method",
      name: "getConfig",
      methods: ["getConfig", "getConfigWithExposureLoggingDisabled", "getDynamicConfig"],
      from: client,
      key: 0,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "method",
      name: "getExperiment",
      methods: ["getExperiment", "getExperimentWithExposureLoggingDisabled"],
      from: client,
      key: 0,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "hook",
      name: "useGateValue",
      names: ["useGateValue"],
      from: react,
      key: 0,
      valueType: "boolean",
    },
    {
      kind: "hook",
      name: "useFeatureGate",
      names: ["useFeatureGate"],
      from: react,
      key: 0,
      valueType: "variant",
      members: { value: "value" },
    },
    // The hooks of the older `statsig-react` answer with a result object.
    {
      kind: "hook",
      name: "useGate",
      names: ["useGate", "useGateWithExposureLoggingDisabled"],
      from: ["statsig-react"],
      key: 0,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "hook",
      name: "useDynamicConfig",
      names: ["useDynamicConfig", "useConfig", "useConfigWithExposureLoggingDisabled"],
      from: react,
      key: 0,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "hook",
      name: "useExperiment",
      names: ["useExperiment", "useExperimentWithExposureLoggingDisabled"],
      from: react,
      key: 0,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "method",
      name: "override",
      methods: ["overrideGate", "overrideConfig", "overrideDynamicConfig", "overrideExperiment"],
      from: ["statsig-node", "@statsig/statsig-node-core", "statsig-js"],
      key: 0,
      access: "override",
    },
  ],
};
