import { describe, expect, test } from "vitest";
import { flagOf, parse, placesOf } from "./support.js";

/** A registry with one flag, `a`, that is well-formed but for `change`. */
function withFlag(change: object, more: object = {}): string {
  const sound = { variants: { on: true, off: false }, state: "ENABLED", defaultVariant: "on" };
  return JSON.stringify({ registryVersion: 1, flags: { a: { ...sound, ...change } }, ...more });
}

const production = (state: object): object => ({ environments: { production: state } });

describe("what cannot be true is reported in words", () => {
  test.each<[string, string, RegExp]>([
    [withFlag({ defaultVariant: "onn" }), "registry-unknown-variant", /did you mean `on`\?/],
    [withFlag({ defaultValue: "yes" }), "registry-value-type", /must be true or false/],
    [
      withFlag({ flagType: "string", variants: { on: 1 } }),
      "registry-value-type",
      /type is string, not 1/,
    ],
    [withFlag({ variants: { on: true, off: "no" } }), "registry-mixed-variants", /`off` is "no"/],
    [withFlag(production({ served: { on: 60, off: 30 } })), "registry-served-sum", /sum to 90/],
    [
      withFlag(production({ served: { om: 100 } })),
      "registry-unknown-variant",
      /`om` is no variant/,
    ],
    [withFlag(production({ since: "2026-02-30" })), "registry-invalid-date", /2026-02-30/],
    [withFlag({ lifecycle: { created: "soon" } }), "registry-invalid-date", /lifecycle\.created/],
    [withFlag({ lifecycle: { expires: "2026-13-01" } }), "registry-invalid-date", /no day/],
    [
      withFlag({ lifecycle: { prerequisites: [{ flag: "b", variant: "on" }] } }),
      "registry-unknown-flag",
      /no flag `b`/,
    ],
    [
      withFlag({ lifecycle: { prerequisites: [{ flag: "a", variant: "offf" }] } }),
      "registry-unknown-variant",
      /did you mean `off`/,
    ],
    [withFlag({ lifecycle: { keepVariant: "new" } }), "registry-unknown-variant", /`on`, `off`/],
    [withFlag({ lifecycle: { migration: "m" } }), "registry-unknown-migration", /no migration `m`/],
    [withFlag({ lifecycle: { guardedBy: "k" } }), "registry-unknown-flag", /no flag `k`/],
    [
      withFlag({ lifecycle: { type: "relase" } }),
      "registry-invalid-value",
      /did you mean `release`/,
    ],
    [
      withFlag({ lifecycle: { type: "release", kind: "ops" } }),
      "registry-contradiction",
      /keep `type` alone/,
    ],
    [withFlag({ lifecycle: { expire: "never" } }), "registry-unknown-property", /`expires`\?/],
    [
      withFlag({ targeting: { $ref: "pilots" } }, { $evaluators: { pilot: { "!": [true] } } }),
      "registry-unknown-evaluator",
      /did you mean `pilot`/,
    ],
    ['{"registryVersion":2,"flags":{}}', "registry-wrong-type", /must be 1/],
    ['{"registryVersion":1}', "registry-missing-property", /needs `flags`/],
    ["", "registry-empty-file", /empty/],
  ])("%s is %s", (text, code, message) => {
    const { problems } = parse(text);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]).toMatchObject({ path: "flags.json", line: 1, severity: "error" });
  });
});

describe("what is allowed is not reported", () => {
  test.each([
    withFlag({ lifecycle: { type: "release", expires: "never" } }),
    withFlag({ lifecycle: { expires: "v12" } }),
    withFlag(production({ served: { on: 33.3, off: 66.7 } })),
    withFlag(production({ since: "2026-09-15T08:00:00+02:00", lastEvaluated: null })),
    '{"flags":{"a":{"state":"ENABLED","variants":{"x":1,"y":1.5},"vendorField":true}}}',
    '\uFEFF{"flags":{}}',
  ])("%s", (text) => {
    expect(parse(text).problems).toEqual([]);
  });
});

const twoFlags = `{
  "flags": {
    "a": { "variants": { "on": true }, "state": "ENABLED", "defaultVariant": "on" },
    "b": { "variants": { "on": true }, "state": "ENABLED", "defaultVariant": "on" }
  }
}`;

