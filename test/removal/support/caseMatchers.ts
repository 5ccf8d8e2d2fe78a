import type { Matcher } from "../../../core/src/adapters/model.js";

/** The shapes by which the golden cases read their flags, in the form of a configuration's own matchers. */
export const caseMatchers: readonly Matcher[] = [
  { kind: "call", name: "call", names: ["isEnabled"], key: 0, valueType: "boolean" },
  { kind: "call", name: "disabled", names: ["isDisabled"], key: 0, valueType: "boolean", inverted: true },
  { kind: "hook", name: "hook", names: ["useFlag", "useUiFlag"], key: 0, valueType: "boolean" },
  { kind: "call", name: "fetch", names: ["fetchFlag"], key: 0, valueType: "boolean" },
  { kind: "call", name: "variant", names: ["variant", "useVariant"], key: 0, valueType: "string" },
  { kind: "call", name: "number", names: ["numberFlag"], key: 0, valueType: "number" },
  { kind: "call", name: "object", names: ["objectFlag"], key: 0, valueType: "object" },
  { kind: "call", name: "sdk-variant", names: ["getVariant"], key: 0, valueType: "variant" },
  { kind: "method", name: "resolver", methods: ["isEnabled"], receivers: ["flagResolver"], key: 0, valueType: "boolean" },
  {
    kind: "property",
    name: "property",
    objects: ["flags"],
    calls: ["useFlags"],
    types: ["Flags"],
    literals: ["flags"],
    literalArguments: [{ names: ["mockFlags"], argument: 0 }],
    valueType: "boolean",
  },
  { kind: "includes", name: "includes", receivers: ["enabledFlags"], valueType: "boolean" },
  { kind: "component", name: "component", names: ["Feature"], key: "name", valueType: "boolean" },
  { kind: "hoc", name: "hoc", names: ["withFlag"], key: 0, valueType: "boolean" },
  { kind: "decorator", name: "decorator", names: ["RequireFlag"], key: 0 },
  { kind: "option", name: "option", properties: ["flag"], invertedProperties: ["notFlag"] },
  { kind: "function", name: "function", modules: ["**/flagFunctions.ts"], valueType: "boolean" },
  { kind: "call", name: "mock", names: ["mockFlag"], key: 0, access: "override", valueType: "boolean" },
];
