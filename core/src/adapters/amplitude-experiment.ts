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
    },
    {
      kind: "method",
      name: "exposure",
      methods: ["exposure"],
      from: browser,
      key: 0,
      access: "mention",
    },
    { kind: "property", name: "all", calls: ["all"], valueType: "variant", from: browser },
    {
      kind: "method",
      name: "evaluate",
      methods: ["evaluate", "evaluateV2"],
      from: server,
      key: 1,
      keyList: true,
      valueType: "variant",
    },
    {
      kind: "property",
      name: "variants",
      calls: ["fetch", "fetchV2", "evaluate", "evaluateV2"],
      valueType: "variant",
      from: server,
    },
  ],
};
