import { describe, expect, test } from "vitest";
import { defaultExclude, defaultInclude } from "../../core/src/config/defaults.js";
import type { HalyardConfig } from "../../core/src/config/model.js";
import type { ConfigKind } from "../../core/src/config/parseConfig.js";
import { parseConfig } from "../../core/src/config/parseConfig.js";
import { known, shown } from "./known.js";

function parse(
  text: string,
  kind: ConfigKind = "json",
): { value: HalyardConfig; problems: readonly string[] } {
  const path = kind === "package" ? "package.json" : `halyard.config.${kind}`;
  const { value, problems } = parseConfig(text, path, kind, known);
  return { value, problems: problems.map(shown) };
}

function problemsOf(config: object): readonly string[] {
  return parse(JSON.stringify(config)).problems.map((problem) => problem.replace(/^\S+ /, ""));
}

describe("a sound configuration", () => {
  test("says nothing and gets the defaults", () => {
    expect(parse("{}")).toEqual({
      value: {
        path: "halyard.config.json",
        directory: "",
        registry: [],
        include: defaultInclude,
        exclude: defaultExclude,
        adapters: null,
        matchers: [],
        rules: new Map(),
        defaults: {},
        stores: new Map(),
        state: "halyard-state.json",
      },
      problems: [],
    });
  });

  test("says everything, the same in every notation", () => {
    const json = `{
      "$schema": "https://example.org/config.schema.json",
      "registry": ["flags.json", { "path": "src/flags.ts", "declarations": "Flag", "scope": "apps/web/" }],
      "include": ["./src/**/*.ts"],
      "exclude": ["legacy/**", "!**/build/**"],
      "adapters": ["unleash-node"],
      "matchers": [{ "kind": "call", "names": "isOn", "key": "0" }],
      "rules": { "stale-flag": "error", "missing-owner": { "severity": "warn", "options": { "a": [1] } } },
      "defaults": { "productionEnvironments": ["live"], "soakDays": 7, "unusedAfterDays": 9,
        "staleAfterDays": { "release": 30, "experiment": null } }
    }`;
    const yaml = `
$schema: https://example.org/config.schema.json
registry:
  - flags.json
  - { path: src/flags.ts, declarations: [Flag], scope: apps/web }
include: [src/**/*.ts]
exclude: [legacy/**, "!**/build/**"]
adapters: [unleash-node]
matchers:
  - kind: call
    names: [isOn]
rules:
  stale-flag: error
  missing-owner:
    severity: warn
    options: { a: [1] }
defaults:
  productionEnvironments: [live]
  soakDays: 7
  unusedAfterDays: 9
  staleAfterDays: { release: 30, experiment: null }
`;
    const fromJson = parse(json);
    expect(fromJson.problems).toEqual([]);
    expect(fromJson.value).toMatchObject({
      registry: [
        { path: ["flags.json"], format: "auto" },
        { path: ["src/flags.ts"], format: "typescript", declarations: ["Flag"], scope: "apps/web" },
      ],
      include: ["src/**/*.ts"],
      exclude: [...defaultExclude.filter((glob) => glob !== "**/build/**"), "legacy/**"],
      adapters: ["unleash-node"],
      matchers: [{ kind: "call", names: ["isOn"], key: 0 }],
      defaults: {
        productionEnvironments: ["live"],
        soakDays: 7,
        unusedAfterDays: 9,
        staleAfterDays: { release: 30, experiment: null },
      },
    });
    expect([...fromJson.value.rules]).toEqual([
      ["stale-flag", { severity: "error" }],
      [
        "missing-owner",
        { severity: "warn", options: expect.objectContaining({ a: [1] }) as unknown },
      ],
    ]);

    const others = [
      parse(`// a comment\n${json}`, "jsonc"),
      parse(yaml, "yaml"),
      parse(`{ "name": "app", "halyard": ${json} }`, "package"),
    ];
    for (const { value, problems } of others) {
      expect(problems).toEqual([]);
      expect({ ...value, path: "" }).toEqual({ ...fromJson.value, path: "" });
    }
  });

  test("a vendor's name stands for all of its adapters", () => {
    const adaptersOf = (names: readonly string[]): readonly string[] | null =>
      parse(JSON.stringify({ adapters: names })).value.adapters;
    expect(adaptersOf(["unleash"])).toEqual(["unleash-node", "unleash-react"]);
    expect(adaptersOf(["unleash-react", "openfeature"])).toEqual([
      "openfeature-server",
      "unleash-react",
    ]);
    expect(adaptersOf([])).toEqual([]);
  });

  test("a package.json answers for its own part only", () => {
    const text = '{ "name": "a", "name": "b", "halyard": { "rules": 3 } }';
    expect(parse(text, "package").problems).toEqual([
      "1:51 wrong-type `rules` must be an object, not 3.",
    ]);
    expect(parse('{ "name": "a" }', "package").problems).toEqual([]);
  });
});

