import { describe, expect, test } from "vitest";
import { judgeFlag } from "../../core/src/verdict/judgeFlag.js";
import type { FlagVerdict } from "../../core/src/verdict/model.js";
import { booleanFlag, flagIn, now, registryOf } from "./support.js";

const on = { state: "ENABLED", defaultVariant: "on", since: "2026-09-15T08:00:00Z" };
const off = { ...on, defaultVariant: "off" };

function judge(flag: object, more: object = {}, others: Record<string, object> = {}): FlagVerdict {
  const registry = registryOf({ a: flag, ...others }, more);
  return judgeFlag(flagIn(registry, "a"), registry, now);
}

describe("what a flag's environments add up to", () => {
  const two = { defaults: { productionEnvironments: ["eu", "us"] } };
  const inBoth = (eu: object, us: object): object => booleanFlag({}, { environments: { eu, us } });
  const text = { variants: { old: "v1", new: "v2" }, defaultValue: "v1" };

  test.each<[string, object, object, FlagVerdict["outcome"], string | undefined, string]>([
    [
      "on",
      booleanFlag(on),
      {},
      "rolled-out",
      "on",
      "on for everyone in production since 2026-09-15 (68 days)",
    ],
    [
      "off",
      booleanFlag(off),
      {},
      "rolled-back",
      "off",
      "off for everyone in production since 2026-09-15 (68 days)",
    ],
    [
      "the default's value",
      { ...text, environments: { production: { ...on, defaultVariant: "old" } } },
      {},
      "rolled-back",
      "old",
      "`old` for everyone in production since 2026-09-15 (68 days)",
    ],
    [
      "another value",
      { ...text, environments: { production: { ...on, defaultVariant: "new" } } },
      {},
      "rolled-out",
      "new",
      "`new` for everyone in production since 2026-09-15 (68 days)",
    ],
    [
      "on since yesterday",
      booleanFlag({ ...on, since: "2026-11-21" }),
      {},
      "soaking",
      "on",
      "on for everyone in production since 2026-11-21 (1 day), not yet for the soak time of 14 days",
    ],
    [
      "on from tomorrow",
      booleanFlag({ ...on, since: "2026-11-23" }),
      { defaults: { soakDays: 0 } },
      "soaking",
      "on",
      "on for everyone in production since 2026-11-23 (0 days), not yet for the soak time of 0 days",
    ],
    [
      "on the day that the soak time ends",
      booleanFlag({ ...on, since: "2026-11-08T23:59:59Z" }),
      {},
      "rolled-out",
      "on",
      "on for everyone in production since 2026-11-08 (14 days)",
    ],
    [
      "on the day before",
      booleanFlag({ ...on, since: "2026-11-09" }),
      {},
      "soaking",
      "on",
      "on for everyone in production since 2026-11-09 (13 days), not yet for the soak time of 14 days",
    ],
    [
      "no date",
      booleanFlag({ state: "ENABLED", defaultVariant: "on" }),
      {},
      "soaking",
      "on",
      "on for everyone in production, but production has no `since`, so nobody can tell for how long",
    ],
    [
      "disabled",
      booleanFlag({ ...on, state: "DISABLED" }),
      {},
      "rolled-back",
      undefined,
      "the code's own default value for everyone in production since 2026-09-15 (68 days)",
    ],
    [
      "split",
      booleanFlag({ ...on, served: { on: 5, off: 95 } }),
      {},
      "partial",
      undefined,
      "in production, it serves `on` to 5 %, `off` to 95 %",
    ],
    [
      "staging alone",
      booleanFlag({}, { environments: { staging: on } }),
      {},
      "unknown",
      undefined,
      "the registry says nothing of it in production",
    ],
    [
      "everywhere alike",
      inBoth(on, { ...on, since: "2026-10-01" }),
      two,
      "rolled-out",
      "on",
      "on for everyone in eu and us since 2026-10-01 (52 days)",
    ],
    [
      "one declared",
      booleanFlag({}, { environments: { us: on } }),
      two,
      "rolled-out",
      "on",
      "on for everyone in us since 2026-09-15 (68 days)",
    ],
    ["apart", inBoth(on, off), two, "partial", undefined, "eu and us serve different variants"],
    [
      "one undated",
      inBoth(on, { state: "ENABLED", defaultVariant: "on" }),
      two,
      "soaking",
      "on",
      "on for everyone in eu and us, but us has no `since`, so nobody can tell for how long",
    ],
    [
      "a base with a date",
      { variants: { on: true }, ...on },
      {},
      "rolled-out",
      "on",
      "on for everyone in base since 2026-09-15 (68 days)",
    ],
    [
      "a base without a date",
      { variants: { on: true }, state: "ENABLED", defaultVariant: "on" },
      {},
      "unknown",
      undefined,
      "the registry names no environments and no date since which its state holds",
    ],
    [
      "a base without a state",
      { variants: { on: true }, defaultVariant: "on", since: "2026-01-01" },
      {},
      "unknown",
      undefined,
      "the registry names no environments and no date since which its state holds",
    ],
    [
      "a manifest entry",
      { flagType: "boolean", defaultValue: true },
      {},
      "unknown",
      undefined,
      "the registry does not say what it serves",
    ],
  ])("%s", (_title, flag, more, outcome, winner, reason) => {
    const verdict = judge(flag, more);
    expect([verdict.outcome, verdict.winningVariant, verdict.reason]).toEqual([
      outcome,
      winner,
      reason,
    ]);
    expect(verdict.removable).toBe(winner !== undefined && outcome.startsWith("rolled"));
  });

  test("carries the value, the days and every environment", () => {
    const flag = booleanFlag({}, { environments: { production: on, staging: off } });
    expect(judge(flag)).toMatchObject({
      winningValue: true,
      since: "2026-09-15T08:00:00Z",
      days: 68,
      environments: [{ environment: "production" }, { environment: "staging" }],
      blockers: [],
    });
  });
});

