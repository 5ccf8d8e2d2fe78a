import type { Adapter } from "./model.js";

const positional = ["@flipt-io/flipt-client", "@flipt-io/flipt-client-browser"];
const request = ["@flipt-io/flipt-client-js", "@flipt-io/flipt-client-react"];
const from = [...positional, ...request];

/** Flipt: the client-side evaluation clients, the REST client, and the React hooks. */
export const flipt: Adapter = {
  name: "flipt",
  title: "Flipt",
  packages: [
    "@flipt-io/flipt-client-js",
    "@flipt-io/flipt-client-react",
    "@flipt-io/flipt",
    "@flipt-io/flipt-client",
    "@flipt-io/flipt-client-browser",
  ],
  matchers: [
    {
      kind: "method",
      name: "evaluateBoolean",
      methods: ["evaluateBoolean"],
      from: request,
      key: "0.flagKey",
      valueType: "variant",
      members: { enabled: "on" },
    },
    {
      kind: "method",
      name: "evaluateVariant",
      methods: ["evaluateVariant"],
      from: request,
      key: "0.flagKey",
      valueType: "variant",
      members: { variantKey: "name" },
    },
    {
      kind: "method",
      name: "evaluateBatch",
      methods: ["evaluateBatch"],
      from,
      key: "0.*.flagKey",
      valueType: "variant",
      members: {},
    },
    // The clients before `flipt-client-js` take the key as the first argument.
    {
      kind: "method",
      name: "positionalEvaluateBoolean",
      methods: ["evaluateBoolean"],
      from: positional,
      key: 0,
      valueType: "variant",
      members: { enabled: "on" },
    },
    {
      kind: "method",
      name: "positionalEvaluateVariant",
      methods: ["evaluateVariant"],
      from: positional,
      key: 0,
      valueType: "variant",
      members: { variantKey: "name" },
    },
    // The REST client: `client.evaluation.boolean({ flagKey })`.
    {
      kind: "method",
      name: "evaluation",
      methods: ["boolean", "variant"],
      from: ["@flipt-io/flipt"],
      key: "0.flagKey",
      valueType: "variant",
      members: { enabled: "on", variantKey: "name" },
    },
    {
      kind: "method",
      name: "evaluationBatch",
      methods: ["batch"],
      from: ["@flipt-io/flipt"],
      key: "0.requests.*.flagKey",
      valueType: "variant",
      members: {},
    },
    {
      kind: "hook",
      name: "useFliptBoolean",
      names: ["useFliptBoolean"],
      from: ["@flipt-io/flipt-client-react"],
      key: 0,
      default: 1,
      valueType: "boolean",
    },
    {
      kind: "hook",
      name: "useFliptVariant",
      names: ["useFliptVariant"],
      from: ["@flipt-io/flipt-client-react"],
      key: 0,
      default: 1,
      valueType: "string",
    },
  ],
};
