import { describe, expect, test } from "vitest";
import { judgeEnvironment } from "../../core/src/verdict/judgeEnvironment.js";
import type { EnvironmentVerdict } from "../../core/src/verdict/model.js";
import { booleanFlag, flagIn, registryOf } from "./support.js";

function judge(production: object, more: object = {}): EnvironmentVerdict {
  const registry = registryOf({ a: booleanFlag(production) }, more);
  return judgeEnvironment(flagIn(registry, "a"), "production", registry);
}

/** `constant on`, `constant-if on needs email`, `partial`, `unknown`. */
function shown({ verdict }: EnvironmentVerdict): string {
  const variant = "variant" in verdict ? ` ${verdict.variant}` : "";
  const needs = verdict.kind === "constant-if" ? ` needs ${verdict.needs.join(",")}` : "";
  return verdict.kind + variant + needs;
}

const enabled = { state: "ENABLED", defaultVariant: "on" };
const everyone = { on: 100, off: 0 };

describe("a state without targeting", () => {
  test.each<[string, object, string, RegExp]>([
    ["a default variant", enabled, "constant on", /serves `on` to everyone/],
    [
      "no default variant",
      { state: "ENABLED", defaultVariant: null },
      "constant null",
      /own default/,
    ],
    ["disabled", { ...enabled, state: "DISABLED" }, "constant null", /own default value/],
    [
      "disabled, whatever was served",
      { state: "DISABLED", served: everyone },
      "constant null",
      /own/,
    ],
    ["absent", { state: "ABSENT" }, "constant null", /own default value/],
    ["served to everyone", { served: everyone }, "constant on", /`on` to everyone/],
    ["served wins over the default", { ...enabled, served: { off: 100 } }, "constant off", /`off`/],
    ["served to some", { served: { on: 2, off: 98 } }, "partial", /`on` to 2 %, `off` to 98 %/],
    ["almost everyone", { served: { on: 99.99, off: 0.01 } }, "partial", /99\.99 %/],
    [
      "an exception with another variant",
      { served: everyone, exceptions: [{ variant: "off", by: "targets", attribute: "id" }] },
      "partial",
      /gets `off` \(by `id`\)/,
    ],
    [
      "an exception with the same",
      { served: everyone, exceptions: [{ variant: "on", by: "rule" }] },
      "constant on",
      /everyone/,
    ],
    [
      "an experiment",
      { served: everyone, exceptions: [{ variant: "on", by: "experiment" }] },
      "partial",
      /experiment/,
    ],
    [
      "needed attributes",
      { served: everyone, needs: ["userId"] },
      "constant-if on needs userId",
      /have `userId`/,
    ],
    ["a scheduled change", { ...enabled, nextChange: "2026-12-01" }, "partial", /2026-12-01/],
    ["an unknown state", { ...enabled, unknown: "it runs a script" }, "unknown", /runs a script/],
    ["nothing", { source: "store" }, "unknown", /nothing says/],
    ["an error in it", { state: "ENABELD", defaultVariant: "on" }, "unknown", /error on line 1/],
  ])("%s", (_title, state, verdict, reason) => {
    const judged = judge(state);
    expect(shown(judged)).toBe(verdict);
    expect(judged.reason).toMatch(reason);
  });

  test("carries the value and the date", () => {
    expect(judge({ ...enabled, since: "2026-09-15" })).toMatchObject({
      environment: "production",
      since: "2026-09-15",
      verdict: { kind: "constant", variant: "on", value: true },
    });
  });
});

const plan = { var: "plan" };
const isPro = { "===": [plan, "pro"] };
const byKey = { cat: [{ var: "$flagd.flagKey" }, { var: "id" }] };

