import type { Adapter } from "./model.js";

const server = ["@devcycle/nodejs-server-sdk", "@devcycle/js-cloud-server-sdk"];
const react = ["@devcycle/react-client-sdk"];
const client = ["@devcycle/js-client-sdk", ...react];

/** DevCycle on the server, in the browser and in React. */
export const devcycle: Adapter = {
  name: "devcycle",
  title: "DevCycle",
  packages: [
    "@devcycle/nodejs-server-sdk",
    "@devcycle/js-cloud-server-sdk",
    "@devcycle/js-client-sdk",
    "@devcycle/react-client-sdk",
  ],
  matchers: [
    // The server SDKs take the user first.
    {
      kind: "method",
      name: "serverVariableValue",
      methods: ["variableValue"],
      from: server,
      key: 1,
      default: 2,
    },
    {
      kind: "method",
      name: "serverVariable",
      methods: ["variable"],
      from: server,
      key: 1,
      default: 2,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "method",
      name: "variableValue",
      methods: ["variableValue"],
      from: client,
      key: 0,
      default: 1,
    },
    {
      kind: "method",
      name: "variable",
      methods: ["variable"],
      from: client,
      key: 0,
      default: 1,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "hook",
      name: "useVariableValue",
      names: ["useVariableValue"],
      from: react,
      key: 0,
      default: 1,
    },
    {
      kind: "hook",
      name: "useVariable",
      names: ["useVariable", "useDVCVariable"],
      from: react,
      key: 0,
      default: 1,
      valueType: "variant",
      members: { value: "value" },
    },
    {
      kind: "component",
      name: "RenderIfEnabled",
      names: ["RenderIfEnabled"],
      from: react,
      key: "variableKey",
      default: "defaultValue",
    },
    {
      kind: "hoc",
      name: "SwapComponents",
      names: ["SwapComponents"],
      from: react,
      key: 2,
      valueType: "boolean",
    },
  ],
};
