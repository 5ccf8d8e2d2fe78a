import { describe, expect, test } from "vitest";
import { read, verdictOn, verdictsOf } from "./support.js";

const past = "2026-10-01T00:00:00Z";

describe("what is gone or switched elsewhere", () => {
  test("archived flags are absent", () => {
    const environments = {
      production: { on: true, fallthrough: { variation: 0 }, offVariation: 1 },
    };
    const content = read("launchdarkly", {
      key: "a",
      archived: true,
      variations: [{ value: true }, { value: false }],
      environments,
    });
    expect(content.flags.get("a")).toMatchObject({ lifecycle: { status: "archived" } });
    expect(content.flags.get("a")?.environments.get("production")?.state).toBe("ABSENT");
  });

  test("the tombstones of Grafana's list", () => {
    const content = read("grafana", {
      items: [{ metadata: { name: "a", deletionTimestamp: past }, spec: {} }],
    });
    expect(content.flags.get("a")).toMatchObject({
      base: { state: "ABSENT" },
      lifecycle: { status: "deleted" },
    });
  });
});

describe("the missing attribute", () => {
  test.each<[string, unknown, string]>([
    ["unleash", unleashRollout("default"), "constant on"],
    ["unleash", unleashRollout("random"), "constant on"],
    ["unleash", unleashRollout("clientId"), "constant-if on (clientId)"],
    [
      "growthbook",
      { features: { a: { defaultValue: false, rules: [{ force: true }] } } },
      "constant on",
    ],
    [
      "growthbook",
      {
        features: {
          a: {
            defaultValue: false,
            rules: [{ force: true, coverage: 1, hashAttribute: "clientId" }],
          },
        },
      },
      "constant-if on (clientId)",
    ],
    [
      "configcat",
      { f: { a: { v: { b: false }, p: [{ p: 100, v: { b: true } }] } } },
      "constant-if on (Identifier)",
    ],
    [
      "launchdarkly",
      {
        flags: {
          a: {
            on: true,
            variations: [true, false],
            fallthrough: {
              rollout: {
                variations: [
                  { variation: 0, weight: 100_000 },
                  { variation: 1, weight: 0 },
                ],
              },
            },
          },
        },
      },
      "constant on",
    ],
    // The last variation takes what the weights leave.
    [
      "launchdarkly",
      {
        flags: {
          a: {
            on: true,
            variations: [true, false],
            fallthrough: {
              rollout: {
                variations: [
                  { variation: 0, weight: 99_999 },
                  { variation: 1, weight: 0 },
                ],
              },
            },
          },
        },
      },
      "partial",
    ],
    [
      "tggl",
      [
        {
          slug: "a",
          defaultVariation: { active: false },
          conditions: [
            {
              rules: [
                {
                  key: "clientId",
                  operator: "PERCENTAGE",
                  rangeStart: 0,
                  rangeEnd: 1,
                  seed: 1,
                  negate: false,
                },
              ],
              variation: { active: true, value: null },
            },
          ],
        },
      ],
      "constant-if on (clientId)",
    ],
    [
      "azure",
      {
        feature_management: {
          feature_flags: [
            {
              id: "a",
              enabled: true,
              conditions: {
                client_filters: [
                  {
                    name: "Microsoft.Targeting",
                    parameters: { Audience: { DefaultRolloutPercentage: 100 } },
                  },
                ],
              },
            },
          ],
        },
      },
      "constant on",
    ],
    [
      "azure",
      {
        feature_management: {
          feature_flags: [
            { id: "a", enabled: true, conditions: { client_filters: [{ name: "Ours" }] } },
          ],
        },
      },
      "unknown",
    ],
    [
      "flagsmith",
      {
        feature_states: [{ feature: { name: "a" }, enabled: false }],
        project: {
          segments: [
            {
              id: 1,
              rules: [
                { type: "ALL", conditions: [{ operator: "PERCENTAGE_SPLIT", value: "100" }] },
              ],
              feature_states: [
                { feature: { name: "a" }, enabled: true, feature_segment: { priority: 0 } },
              ],
            },
          ],
        },
      },
      "constant-if on (identity)",
    ],
  ])("%s %j is %s", (format, payload, expected) => {
    expect(verdictOn(format, payload)).toBe(expected);
  });

  function unleashRollout(stickiness: string): unknown {
    const parameters = { rollout: "100", stickiness, groupId: "a" };
    return {
      features: [
        { name: "a", enabled: true, strategies: [{ name: "flexibleRollout", parameters }] },
      ],
    };
  }
});

