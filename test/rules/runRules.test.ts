import fc from "fast-check";
import { expect, test } from "vitest";
import type { RuleSetting, Severity } from "../../core/src/config/model.js";
import type { ReferenceView } from "../../core/src/reference/model.js";
import type { Registry } from "../../core/src/registry/model.js";
import { allRules } from "../../core/src/rules/all.js";
import { defineRule } from "../../core/src/rules/model.js";
import { runRules } from "../../core/src/rules/runRules.js";
import { load, type Loaded } from "./analyse.js";
import { readFixture } from "./markers.js";

const now = new Date("2026-11-22T00:00:00Z");
const fixtures = [
  "rolled-out-flag/alias-and-mention",
  "archived-flag-reference/absent-everywhere",
  "unused-flag/no-reference",
  "expired-flag/once-per-file",
  "unknown-flag/nearest-registry",
  "missing-expiry/no-end",
  "default-value-mismatch/calls-disagree",
  "env-var-toggle/known-to-the-registry",
  "redundant-flag-check/inside-its-own-branch",
  "dynamic-flag-key/lists-what-matches",
];

/** Several fixtures as one workspace, each in a folder with a registry of its own. */
async function wholeWorkspace(): Promise<Loaded> {
  const files = new Map<string, string>();
  const registry: { path: string; scope: string }[] = [];
  fixtures.forEach((name, i) => {
    const fixture = readFixture(new URL(`../fixtures/rules/${name}.txt`, import.meta.url));
    for (const [path, text] of fixture.files) {
      if (path === "halyard.config.json") continue;
      files.set(`p${String(i)}/${path}`, text);
      if (path.endsWith("flags.jsonc")) {
        const folder = path.slice(0, -"flags.jsonc".length).replace(/\/$/u, "");
        const scope = folder === "" ? `p${String(i)}` : `p${String(i)}/${folder}`;
        registry.push({ path: `p${String(i)}/${path}`, scope });
      }
    }
  });
  const matchers = [
    { kind: "call", names: ["isEnabled"], key: 0, default: 1, valueType: "boolean" },
    { kind: "option", properties: ["flag"] },
  ];
  files.set("halyard.config.json", JSON.stringify({ registry, matchers }));
  return load(files);
}

