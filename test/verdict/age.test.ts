import { describe, expect, test } from "vitest";
import { judgeAge } from "../../core/src/verdict/judgeAge.js";
import type { AgeVerdict } from "../../core/src/verdict/judgeAge.js";
import { flagIn, now, registryOf } from "./support.js";

function judge(lifecycle: object, at = now): AgeVerdict {
  const registry = registryOf({ a: { flagType: "boolean", defaultValue: false, lifecycle } });
  return judgeAge(flagIn(registry, "a"), registry, at);
}

describe("against the lifetime of its type", () => {
  test.each<[object, number | undefined, string | undefined]>([
    [{ created: "2026-09-15" }, 28, "is 68 days old, 28 days past the 40 days of a release flag"],
    [{ created: "2026-10-12" }, 1, "is 41 days old, 1 day past the 40 days of a release flag"],
    [{ created: "2026-10-13" }, undefined, undefined],
    [
      { created: "2026-07-24", type: "migration" },
      1,
      "is 121 days old, 1 day past the 120 days of a migration flag",
    ],
    [
      { created: "2026-10-01", type: "experiment" },
      12,
      "is 52 days old, 12 days past the 40 days of an experiment flag",
    ],
    [{ created: "2020-01-01", type: "kill-switch" }, undefined, undefined],
    [{ created: "2020-01-01", permanent: true }, undefined, undefined],
    [{}, undefined, undefined],
  ])("%j", (lifecycle, daysOver, reason) => {
    const { stale, reasons } = judge(lifecycle);
    expect([stale?.daysOver, reasons[0]]).toEqual([daysOver, reason]);
  });
});

describe("against its own last day", () => {
  test.each<[string | undefined, AgeVerdict["expiry"], number | undefined, string | undefined]>([
    ["2026-11-21", "passed", 1, "expired on 2026-11-21, 1 day ago"],
    ["2026-11-22", "ahead", undefined, undefined],
    ["2026-11-23", "ahead", undefined, undefined],
    ["never", "none", undefined, undefined],
    [undefined, "none", undefined, undefined],
    ["v12", "unknown", undefined, "expires with `v12`, which is not a date"],
  ])("%s", (expires, expiry, daysOver, reason) => {
    const age = judge(expires === undefined ? {} : { expires });
    expect([age.expiry, age.daysOver, age.reasons[0]]).toEqual([expiry, daysOver, reason]);
  });

  test.each([
    ["2026-11-22T23:59:59Z", "ahead"],
    ["2026-11-23T00:00:00Z", "passed"],
    ["2026-11-22T23:30:00-05:00", "passed"],
  ])("days are UTC days: at %s", (time, expiry) => {
    expect(judge({ expires: "2026-11-22" }, new Date(time)).expiry).toBe(expiry);
  });
});
