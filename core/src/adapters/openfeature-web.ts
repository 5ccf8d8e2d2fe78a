import type { Adapter, Matcher } from "./model.js";

const from = ["@openfeature/web-sdk"];

/** OpenFeature's browser SDK: `client.getBooleanValue(key, default)`. */
export const openfeatureWeb: Adapter = {
  name: "openfeature-web",
  title: "OpenFeature (web)",
  packages: from,
  matchers: openfeatureClient(from),
};

/** The methods of OpenFeature's client and its in-memory provider, which the browser and the server SDK share. */
export function openfeatureClient(from: readonly string[]): readonly Matcher[] {
  return [
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
  ];
}
