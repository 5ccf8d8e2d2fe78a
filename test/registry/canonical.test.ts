import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Flag } from "../../core/src/registry/model.js";
import { flagOf, parse } from "./support.js";

function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/registry/${name}.json`, import.meta.url), "utf8");
}

const example = fixture("search-cluster");

/** A flag without the places where it stands. */
function withoutPlaces({ definitions, ...flag }: Flag): unknown {
  expect(definitions).toHaveLength(1);
  return { ...flag, variants: [...flag.variants], environments: [...flag.environments] };
}

describe("the full example", () => {
  const content = parse(example);

  test("loads whole", () => {
    expect(content.problems).toEqual([]);
    expect([...content.flags.keys()]).toEqual([
      "search.es.dual-write",
      "search.es.read-new",
      "search.es.kill-new",
    ]);
    expect(content.defaults).toMatchObject({ soakDays: 14, staleAfterDays: { operational: null } });
    expect([...content.migrations.keys()]).toEqual(["es-provider-move"]);
    expect(content.migrationDefinitions?.get("es-provider-move")?.fields).toHaveProperty("stage");
  });

  test("reads what a flag is, serves and leans on", () => {
    const flag = flagOf(content, "search.es.read-new");
    expect(flag).toMatchObject({ type: "migration", valueType: "boolean", defaultValue: false });
    expect([...flag.variants]).toEqual([
      ["on", true],
      ["off", false],
    ]);
    expect(flag.base).toEqual({ state: "ENABLED", defaultVariant: "off" });
    expect(flag.environments.get("production")).toMatchObject({
      served: { on: 2, off: 98 },
      exceptions: [{ variant: "on", by: "targets", attribute: "clientId", count: 2 }],
      // The shared evaluator stands in the place of its reference.
      targeting: { if: [{ in: [{ var: "clientId" }, ["17", "42"]] }, "on", expect.anything()] },
    });
    expect(flag.lifecycle).toMatchObject({
      status: "rolling-out",
      keepVariant: "on",
      aliases: ["ES_READ_NEW"],
      prerequisites: [{ flag: "search.es.dual-write", variant: "on" }],
      guardedBy: "search.es.kill-new",
      migration: "es-provider-move",
    });
  });

  test("means the same in JSONC and YAML", () => {
    const commented = example.replace('"flags": {', '// The flags.\n"flags": { /* first */');
    const yaml = stringify(JSON.parse(example), { defaultStringType: "QUOTE_DOUBLE" });
    const quotedKeys = yaml.replace(/^( *)(on|off):/gm, '$1"$2":');
    for (const other of [parse(commented, "flags.jsonc"), parse(quotedKeys, "flags.yaml")]) {
      expect(other.problems).toEqual([]);
      for (const [key, flag] of content.flags) {
        expect(withoutPlaces(flagOf(other, key))).toEqual(withoutPlaces(flag));
      }
    }
  });

  test("gives the place of every field", () => {
    const [definition] = flagOf(content, "search.es.dual-write").definitions;
    const at = (span: { start: number; end: number } | undefined): string =>
      example.slice(span?.start, span?.end);
    expect(at(definition.keySpan)).toBe('"search.es.dual-write"');
    expect(at(definition.entrySpan)).toMatch(/^"search\.es\.dual-write": \{[\s\S]*\}$/);
    const field = (path: string): string => at(definition.fields[path]);
    expect(field("defaultValue")).toBe("false");
    expect(field("variants.on")).toBe("true");
    expect(field("lifecycle.kind")).toBe('"migration"');
    expect(field("lifecycle.expires")).toBe('"2027-01-31"');
    expect(field("lifecycle.code.aliases.0")).toBe('"ES_DUAL_WRITE"');
    expect(field("environments.production.served.on")).toBe("100");
    expect(field("environments.production.since")).toBe('"2026-09-15T08:00:00Z"');
  });

  test("takes a missing kill switch for no problem of the file's", () => {
    const { killSwitch: _dropped, ...rest } = JSON.parse(example).migrations["es-provider-move"];
    const changed = { ...JSON.parse(example), migrations: { "es-provider-move": rest } };
    expect(parse(JSON.stringify(changed)).problems).toEqual([]);
  });
});

describe("files of other tools", () => {
  test("a flagd definition: lifecycle fields come from its metadata", () => {
    const content = parse(fixture("flagd"));
    expect(content.problems).toEqual([]);
    const flag = flagOf(content, "search.es.read-new");
    expect(flag).toMatchObject({ type: "migration", valueType: "boolean" });
    expect(flag.lifecycle.owner).toBe("team-search");
  });

  test("an OpenFeature manifest: no state, no variants", () => {
    const content = parse(fixture("openfeature"));
    expect(content.problems).toEqual([]);
    const flag = flagOf(content, "search.es.page-size");
    expect(flag).toMatchObject({ valueType: "integer", defaultValue: 50, type: "release" });
    expect([flag.base, flag.variants.size, flag.environments.size]).toEqual([undefined, 0, 0]);
  });
});

describe("an environment takes from the base what it does not say", () => {
  const targeting = { if: [{ "===": [{ var: "plan" }, "pro"] }, "on", "off"] };
  const base = {
    variants: { on: true, off: false },
    state: "ENABLED",
    defaultVariant: "off",
    targeting,
  };

  test.each<[string, object, object]>([
    ["nothing said", {}, { state: "ENABLED", defaultVariant: "off", targeting }],
    [
      "another default",
      { defaultVariant: "on" },
      { state: "ENABLED", defaultVariant: "on", targeting },
    ],
    ["no targeting", { targeting: {} }, { state: "ENABLED", defaultVariant: "off" }],
    [
      "observed, so the base's targeting need not hold there",
      { served: { on: 100 } },
      { state: "ENABLED", defaultVariant: "off", served: { on: 100 } },
    ],
    [
      "switched off",
      { state: "DISABLED" },
      { state: "DISABLED", defaultVariant: "off", targeting },
    ],
  ])("%s", (_title, declaredState, effective) => {
    const flag = { ...base, environments: { production: declaredState } };
    const content = parse(JSON.stringify({ flags: { a: flag } }));
    expect({ ...flagOf(content, "a").environments.get("production") }).toEqual(effective);
  });
});