describe("flagd targeting", () => {
  test.each<[string, unknown, string]>([
    ["both branches alike", { if: [isPro, "on", "on"] }, "constant on"],
    ["branches apart", { if: [isPro, "on", "off"] }, "partial"],
    ["null is the default variant", { if: [isPro, "on", null] }, "constant on"],
    ["no else is null", { if: [isPro, "on"] }, "constant on"],
    ["a constant condition", { if: [true, "off", "on"] }, "constant off"],
    ["a condition folded", { if: [{ in: ["a", ["b"]] }, "off", "on"] }, "constant on"],
    ["not", { if: [{ "!": [isPro] }, "off", "on"] }, "partial"],
    ["and that cannot hold", { if: [{ and: [isPro, false] }, "off", "on"] }, "constant on"],
    ["or that always holds", { if: [{ or: [isPro, true] }, "on", "off"] }, "constant on"],
    ["a shared evaluator", { if: [{ $ref: "pilot" }, "on", "on"] }, "constant on"],
    ["an unknown evaluator", { if: [{ $ref: "nobody" }, "on", "on"] }, "unknown"],
    ["an unknown operator", { if: [{ weekday: [1] }, "on", "on"] }, "unknown"],
    ["two operators in one object", { if: [{ "!": [1], "!!": [1] }, "on", "on"] }, "unknown"],
    ["a variant from the context", plan, "partial"],
    ["a variant that is not there", { if: [isPro, "ghost", "on"] }, "partial"],
    ["a loose comparison that can fail", { if: [{ "==": [plan, "pro"] }, "on", "on"] }, "partial"],
    [
      "text operators never fail",
      { if: [{ starts_with: [plan, "p"] }, "on", "on"] },
      "constant on",
    ],
    [
      "versions never fail",
      { if: [{ sem_ver: [plan, ">=", "1.0.0"] }, "on", "on"] },
      "constant on",
    ],
    ["a clock", { if: [{ ">": [{ var: "$flagd.timestamp" }, 1] }, "off", "on"] }, "partial"],
    [
      "a clock that changes nothing",
      { if: [{ ">": [{ var: "$flagd.timestamp" }, 1] }, "on", "on"] },
      "constant on",
    ],
    [
      "100 % of a key that may be missing",
      {
        fractional: [
          ["off", 100],
          ["on", 0],
        ],
      },
      "constant-if off needs targetingKey",
    ],
    ["100 % of the default variant", { fractional: [["on", 100]] }, "constant on"],
    [
      "100 % by an attribute",
      { fractional: [{ var: "email" }, ["off", 100]] },
      "constant-if off needs email",
    ],
    ["100 % by a text that is never empty", { fractional: [byKey, ["off", 100]] }, "constant off"],
    [
      "100 % by a text that may be empty",
      { fractional: [{ cat: [plan] }, ["off", 100]] },
      "constant-if off needs plan",
    ],
    [
      "the same inside a condition, where flagd's engine fails",
      { if: [true, { fractional: [{ cat: [plan] }, ["off", 100]] }] },
      "partial",
    ],
    [
      "a condition that holds for nobody",
      { if: [{ in: [plan, []] }, "on", "off"] },
      "constant off",
    ],
    ["a split", { fractional: [byKey, ["on", 1], ["off", 99]] }, "partial"],
    [
      "negative weights count as none",
      { fractional: [byKey, ["on", -1], ["off", 5]] },
      "constant off",
    ],
    ["broken weights give the default", { fractional: [byKey, ["off", 1.5]] }, "constant on"],
  ])("%s", (_title, targeting, verdict) => {
    const evaluators = { $evaluators: { pilot: { in: [plan, ["pro"]] } } };
    const judged = judge({ ...enabled, targeting }, evaluators);
    expect(shown(judged)).toBe(verdict);
  });

  test.each<[object, object, string]>([
    [{ fractional: [byKey, ["on", 100]] }, everyone, "constant on"],
    [{ fractional: [{ var: "id" }, ["off", 100]] }, { off: 100 }, "constant-if off needs id"],
    [{ if: [isPro, "on", "off"] }, everyone, "partial"],
  ])("declared %j and observed %j", (targeting, served, verdict) => {
    expect(shown(judge({ ...enabled, targeting, served }))).toBe(verdict);
  });

  test.each([{ on: 2, off: 98 }, { off: 100 }])(
    "what differs from what was observed drifts: %j",
    (served) => {
      const judged = judge({ ...enabled, targeting: { if: [isPro, "on", "on"] }, served });
      expect(shown(judged)).toBe("partial");
      expect(judged.reason).toMatch(/drift/);
    },
  );
});

describe("prerequisites", () => {
  const needs = (flag: string, variant: string): object => ({
    lifecycle: { prerequisites: [{ flag, variant }] },
  });

  test.each<[string, Record<string, object>, string, RegExp]>([
    [
      "held",
      { a: booleanFlag(enabled, needs("b", "on")), b: booleanFlag(enabled) },
      "constant on",
      /everyone/,
    ],
    [
      "not held",
      { a: booleanFlag(enabled, needs("b", "off")), b: booleanFlag(enabled) },
      "partial",
      /`b` does not serve `off`/,
    ],
    [
      "split",
      {
        a: booleanFlag(enabled, needs("b", "on")),
        b: booleanFlag({ served: { on: 50, off: 50 } }),
      },
      "partial",
      /`b`/,
    ],
    [
      "in a ring",
      { a: booleanFlag(enabled, needs("b", "on")), b: booleanFlag(enabled, needs("a", "on")) },
      "partial",
      /`b`/,
    ],
    ["itself", { a: booleanFlag(enabled, needs("a", "on")) }, "partial", /lead back to `a`/],
  ])("%s", (_title, flags, verdict, reason) => {
    const registry = registryOf(flags);
    const judged = judgeEnvironment(flagIn(registry, "a"), "production", registry);
    expect(shown(judged)).toBe(verdict);
    expect(judged.reason).toMatch(reason);
  });

  test("a lattice of them is walked once", () => {
    const flags: Record<string, object> = { f0: booleanFlag(enabled) };
    for (let i = 1; i < 40; i++) {
      const one = { flag: `f${i - 1}`, variant: "on" };
      flags[`f${i}`] = booleanFlag(enabled, { lifecycle: { prerequisites: [one, one] } });
    }
    const registry = registryOf(flags);
    expect(shown(judgeEnvironment(flagIn(registry, "f39"), "production", registry))).toBe(
      "constant on",
    );
  });
});