describe("one mistake does not take the other flags along", () => {
  test.each<[string, string, string, readonly string[], readonly string[]]>([
    ["cut short", twoFlags.slice(0, 175), "registry-syntax 4:76", ["a", "b"], ["b"]],
    ["a flag twice", twoFlags.replace('"b"', '"a"'), "registry-duplicate-key 4:5", ["a"], ["a"]],
    [
      "a field twice",
      twoFlags.replace('"state": "ENABLED",', '"state": "ENABLED", "state": "DISABLED",'),
      "registry-duplicate-key 3:60",
      ["a", "b"],
      ["a"],
    ],
    ["__proto__", twoFlags.replace('"a"', '"__proto__"'), "registry-reserved-key 3:5", ["b"], []],
    [
      "a wrong state",
      twoFlags.replace('"ENABLED"', '"ENABELD"'),
      "registry-invalid-value 3:49",
      ["a", "b"],
      ["a"],
    ],
  ])("%s", (_title, text, place, keys, doubtful) => {
    const content = parse(text);
    expect(placesOf(content.problems)).toEqual([place]);
    expect([...content.flags.keys()]).toEqual(keys);
    const unknown = keys.filter((key) => flagOf(content, key).base?.unknown !== undefined);
    expect(unknown).toEqual(doubtful);
  });

  test("an error in one environment leaves the others alone", () => {
    const sound = { state: "ENABLED", defaultVariant: "on" };
    const flag = { environments: { production: sound, staging: { served: { on: 7 } } } };
    const { environments } = flagOf(parse(withFlag(flag)), "a");
    expect(environments.get("production")?.unknown).toBeUndefined();
    expect(environments.get("staging")?.unknown).toMatch(/error on line 1, column \d+/);
  });
});

test.each<[string, string, string]>([
  ["50,000 brackets", "[".repeat(50_000), "registry-nesting-too-deep 1:101"],
  ["50,000 objects", '{"a":'.repeat(50_000), "registry-nesting-too-deep 1:501"],
  ["a long key", `{"flags":{"${"k".repeat(257)}":{}}}`, "registry-too-long 1:11"],
])("%s", (_title, text, place) => {
  expect(placesOf(parse(text).problems)).toEqual([place]);
});

test("a file full of mistakes is read without comparing every name with every other", () => {
  const many = (prefix: string, value: unknown): object =>
    Object.fromEntries(Array.from({ length: 21_000 }, (_, i) => [`${prefix}${i}`, value]));
  const flag = { variants: many("v", 1), environments: { production: { served: many("x", 0) } } };
  const { problems } = parse(JSON.stringify({ flags: { a: flag } }));
  expect(problems).toHaveLength(21_001);
  expect(problems[0]?.message).toMatch(/it has `v0`, .* and others\./);
});

test("no key reaches a prototype", () => {
  const text = '{"flags":{"constructor":{"variants":{"toString":true,"__proto__":false}}}}';
  const flag = flagOf(parse(text), "constructor");
  expect([...flag.variants]).toEqual([["toString", true]]);
  expect(Object.getPrototypeOf(flag.definitions[0].fields)).toBeNull();
});

describe("YAML", () => {
  const head = "flags:\n  a:\n    variants:\n";

  test.each<[string, string, string, RegExp]>([
    [
      "bare words",
      `${head}      on: true\n      off: false\n`,
      "registry-yaml-boolean 4:7",
      /1 more/,
    ],
    [
      "duplicates",
      `${head}      "x": true\n  a: {}\n`,
      "registry-duplicate-key 5:3",
      /second time/,
    ],
    ["merge keys", "flags:\n  <<: {}\n", "registry-merge-key 2:3", /write the fields out/],
    ["custom tags", "flags: !env FLAGS\n", "registry-syntax 1:8", /!env/],
    ["broken", "flags: [1\n", "registry-syntax 2:1", /YAML/],
  ])("%s", (_title, text, place, message) => {
    const { problems } = parse(text, "flags.yaml");
    expect(placesOf(problems)).toEqual([place]);
    expect(problems[0]?.message).toMatch(message);
  });

  test("a name that YAML takes for a boolean is explained", () => {
    const text = `${head}      "true": true\n    defaultVariant: true\n`;
    expect(parse(text, "flags.yml").problems[0]?.message).toMatch(/write it in quotes/);
  });

  test("aliases that multiply end in one problem", () => {
    const rows = Array.from({ length: 9 }, (_, i) => {
      const items = i === 0 ? "[x,x,x,x,x,x,x,x,x]" : `[${`*l${i - 1},`.repeat(9)}]`;
      return `l${i}: &l${i} ${items}`;
    });
    const { problems } = parse(`flags: {}\n${rows.join("\n")}\n`, "flags.yaml");
    expect(problems.some(({ code }) => code === "registry-yaml-alias")).toBe(true);
  });
});