describe("what stands in the way of a removal", () => {
  const life = (lifecycle: object): object => booleanFlag(on, { lifecycle });
  const other = (lifecycle: object): Record<string, object> => ({ b: life(lifecycle) });

  test.each<[string, object, object, Record<string, object>, readonly RegExp[]]>([
    ["nothing", life({ type: "release" }), {}, {}, []],
    ["a kill switch", life({ type: "kill-switch" }), {}, {}, [/kill switch/]],
    ["an operational flag", life({ kind: "ops" }), {}, {}, [/operational/]],
    ["a permission", life({ type: "permission" }), {}, {}, [/permission/]],
    ["permanent", life({ permanent: true }), {}, {}, [/permanent/]],
    [
      "a migration by its own word",
      life({ migration: "m" }),
      { migrations: { m: {} } },
      {},
      [/migration `m`/],
    ],
    [
      "a migration that names it",
      life({}),
      { migrations: { m: { read: { flag: "a", variant: "on" } } } },
      {},
      [/migration `m`/],
    ],
    [
      "a prerequisite",
      life({}),
      {},
      other({ prerequisites: [{ flag: "a", variant: "on" }] }),
      [/prerequisite of `b`/],
    ],
    [
      "a prerequisite of one that is gone",
      life({}),
      {},
      other({ status: "archived", prerequisites: [{ flag: "a", variant: "on" }] }),
      [],
    ],
    ["a guard", life({}), {}, other({ guardedBy: "a" }), [/guards `b`/]],
    ["no winner", booleanFlag({ ...on, state: "DISABLED" }), {}, {}, [/name the variant to keep/]],
    ["not yet", booleanFlag({ ...on, since: "2026-11-20" }), {}, {}, [/not yet for the soak time/]],
  ])("%s", (_title, flag, more, others, blockers) => {
    const verdict = judge(flag, more, others);
    expect(verdict.blockers).toHaveLength(blockers.length);
    for (const [index, pattern] of blockers.entries())
      expect(verdict.blockers[index]).toMatch(pattern);
    expect(verdict.removable).toBe(blockers.length === 0);
  });
});
