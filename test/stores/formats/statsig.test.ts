import { describe, expect, test } from "vitest";
import { verdictOn } from "./support.js";

describe("Statsig", () => {
  const everyone = { passPercentage: 100, conditions: [{ type: "public" }] };
  const gate = (more: object): unknown => ({
    id: "a",
    isEnabled: true,
    status: "In Progress",
    rules: [everyone],
    ...more,
  });

  test.each<[string, object, string]>([
    ["a rule for everyone", {}, "constant on"],
    ["no rule", { rules: [] }, "constant off"],
    ["a launched gate", { status: "Launched", rules: [] }, "constant on"],
    ["a disabled gate", { isEnabled: false }, "constant off"],
    ["a share", { rules: [{ ...everyone, passPercentage: 99 }] }, "partial"],
    [
      "a rule before that passes",
      { rules: [{ passPercentage: 100, conditions: [{ type: "email" }] }, everyone] },
      "constant on",
    ],
    // Whoever fits its conditions and fails its percentage gets false without another rule.
    [
      "a rule before that fails",
      { rules: [{ passPercentage: 0, conditions: [{ type: "email" }] }, everyone] },
      "partial",
    ],
    ["a holdout", { holdoutIDs: ["h"] }, "unknown"],
    ["a pending rollout", { rules: [{ ...everyone, pendingAutomatedRollouts: [{}] }] }, "unknown"],
    [
      "a gate that it does not have",
      { rules: [{ passPercentage: 100, conditions: [{ type: "passes_gate", targetValue: "b" }] }] },
      "unknown",
    ],
  ])("%s", (_, more, expected) => {
    expect(verdictOn("statsig", gate(more))).toBe(expected);
  });

  test("a gate that asks for another is as sure as that one", () => {
    const child = { passPercentage: 100, conditions: [{ type: "passes_gate", targetValue: "b" }] };
    const data = (rules: readonly object[]): unknown => ({
      data: [gate({ rules: [child] }), { id: "b", isEnabled: true, rules }],
    });
    expect(verdictOn("statsig", data([everyone]), { key: "a" })).toBe("constant on");
    expect(verdictOn("statsig", data([]), { key: "a" })).toBe("constant off");
    expect(verdictOn("statsig", data([{ ...everyone, passPercentage: 5 }]), { key: "a" })).toBe(
      "partial",
    );
  });

  test("rules of one environment count there alone", () => {
    const rules = [
      { ...everyone, environments: ["staging"] },
      { passPercentage: 0, conditions: [], environments: ["production"] },
    ];
    expect(verdictOn("statsig", gate({ rules }), { environment: "staging" })).toBe("constant on");
    expect(verdictOn("statsig", gate({ rules }), { environment: "production" })).toBe(
      "constant off",
    );
  });
});