/** The same items in an order drawn from a seed. */
function shuffled<T>(items: readonly T[], order: readonly number[]): T[] {
  return items
    .map((item, i): [number, T] => [order[i % order.length] ?? 0, item])
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

function shuffledRegistry(registry: Registry, order: readonly number[]): Registry {
  return { ...registry, flags: new Map(shuffled([...registry.flags], order)) };
}

function shuffledIndex(index: ReferenceView, order: readonly number[]): ReferenceView {
  return {
    references: shuffled(index.references, order),
    dynamicReferences: shuffled(index.dynamicReferences, order),
    referencesTo: (key) => shuffled(index.referencesTo(key), order),
    lineStarts: (path) => index.lineStarts(path),
  };
}

test("the order of registries, flags and references changes nothing", async () => {
  const loaded = await wholeWorkspace();
  const usual = runRules({ ...loaded, now });
  expect(usual.findings.length).toBeGreaterThan(10);
  const orders = fc.array(fc.integer(), { minLength: 3, maxLength: 17 });
  fc.assert(
    fc.property(orders, (order) => {
      const registries = shuffled(loaded.registries, order).map((one) =>
        shuffledRegistry(one, order),
      );
      const index = shuffledIndex(loaded.index, order);
      expect(runRules({ ...loaded, registries, index, now })).toEqual(usual);
    }),
    { seed: 20261122, numRuns: 25 },
  );
});

test("every finding has the severity that the configuration asks for, and none is off", async () => {
  const loaded = await wholeWorkspace();
  const severity = fc.constantFrom<Severity>("off", "warn", "error");
  const settings = fc.array(severity, {
    minLength: allRules.length,
    maxLength: allRules.length,
  });
  fc.assert(
    fc.property(settings, (chosen) => {
      const rules = new Map(
        allRules.map(({ id }, i): [string, RuleSetting] => [id, { severity: chosen[i] ?? "off" }]),
      );
      const { findings } = runRules({ ...loaded, config: { ...loaded.config, rules }, now });
      for (const finding of findings) {
        expect(finding.severity).toBe(rules.get(finding.ruleId)?.severity);
        expect(finding.severity).not.toBe("off");
      }
    }),
    { seed: 20261122, numRuns: 25 },
  );
});

test("findings are sorted by path, offset and rule", async () => {
  const { findings } = runRules({ ...(await wholeWorkspace()), now });
  const keys = findings.map(
    ({ place, ruleId }) => `${place.path} ${String(place.span.start).padStart(9, "0")} ${ruleId}`,
  );
  expect(keys).toEqual([...keys].sort());
});

const sayTwice = defineRule({
  id: "say-twice",
  meta: {
    description: "Disallow nothing",
    category: "hygiene",
    scope: "file",
    defaultSeverity: "warn",
    timeTriggered: false,
    messages: { said: 'Flag "{{flag}}" is {{what}}.' },
  },
  check(context) {
    for (const what of ["{{flag}}", "{{flag}}", "$&"]) {
      const place = { path: "a.ts", span: { start: 0, end: 1 } };
      context.report({ messageId: "said", data: { what }, place, flagKey: "x" });
    }
  },
});

test("what is the same is said once, and values are never taken for placeholders", async () => {
  const { findings } = runRules({ ...(await load(new Map())), now, rules: [sayTwice] });
  expect(findings.map(({ message }) => message)).toEqual([
    'Flag "x" is $&.',
    'Flag "x" is {{flag}}.',
  ]);
});

test("a rule that throws loses only itself", async () => {
  const broken = defineRule({
    ...sayTwice,
    id: "broken",
    check(context) {
      sayTwice.check(context);
      throw new Error("It broke.");
    },
  });
  const speechless = defineRule({
    ...sayTwice,
    id: "speechless",
    check: (context) => {
      context.report({ messageId: "said", place: { path: "a.ts", span: { start: 0, end: 1 } } });
    },
  });
  const loaded = await load(new Map());
  const result = runRules({ ...loaded, now, rules: [broken, sayTwice, speechless] });
  expect(result.findings.map(({ ruleId }) => ruleId)).toEqual(["say-twice", "say-twice"]);
  expect(result.problems.map(({ code }) => code)).toEqual(["rule-failed", "rule-failed"]);
  expect(result.problems[0]?.message).toBe(
    'Rule "broken" failed, so its findings are missing (It broke); please report this, and turn the rule off until it is mended.',
  );
});

test.each([
  [
    "expired-flag",
    { reachedMilestone: [] },
    'Rule "expired-flag" has no option "reachedMilestone"; did you mean "reachedMilestones"?',
  ],
  [
    "expired-flag",
    { reachedMilestones: "v5" },
    'Rule "expired-flag" wants a list of strings for the option "reachedMilestones".',
  ],
  [
    "missing-expiry",
    { acceptCreated: 1 },
    'Rule "missing-expiry" wants true or false for the option "acceptCreated".',
  ],
  ["stale-flag", { days: 3 }, 'Rule "stale-flag" has no options; remove "days".'],
  ["stale-flag", ["x"], 'Rule "stale-flag" takes its options as an object; write { … }.'],
])("%s with options %j is told", async (id, options, message) => {
  const loaded = await load(new Map());
  const rules = new Map([[id, { severity: "warn" as const, options }]]);
  const { problems } = runRules({ ...loaded, config: { path: "halyard.config.json", rules }, now });
  expect(problems).toEqual([
    { code: "rule-options", severity: "error", message, path: "halyard.config.json" },
  ]);
});
