import { allRules } from "@halyard/core";
import halyard from "eslint-plugin-halyard";
import { describe, expect, test } from "vitest";
import { lintFile } from "./lint.js";
import { settingsOf, workspaceOf } from "./workspace.js";

const registry = '{ "registryVersion": 1, "flags": {} }';

function rulesOf(
  name: "recommended" | "strict" | "migrations" | "all",
  rules: object = {},
): Readonly<Record<string, unknown>> {
  const config = JSON.stringify({ registry: "flags.json", rules });
  const root = workspaceOf({ "halyard.config.json": config, "flags.json": registry });
  const [preset, ...others] = halyard.configs[name](settingsOf(root).halyard);
  expect(others).toEqual([]);
  expect(preset?.name).toBe(`halyard/${name}`);
  expect(preset?.plugins?.halyard).toBe(halyard);
  return preset?.rules ?? {};
}

const ownRules = {
  "halyard/invalid-suppression": "warn",
  "halyard/unused-suppression": "warn",
  "halyard/valid-setup": "error",
};
const named = (rules: readonly (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(rules.map(([id, severity]) => [`halyard/${id}`, severity]));

describe("the configurations", () => {
  test("recommended is what the command line does", () => {
    const on = allRules.filter(({ meta }) => meta.defaultSeverity !== "off");
    expect(rulesOf("recommended")).toEqual({
      ...named(on.map(({ id, meta }) => [id, meta.defaultSeverity])),
      ...ownRules,
    });
  });

  test("strict makes errors of all but what time alone can cause", () => {
    const on = allRules.filter(({ meta }) => meta.defaultSeverity !== "off");
    expect(on.some(({ meta }) => meta.timeTriggered)).toBe(true);
    expect(rulesOf("strict")).toEqual({
      ...named(on.map(({ id, meta }) => [id, meta.timeTriggered ? meta.defaultSeverity : "error"])),
      ...ownRules,
    });
  });

  test("migrations has the rules about migrations alone", () => {
    const on = allRules.filter(
      ({ meta }) => meta.category === "migration" && meta.defaultSeverity !== "off",
    );
    expect(rulesOf("migrations")).toEqual({
      ...named(on.map(({ id, meta }) => [id, meta.defaultSeverity])),
      ...ownRules,
    });
  });

  test("all has every rule", () => {
    expect(Object.keys(rulesOf("all")).sort()).toEqual(
      Object.keys(halyard.rules)
        .map((name) => `halyard/${name}`)
        .sort(),
    );
  });

  test("halyard.config.* has the last word in each of them", () => {
    const own = { "unknown-flag": "warn", "missing-owner": "off", "stale-flag": "error" };
    for (const name of ["recommended", "strict", "all"] as const) {
      const rules = rulesOf(name, own);
      expect(rules).toMatchObject({
        "halyard/unknown-flag": "warn",
        "halyard/stale-flag": "error",
      });
      expect(rules).not.toHaveProperty("halyard/missing-owner");
    }
  });

  test("registry knows each registry by its language", () => {
    const config = JSON.stringify({ registry: ["flags.json", "[web]/flags.yaml"] });
    const root = workspaceOf({
      "halyard.config.json": config,
      "flags.json": registry,
      "[web]/flags.yaml": "registryVersion: 1\nflags: {}\n",
    });
    const made = halyard.configs.registry(settingsOf(root).halyard);
    expect(made.map(({ files, language }) => [files, language])).toEqual([
      [["flags.json"], "halyard/json"],
      [["[[]web[]]/flags.yaml"], "halyard/yaml"],
    ]);
  });
});

describe("every rule", () => {
  test.each(Object.entries(halyard.rules))("%s says what it is", (name, rule) => {
    const { docs, messages, languages, schema } = rule.meta;
    expect(docs.description).toMatch(/^(?:Disallow|Enforce|Require) .+[^.]$/u);
    expect(docs.url).toMatch(/^file:.+\.md$/u);
    expect(Object.keys(messages).length).toBeGreaterThan(0);
    expect(languages).toEqual(["*"]);
    expect(Array.isArray(schema)).toBe(true);
    expect(rule.name).toBe(name);
  });
});

test("an ESLint comment silences a finding in YAML and in JSON, and needs no halyard-ignore", () => {
  const yaml = (comment: string): string =>
    `registryVersion: 1\nflags:\n  # ${comment}\n  checkout:\n    flagType: boolean\n    lifecycle: { type: permission, owner: "#a" }\n`;
  const lint = (comment: string): (string | null)[] => {
    const root = workspaceOf({
      "halyard.config.json": '{ "registry": "flags.yaml" }',
      "flags.yaml": yaml(comment),
    });
    return lintFile(root, "flags.yaml").map(({ ruleId }) => ruleId);
  };
  expect(lint("a flag")).toEqual(["halyard/unused-flag"]);
  expect(lint("eslint-disable-next-line halyard/unused-flag -- soon")).toEqual([]);
});

test("YAML that cannot be read is told by ESLint with its place", () => {
  const root = workspaceOf({ "flags.yaml": "a: [1\nb: 2\n" });
  const [first] = lintFile(root, "flags.yaml");
  expect(first).toMatchObject({ fatal: true, line: 2 });
});
