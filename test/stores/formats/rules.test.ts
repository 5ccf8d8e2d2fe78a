import { describe, expect, test } from "vitest";
import { read, verdictOn, verdictsOf } from "./support.js";

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

describe("DevCycle", () => {
  const all = { filters: { operator: "and", filters: [{ type: "all" }] } };
  const some = { filters: { operator: "and", filters: [{ type: "user" }] } };
  const serve = (id: string): object[] => [{ _variation: id, percentage: 1 }];
  const config = (configuration: object, settings: object = {}): unknown => ({
    environment: { key: "production" },
    features: [
      {
        _id: "f",
        key: "f",
        type: "release",
        configuration,
        settings,
        variations: [
          { _id: "von", key: "on", variables: [{ _var: "k", value: true }] },
          { _id: "voff", key: "off", variables: [{ _var: "k", value: false }] },
        ],
      },
    ],
    variables: [{ _id: "k", key: "a", type: "Boolean" }],
  });

  test.each<[string, object, string]>([
    [
      "a target for all",
      { targets: [{ _audience: all, distribution: serve("von") }] },
      "constant on",
    ],
    ["no target", { targets: [] }, "constant code default"],
    [
      "a winner",
      { winningVariation: { _variation: "von", updatedAt: past }, targets: [] },
      "constant on",
    ],
    [
      "a target for some",
      { targets: [{ _audience: some, distribution: serve("von") }] },
      "partial",
    ],
    [
      "an earlier target that differs",
      {
        targets: [
          { _audience: some, distribution: serve("voff") },
          { _audience: all, distribution: serve("von") },
        ],
      },
      "partial",
    ],
    [
      "a forced user",
      { forcedUsers: { u: "voff" }, targets: [{ _audience: all, distribution: serve("von") }] },
      "partial",
    ],
    [
      "prerequisites",
      { prerequisites: [{}], targets: [{ _audience: all, distribution: serve("von") }] },
      "partial",
    ],
    [
      "a rollout that is over",
      {
        targets: [
          {
            _audience: all,
            distribution: serve("von"),
            rollout: {
              type: "gradual",
              startDate: past,
              stages: [{ type: "linear", date: past, percentage: 1 }],
            },
          },
        ],
      },
      "constant on",
    ],
    [
      "a rollout that runs",
      {
        targets: [
          {
            _audience: all,
            distribution: serve("von"),
            rollout: {
              type: "gradual",
              startDate: past,
              stages: [{ type: "linear", date: future, percentage: 1 }],
            },
          },
        ],
      },
      "partial",
    ],
    [
      "a rollout that stopped half way",
      {
        targets: [
          {
            _audience: all,
            distribution: serve("von"),
            rollout: {
              type: "stepped",
              stages: [{ type: "discrete", date: past, percentage: 0.5 }],
            },
          },
        ],
      },
      "partial",
    ],
    [
      "a schedule to come",
      {
        targets: [
          {
            _audience: all,
            distribution: serve("von"),
            rollout: { type: "schedule", startDate: future },
          },
        ],
      },
      "partial",
    ],
  ])("%s", (_, configuration, expected) => {
    expect(verdictOn("devcycle", config(configuration))).toBe(expected);
  });

  test("people who may opt in", () => {
    const targets = [{ _audience: all, distribution: serve("von") }];
    expect(verdictOn("devcycle", config({ targets }, { optInEnabled: true }))).toBe("unknown");
  });
});

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
