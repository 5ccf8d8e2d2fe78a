import { describe, expect, test } from "vitest";
import { verdictOn } from "./support.js";

describe("Firebase", () => {
  const template = (parameter: object, expression = "device.os == 'ios'"): unknown => ({
    conditions: [{ name: "c", expression }],
    parameters: { a: { valueType: "BOOLEAN", defaultValue: { value: "true" }, ...parameter } },
  });

  test.each<[string, object, string | undefined, string]>([
    ["a default value", {}, undefined, "constant on"],
    [
      "the app's own",
      { defaultValue: { useInAppDefault: true } },
      undefined,
      "constant code default",
    ],
    [
      "a condition that agrees",
      { conditionalValues: { c: { value: "true" } } },
      undefined,
      "constant on",
    ],
    [
      "a condition that does not",
      { conditionalValues: { c: { value: "false" } } },
      undefined,
      "partial",
    ],
    [
      "everyone by percent",
      { conditionalValues: { c: { value: "false" } } },
      "percent('x') <= 100",
      "constant off",
    ],
    [
      "almost everyone",
      { conditionalValues: { c: { value: "false" } } },
      "percent('x') < 100",
      "partial",
    ],
    [
      "a personalization",
      { conditionalValues: { c: { personalizationValue: {} } } },
      undefined,
      "unknown",
    ],
    [
      "a condition that is not there",
      { conditionalValues: { d: { value: "false" } } },
      undefined,
      "unknown",
    ],
    ["a value of another type", { defaultValue: { value: "maybe" } }, undefined, "unknown"],
  ])("%s", (_, parameter, expression, expected) => {
    expect(verdictOn("firebase", template(parameter, expression))).toBe(expected);
  });

  test("the template's order decides, not the parameter's", () => {
    const payload = {
      conditions: [
        { name: "all", expression: "true" },
        { name: "c", expression: "x" },
      ],
      parameters: {
        a: {
          valueType: "BOOLEAN",
          conditionalValues: { c: { value: "false" }, all: { value: "true" } },
          defaultValue: { value: "false" },
        },
      },
    };
    expect(verdictOn("firebase", payload)).toBe("constant on");
  });
});