describe("a mistake", () => {
  test.each<[object, string]>([
    [
      { registy: "a.json" },
      "unknown-key Unknown key `registy` in the configuration; did you mean `registry`?",
    ],
    [
      { rules: { "stale-flags": "warn" } },
      "unknown-rule Unknown rule `stale-flags`; did you mean `stale-flag`?",
    ],
    [
      { rules: { staleFlag: "warn" } },
      "unknown-rule Unknown rule `staleFlag`; did you mean `stale-flag`?",
    ],
    [
      { rules: { "stale-flag": "warning" } },
      "unknown-severity Unknown severity `warning`; did you mean `warn`?",
    ],
    [
      { rules: { "stale-flag": 2 } },
      "wrong-type `rules.stale-flag` must be a severity or an object, not 2.",
    ],
    [{ rules: { "stale-flag": {} } }, "missing-key A rule's setting needs `severity`; add it."],
    [
      { adapters: ["unlaesh"] },
      "unknown-adapter Unknown adapter `unlaesh`; did you mean `unleash`?",
    ],
    [
      { registry: { path: "a.json", format: "yml" } },
      "unknown-registry-format Unknown registry format `yml`; use one of `auto`, `halyard`, `flagd`, `openfeature`, `typescript`.",
    ],
    [
      { registry: { path: "a.json", formt: "auto" } },
      "unknown-key Unknown key `formt` in a registry; did you mean `format`?",
    ],
    [
      { registry: { path: "a.json", declarations: ["A"] } },
      "invalid-value `declarations` is for TypeScript registries; name a .ts file or remove it.",
    ],
    [
      { registry: { path: ["a.json", "b.json"] } },
      "invalid-value Several files make one registry only for TypeScript; write one entry of `registry` per file.",
    ],
    [{ registry: [] }, "wrong-length `registry` must have at least 1 item."],
    [
      { registry: "../flags.json" },
      "invalid-value `../flags.json` leads out of the workspace; only files within it are read.",
    ],
    [
      { registry: "src/../../x.json" },
      "invalid-value `src/../../x.json` leads out of the workspace; only files within it are read.",
    ],
    [
      { registry: "/etc/passwd" },
      "invalid-value `/etc/passwd` is not relative; write it from the workspace root, such as `src/flags.ts`.",
    ],
    [
      { registry: "file:///etc/passwd" },
      "invalid-value `file:///etc/passwd` is not relative; write it from the workspace root, such as `src/flags.ts`.",
    ],
    [
      { registry: "C:/flags.json" },
      "invalid-value `C:/flags.json` is not relative; write it from the workspace root, such as `src/flags.ts`.",
    ],
    [
      { registry: "src\\flags.json" },
      "invalid-value `src\\flags.json` has backslashes; write paths with forward slashes on every system.",
    ],
    [{ registry: "a\0b" }, "invalid-value A path cannot hold a NUL character; remove it."],
    [{ registry: " " }, "invalid-value An empty path names no file; write one or remove it."],
    [
      { registry: { path: "a.json", scope: "../.." } },
      "invalid-value `../..` leads out of the workspace; only files within it are read.",
    ],
    [{ include: "src/**" }, "wrong-type `include` must be an array, not the string `src/**`."],
    [{ include: [3] }, "wrong-type `include[0]` must be a path or glob, not 3."],
    [
      { exclude: ["!src/**"] },
      `invalid-value \`!src/**\` takes back no built-in exclusion; those are ${defaultExclude.join(", ")}.`,
    ],
    [
      { defaults: { soakDays: -1 } },
      "invalid-value `defaults.soakDays` must be a whole number from 0 to 36500, not -1.",
    ],
    [
      { defaults: { soakDays: 1.5 } },
      "invalid-value `defaults.soakDays` must be a whole number from 0 to 36500, not 1.5.",
    ],
    [
      { defaults: { staleAfterDays: { ops: 3 } } },
      "unknown-key Unknown key `ops` in `staleAfterDays`; use one of `release`, `experiment`, `operational`, `kill-switch`, `permission`, `migration`.",
    ],
    [
      { defaults: { productionEnvironments: [] } },
      "wrong-length `defaults.productionEnvironments` must have at least 1 item.",
    ],
  ])("%j is refused with advice", (config, problem) => {
    expect(problemsOf(config)).toEqual([problem]);
  });

  test("in a glob is refused", () => {
    expect(problemsOf({ include: ["src/[a"] })).toEqual([
      expect.stringMatching(/^invalid-value `src\/\[a` is not a glob that can be matched: .+\.$/),
    ]);
  });

  test("leaves the rest standing, and problems come in the order of the file", () => {
    const text =
      '{\n  "rules": { "stale-flg": "warn", "expired-flag": "off" },\n  "include": ["a/**", 1]\n}';
    const { value, problems } = parse(text);
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual(["2:14", "3:23"]);
    expect(value.rules).toEqual(new Map([["expired-flag", { severity: "off" }]]));
    expect(value.include).toEqual(["a/**"]);
  });

  test.each([
    ["[]", "1:1 wrong-type The configuration must be an object, not an array."],
    ["null", "1:1 wrong-type The configuration must be an object, not null."],
    [
      '{"registry": "flags.json"',
      "1:26 syntax The file ends before the `{` of line 1 is closed; it may be truncated.",
    ],
    [
      '{"rules": {"__proto__": "warn"}}',
      "1:12 reserved-key The key `__proto__` is reserved and cannot be used.",
    ],
  ])("of the whole file, %j, is told", (text, problem) => {
    expect(parse(text).problems).toEqual([problem]);
  });
});
