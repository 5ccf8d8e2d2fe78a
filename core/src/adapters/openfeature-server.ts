import type { Adapter } from "./model.js";

const from = ["@openfeature/server-sdk"];

/** OpenFeature's server SDK: `client.getBooleanValue(key, default, context)`. */
export const openfeatureServer: Adapter = {
  name: "openfeature-server",
  title: "OpenFeature (server)",
  packages: from,
  matchers: [
    {
      kind: "method",
      name: "getBooleanValue",
      methods: ["getBooleanValue"],
      from,
      key: 0,
      default: 1,
      valueType: "boolean",
      distinctive: true,
    },
    {
      kind: "method",
      name: "getStringValue",
      methods: ["getStringValue"],
      from,
      key: 0,
      default: 1,
      valueType: "string",
      distinctive: true,
    },
    {
      kind: "method",
      name: "getNumberValue",
      methods: ["getNumberValue"],
      from,
      key: 0,
      default: 1,
      valueType: "number",
      distinctive: true,
    },
    {
      kind: "method",
      name: "getObjectValue",
      methods: ["getObjectValue"],
      from,
      key: 0,
      default: 1,
      valueType: "object",
      distinctive: true,
    },
    {
      kind: "method",
      name: "getDetails",
      methods: ["getBooleanDetails", "getStringDetails", "getNumberDetails", "getObjectDetails"],
      from,
      key: 0,
      default: 1,
      valueType: "variant",
      members: { value: "value" },
      distinctive: true,
    },
    {
      kind: "property",
      name: "inMemory",
      literalArguments: [
        { names: ["InMemoryProvider", "TypedInMemoryProvider", "putConfiguration"], argument: 0 },
      ],
      from,
    },
  ],
};
