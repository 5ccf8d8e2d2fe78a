import { describe, expect, test } from "vitest";
import type { Matcher } from "../../core/src/adapters/model.js";
import { allAdapters } from "../../core/src/adapters/all.js";
import { parseConfig } from "../../core/src/config/parseConfig.js";
import { known } from "./known.js";

function parse(matchers: readonly object[]): {
  matchers: readonly Matcher[];
  problems: readonly string[];
} {
  const text = JSON.stringify({ matchers });
  const { value, problems } = parseConfig(text, "halyard.config.json", "json", known);
  return { matchers: value.matchers, problems: problems.map(({ message }) => message) };
}

test("every matcher of every adapter could be written in a configuration, and reads back the same", () => {
  for (const { name, matchers } of allAdapters) {
    expect({ name, ...parse(matchers) }).toEqual({ name, matchers, problems: [] });
  }
});

describe("short forms", () => {
  test("a single name stands for a list, and the key is the first argument", () => {
    const { matchers, problems } = parse([
      { kind: "call", names: "isOn", from: "src/flags/**" },
      { kind: "method", methods: "get", receivers: "flags" },
      { kind: "decorator", names: "Flag" },
      { kind: "property", literalArguments: [{ names: "mockFlags", argument: "0" }] },
    ]);
    expect(problems).toEqual([]);
    expect(matchers).toEqual([
      { kind: "call", names: ["isOn"], from: ["src/flags/**"], key: 0 },
      { kind: "method", methods: ["get"], receivers: ["flags"], key: 0 },
      { kind: "decorator", names: ["Flag"], key: 0 },
      { kind: "property", literalArguments: [{ names: ["mockFlags"], argument: 0 }] },
    ]);
  });

  test.each([0, 3, "0", "0.key", "1.options.flag", "0.*.key"])("%j is an argument", (key) => {
    expect(parse([{ kind: "call", names: "f", key }]).problems).toEqual([]);
  });
});

describe("a mistake", () => {
  test.each<[object, string]>([
    [
      { names: "f" },
      "A matcher needs `kind`: one of `call`, `method`, `hook`, `property`, `function`, `constant`, `includes`, `selector`, `component`, `hoc`, `decorator`, `option`, `env`, `migration`.",
    ],
    [{ kind: "methd" }, "Unknown kind `methd`; did you mean `method`?"],
    [{ kind: "call" }, "A matcher of kind `call` needs `names`: the names by which code calls it."],
    [{ kind: "call", names: [] }, "`matchers[0].names` must have at least 1 item."],
    [
      { kind: "call", nams: "f", names: "g" },
      "Unknown key `nams` in a matcher of kind `call`; did you mean `names`?",
    ],
    [
      { kind: "call", names: "f", old: 1 },
      "Unknown key `old` in a matcher of kind `call`; use one of `kind`, `names`, `key`,",
    ],
    [
      { kind: "call", names: "is on" },
      "`matchers[0].names` must be a name as the code writes it, not `is on`.",
    ],
    [
      { kind: "call", names: "f", key: -1 },
      "`matchers[0].key` must be a whole number from 0 to 99, not -1.",
    ],
    [
      { kind: "call", names: "f", key: "key" },
      '`matchers[0].key` must be an argument such as 0 or "0.key", not `key`.',
    ],
    [
      { kind: "call", names: "f", valueType: "bool" },
      "Unknown value type `bool`; did you mean `boolean`?",
    ],
    [
      { kind: "call", names: "f", inverted: "yes" },
      "`matchers[0].inverted` must be true or false, not the string `yes`.",
    ],
    [
      { kind: "call", names: "f", from: "../x" },
      "`../x` leads out of the workspace; only files within it are read.",
    ],
    [
      { kind: "component", names: "Flag" },
      "A matcher of kind `component` needs `key`: the prop that holds the key.",
    ],
    [
      { kind: "component", names: "Flag", key: 0 },
      "`matchers[0].key` must be a prop's name, not 0.",
    ],
    [
      { kind: "property" },
      "A matcher of kind `property` needs one of `objects`, `calls`, `types`, `literals`, `literalArguments`; add it.",
    ],
    [
      { kind: "property", objects: "flags", keyCase: "kebab" },
      "Unknown key case `kebab`; use one of `same`, `camel`.",
    ],
    [
      { kind: "property", literalArguments: [{ names: "f", arg: 0 }] },
      "Unknown key `arg` in an item of `literalArguments`; did you mean `argument`?",
    ],
    [
      { kind: "constant", modules: "a.ts", keyFrom: "property" },
      "`keyFrom: property` and `property` go together; write both or neither.",
    ],
    [
      { kind: "option", properties: "flag", files: "src/[" },
      "`src/[` is not a glob that can be matched",
    ],
  ])("%j is refused, and the matcher with it", (matcher, message) => {
    const { problems } = parse([matcher]);
    expect(problems.join("\n")).toContain(message);
  });

  test("in one matcher leaves the others", () => {
    const { matchers } = parse([{ kind: "call" }, { kind: "env" }]);
    expect(matchers).toEqual([{ kind: "env" }]);
  });
});