describe("a flag that leans on another", () => {
  const flag = (key: string, lastModified: number | undefined, parent?: string): object => ({
    key,
    variations: [{ value: true }, { value: false }],
    environments: {
      production: {
        on: true,
        offVariation: 1,
        fallthrough: { variation: 0 },
        prerequisites: parent === undefined ? [] : [{ key: parent, variation: 0 }],
        ...(lastModified !== undefined && { lastModified }),
      },
    },
  });
  const [early, late] = [Date.parse("2026-01-01"), Date.parse("2026-11-20")];
  const sinceOf = (...items: readonly object[]): unknown =>
    read("launchdarkly", { items }).flags.get("a")?.environments.get("production")?.since;

  test("has held since the last of them changed", () => {
    expect(sinceOf(flag("a", early, "b"), flag("b", late))).toBe("2026-11-20T00:00:00.000Z");
    expect(sinceOf(flag("a", late, "b"), flag("b", early))).toBe("2026-11-20T00:00:00.000Z");
    expect(sinceOf(flag("a", early, "b"), flag("b", early, "c"), flag("c", late))).toBe(
      "2026-11-20T00:00:00.000Z",
    );
  });

  test("has no date where one of them has none", () => {
    expect(sinceOf(flag("a", early, "b"), flag("b", undefined))).toBeUndefined();
    expect(sinceOf(flag("a", early))).toBe("2026-01-01T00:00:00.000Z");
  });
});

describe("environments", () => {
  const payload = { f: { a: { v: { b: true } } } };

  test("a payload of one goes by the configuration's name for it", () => {
    expect(
      [...(verdictsOf(read("configcat", payload)).get("a") ?? [])].map(([name]) => name),
    ).toEqual(["base"]);
    const named = read("configcat", payload, { environment: "staging" });
    expect([...(named.flags.get("a")?.environments.keys() ?? [])]).toEqual(["staging"]);
  });

  test("a flagd definition, too", () => {
    const flags = { a: { state: "ENABLED", variants: { on: true }, defaultVariant: "on" } };
    const content = read("flagd", { flags }, { environment: "staging" });
    expect([...(content.flags.get("a")?.environments.keys() ?? [])]).toEqual(["staging"]);
  });

  test("a payload of many keeps its own names", () => {
    const environment = { on: false, offVariation: 0 };
    const flag = {
      key: "a",
      variations: [{ value: true }],
      environments: { x: environment, y: environment },
    };
    const content = read("launchdarkly", flag, { environment: "staging" });
    expect([...(content.flags.get("a")?.environments.keys() ?? [])]).toEqual(["x", "y"]);
  });
});

describe("an error costs only its flag", () => {
  test("and its place is told", () => {
    const content = read("tggl", [
      { slug: "a", defaultVariation: { active: "yes" } },
      { slug: "b", defaultVariation: { active: true } },
    ]);
    expect(content.problems.map(({ code, line, column }) => [code, line, column])).toEqual([
      ["registry-wrong-type", 1, 43],
    ]);
    const verdicts = verdictsOf(content);
    expect(verdicts.get("a")?.get("base")?.verdict.kind).toBe("unknown");
    expect(verdicts.get("b")?.get("base")?.verdict).toMatchObject({
      kind: "constant",
      variant: "on",
    });
  });

  test("but one in what all share costs all of them", () => {
    const content = read("flagsmith", {
      feature_states: [{ feature: { name: "a" }, enabled: true }],
      project: { segments: [{ id: "one" }] },
    });
    expect(verdictsOf(content).get("a")?.get("base")?.verdict.kind).toBe("unknown");
  });

  test("a flag that stands twice is doubtful", () => {
    const flag = { slug: "a", defaultVariation: { active: true } };
    const content = read("tggl", [flag, flag]);
    expect(content.problems.map(({ code }) => code)).toEqual([
      "registry-duplicate-key",
      "registry-duplicate-key",
    ]);
    expect(verdictsOf(content).get("a")?.get("base")?.verdict.kind).toBe("unknown");
  });
});
