import type { Adapter } from "./model.js";

const browser = ["@amplitude/experiment-js-client"];
const server = ["@amplitude/experiment-node-server"];

/** Amplitude Experiment in the browser and on the server. */
export const amplitudeExperiment: Adapter = {
  name: "amplitude-experiment",
  title: "Amplitude Experiment",
  packages: ["@amplitude/experiment-js-client", "@amplitude/experiment-node-server"],
  matchers: [
    {
      kind: "method",
      name: "variant",
      methods: ["variant"],
      from: browser,
      key: 0,
      default: 1,
      valueType: "variant",
      members: { value: "name", key: "name" },
    },
    {
      kind: "method",
      name: "exposure",
      methods: ["exposure"],
      from: browser,
      key: 0,
      access: "mention",
    },
    {
      kind: "property",
      name: "all",
      calls: ["all"],
      valueType: "variant",
      members: { value: "name", key: "name" },
      from: browser,
    },
    {
      kind: "method",
      name: "evaluate",
      methods: ["evaluate", "evaluateV2"],
      from: server,
      key: 1,
      access: "mention",
      keyList: true,
      valueType: "variant",
      members: {},
    },
    {
      kind: "property",
      name: "variants",
      calls: ["fetch", "fetchV2", "evaluate", "evaluateV2"],
      valueType: "variant",
      members: { value: "name", key: "name" },
      from: server,
    },
  ],
};
