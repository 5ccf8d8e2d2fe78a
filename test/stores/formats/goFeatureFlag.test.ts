import { describe, expect, test } from "vitest";
import { read, verdictOn } from "./support.js";

const past = "2026-10-01T00:00:00Z";
const future = "2027-01-01T00:00:00Z";

describe("GO Feature Flag", () => {
  const variations = { on: true, off: false };
  const flag = (more: object): unknown => ({
    a: { variations, defaultRule: { variation: "on" }, ...more },
  });

  test.each<[string, object, string]>([
    ["a default rule alone", {}, "constant on"],
    ["a disabled flag", { disable: true }, "constant code default"],
    ["a rule that agrees", { targeting: [{ query: 'a eq "b"', variation: "on" }] }, "constant on"],
    ["a rule that does not", { targeting: [{ query: 'a eq "b"', variation: "off" }] }, "partial"],
    [
      "a disabled rule",
      { targeting: [{ query: "x", variation: "off", disable: true }] },
      "constant on",
    ],
    [
      "a share of 100",
      { defaultRule: { percentage: { on: 100, off: 0 } } },
      "constant-if on (targetingKey)",
    ],
    [
      "a share by a key",
      { bucketingKey: "team", defaultRule: { percentage: { on: 100 } } },
      "constant-if on (team)",
    ],
    ["a variation that it lacks", { defaultRule: { variation: "ghost" } }, "unknown"],
    ["an experiment to come", { experimentation: { start: future } }, "partial"],
    ["an experiment that is over", { experimentation: { end: past } }, "constant code default"],
    [
      "a step that is past",
      { scheduledRollout: [{ date: past, defaultRule: { variation: "off" } }] },
      "constant off",
    ],
    [
      "a step to come",
      { scheduledRollout: [{ date: future, defaultRule: { variation: "off" } }] },
      "partial",
    ],
    [
      "a step to come that changes nothing",
      { scheduledRollout: [{ date: future, disable: false }], disable: false },
      "constant on",
    ],
    ["a past step of targeting", { scheduledRollout: [{ date: past, targeting: [] }] }, "unknown"],
  ])("%s", (_, more, expected) => {
    expect(verdictOn("go-feature-flag", flag(more))).toBe(expected);
  });

  test.each([
    [past, "constant-if on (targetingKey)", past],
    [future, "partial", undefined],
    // The day must be over.
    ["2026-11-22T01:00:00Z", "partial", undefined],
  ])("a progressive rollout that ends at %s", (date, expected, since) => {
    const progressiveRollout = {
      initial: { variation: "off", percentage: 0, date: "2026-09-01T00:00:00Z" },
      end: { variation: "on", percentage: 100, date },
    };
    const payload = flag({ defaultRule: { progressiveRollout } });
    expect(verdictOn("go-feature-flag", payload)).toBe(expected);
    expect(read("go-feature-flag", payload).flags.get("a")?.base?.since).toBe(since);
  });

  test("without a clock every step is still to come", () => {
    const payload = flag({ scheduledRollout: [{ date: past, defaultRule: { variation: "off" } }] });
    expect(verdictOn("go-feature-flag", payload, { options: {} })).toBe("partial");
  });
});
