import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readJson } from "../../core/src/schema/jsonNode.js";
import type { DataNode } from "../../core/src/schema/node.js";
import { toJson } from "../../core/src/schema/node.js";
import { createProblemSink } from "../../core/src/schema/problemSink.js";
import { readYaml } from "../../core/src/schema/yamlNode.js";
import { shown } from "./known.js";

interface Read {
  readonly node: DataNode | undefined;
  readonly value: unknown;
  readonly problems: readonly string[];
}

function read(kind: "json" | "jsonc" | "yaml", text: string): Read {
  const sink = createProblemSink(text, "flags");
  const node =
    kind === "yaml" ? readYaml(text, sink) : readJson(text, sink, { comments: kind === "jsonc" });
  const value: unknown = node && JSON.parse(JSON.stringify(toJson(node)));
  return { node, value, problems: sink.problems.map(shown) };
}

describe("JSON", () => {
  test("positions are UTF-16 offsets and keys keep their quotes", () => {
    const { node } = read("json", '{ "naïve😀": [1, true] }');
    expect(node).toEqual({
      kind: "object",
      span: { start: 0, end: 24 },
      entries: [
        {
          key: "naïve😀",
          keySpan: { start: 2, end: 11 },
          value: {
            kind: "array",
            span: { start: 13, end: 22 },
            items: [
              { kind: "number", value: 1, span: { start: 14, end: 15 } },
              { kind: "boolean", value: true, span: { start: 17, end: 21 } },
            ],
          },
        },
      ],
    });
  });

  test("a byte order mark and CRLF shift nothing", () => {
    const { value, problems } = read("json", '\uFEFF{\r\n  "a": 1\r\n  "b": 2\r\n}');
    expect(value).toEqual({ a: 1, b: 2 });
    expect(problems).toEqual(["3:3 syntax A comma is missing here."]);
  });

  test.each([
    ["", "1:1 empty-file The file is empty; write an object, at least `{}`."],
    [
      '{"a": [1, {"b":',
      "1:16 syntax The file ends before the `{` of line 1 is closed; it may be truncated.",
    ],
    [
      '{\n"a": 1,\n"a": 2}',
      "3:1 duplicate-key The key `a` stands here for the second time (first on line 2); keep one of the two.",
    ],
    [
      '{"__proto__": {"polluted": true}}',
      "1:2 reserved-key The key `__proto__` is reserved and cannot be used.",
    ],
    [
      '{"a": {"__proto__": 1}}',
      "1:8 reserved-key The key `__proto__` is reserved and cannot be used.",
    ],
    ["{a: 1}", "1:2 syntax This word or character is not JSON; strings need double quotes."],
    ["{} {}", "1:4 syntax The file goes on after the end of its value; remove the rest."],
    [
      '{"a": 1} // why',
      "1:10 syntax Comments are not allowed in a .json file; remove this one or rename the file to .jsonc.",
    ],
  ])("%j is told with its place", (text, problem) => {
    expect(read("json", text).problems).toEqual([problem]);
  });

  test("JSONC allows comments and trailing commas", () => {
    expect(read("jsonc", '// why\n{ "a": 1, /* and */ }')).toMatchObject({
      value: { a: 1 },
      problems: [],
    });
  });

  test("a hundred thousand brackets are refused, not followed", () => {
    for (const bracket of ["[", '{"a":']) {
      expect(read("json", bracket.repeat(100_000)).problems).toEqual([
        expect.stringContaining("nests more than 100 levels deep"),
      ]);
    }
    const deepest = "[".repeat(100) + "]".repeat(100);
    expect(read("json", deepest).problems).toEqual([]);
  });

  test("no key reaches a prototype", () => {
    read("json", '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const { node } = read("json", '{"constructor": 1, "toString": 2}');
    expect(node && Object.getPrototypeOf(toJson(node))).toBeNull();
  });

  test("any JSON value is read as JSON.parse reads it", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        // The two refusals of this reader are no matter of this property.
        fc.pre(!text.includes("__proto__"));
        expect(read("json", text)).toMatchObject({ value: JSON.parse(text), problems: [] });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test("no text makes the readers throw", () => {
    const texts = fc.string({
      unit: fc.constantFrom(...Array.from("{}[]:,\"'\\-?|>&*!#% \n\tab1")),
    });
    fc.assert(
      fc.property(texts, (text) => {
        for (const kind of ["json", "jsonc", "yaml"] as const) read(kind, text);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});

describe("YAML", () => {
  test.each([
    ["# nothing\n", "1:1 empty-file The file is empty; write a mapping, at least `{}`."],
    [
      "a: 1\nb: 2\na: 3",
      "3:1 duplicate-key The key `a` stands here for the second time (first on line 1); keep one of the two.",
    ],
    ["a:\n  __proto__: 1", "2:3 reserved-key The key `__proto__` is reserved and cannot be used."],
    [
      "a: &a {b: 1}\nc: {<<: *a}",
      "2:5 merge-key Merge keys (`<<`) are not read; write the fields out.",
    ],
    [
      "a: !!js/function x",
      "1:4 syntax This is not valid YAML: Unresolved tag: tag:yaml.org,2002:js/function.",
    ],
    [
      "a: &a [*a]",
      "1:8 yaml-alias The alias `*a` stands before or inside its own anchor; write the value out.",
    ],
    [
      "a: 1\n---\nb: 2",
      "2:1 several-documents Only one YAML document per file is read; remove the rest.",
    ],
    ["a: .nan", "1:4 value Only strings, finite numbers, booleans and null are read."],
    ["? [a]\n: 1", "1:3 key A key must be a plain word or a string."],
    [
      "a: [1, 2",
      "1:9 syntax This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].",
    ],
  ])("%j is told with its place", (text, problem) => {
    expect(read("yaml", text).problems).toEqual([problem]);
  });

  test("words and dates stay text, as in YAML 1.2", () => {
    expect(read("yaml", "a: yes\nb: 2026-01-31\nc: 0x1F\n2: two")).toMatchObject({
      value: { a: "yes", b: "2026-01-31", c: 31, "2": "two" },
      problems: [],
    });
  });

  test("aliases are followed, bombs are not", () => {
    expect(read("yaml", "a: &x [1, 2]\nb: *x")).toMatchObject({
      value: { a: [1, 2], b: [1, 2] },
      problems: [],
    });
    const letters = Array.from("abcdefghij");
    const lines = letters.map((letter, index) => {
      const previous = letters[index - 1];
      const items = Array.from({ length: 10 }, () => (previous ? `*${previous}` : "lol"));
      return `${letter}: &${letter} [${items.join(", ")}]`;
    });
    const { problems } = read("yaml", lines.join("\n"));
    expect(problems).toEqual([expect.stringContaining("expand to more than 20000 values")]);
  });

  test("deep nesting is refused in every notation", () => {
    for (const step of ["[", "- ", "? ", "{a: "]) {
      expect(read("yaml", step.repeat(20_000)).problems).toEqual([
        expect.stringContaining("nests more than 100 levels deep"),
      ]);
    }
  });

  test("any JSON text is YAML and is read alike", () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: "grapheme-ascii" }), fc.boolean(), (json, isSpread) => {
        fc.pre(!json.includes("__proto__") && !json.includes("<<"));
        const text = isSpread ? JSON.stringify(JSON.parse(json), null, 2) : json;
        expect(read("yaml", text)).toMatchObject({ value: JSON.parse(text), problems: [] });
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
