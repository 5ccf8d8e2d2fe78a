import { describe, expect, test } from "vitest";
import { verdictOn } from "./support.js";

describe("AWS AppConfig", () => {
  const flags = { a: { name: "a" } };

  test.each<[string, object, string]>([
    ["one value", { enabled: true }, "constant on"],
    [
      "variants that agree",
      {
        _variants: [
          { name: "x", enabled: true, rule: "r" },
          { name: "y", enabled: true },
        ],
      },
      "constant on",
    ],
    [
      "variants that differ",
      {
        _variants: [
          { name: "x", enabled: true, rule: "r" },
          { name: "y", enabled: false },
        ],
      },
      "partial",
    ],
    [
      "a default that stands first",
      {
        _variants: [
          { name: "y", enabled: false },
          { name: "x", enabled: true, rule: "r" },
        ],
      },
      "constant off",
    ],
    [
      "attributes that differ",
      {
        _variants: [
          { name: "x", enabled: true, rule: "r", attributeValues: { n: 1 } },
          { name: "y", enabled: true, attributeValues: { n: 2 } },
        ],
      },
      "partial",
    ],
    ["no default", { _variants: [{ name: "x", enabled: true, rule: "r" }] }, "unknown"],
    ["no switch", {}, "unknown"],
  ])("%s", (_, value, expected) => {
    expect(verdictOn("aws-appconfig", { version: "1", flags, values: { a: value } })).toBe(
      expected,
    );
  });
});
