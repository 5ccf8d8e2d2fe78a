import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultExclude, defaultInclude } from "../../core/src/config/defaults.js";
import { parseConfig } from "../../core/src/config/parseConfig.js";
import { globFault, normalPath, pathFault } from "../../core/src/config/words.js";
import { known } from "./known.js";

// The very copy that core matches with.
const fromCore = createRequire(new URL("../../core/package.json", import.meta.url));
const picomatch = fromCore("picomatch") as (
  glob: string,
  options: { readonly dot: boolean },
) => (path: string) => boolean;

const words = fc.constantFrom(
  ...[
    "registry",
    "include",
    "exclude",
    "adapters",
    "matchers",
    "rules",
    "defaults",
    "kind",
    "call",
  ],
  ...["property", "names", "key", "path", "format", "scope", "severity", "options", "soakDays"],
  ...[
    "staleAfterDays",
    "release",
    "stale-flag",
    "warn",
    "unleash",
    "**/*.ts",
    "!**/build/**",
    "../x",
  ],
  ...["constructor", "toString", "0.key", "literalArguments", "argument", "typescript", ""],
);
const scalars = fc.oneof(words, fc.integer({ min: -1, max: 3 }), fc.boolean(), fc.constant(null));
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalars,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(words, tie("value"), { maxKeys: 5 }),
  ),
}));

test("any JSON gets a usable configuration and problems that lie within the file", () => {
  fc.assert(
    fc.property(fc.dictionary(words, anyValue), (data) => {
      const text = JSON.stringify(data, null, 2);
      const { value, problems } = parseConfig(text, "halyard.config.json", "json", known);
      const lines = text.split("\n");
      for (const { line = 0, column = 0, message } of problems) {
        expect(message).toMatch(/[.?]$/);
        expect(lines[line - 1]?.length).toBeGreaterThanOrEqual(column - 1);
      }
      for (const matcher of value.matchers) {
        if ("names" in matcher) expect(matcher.names).toBeInstanceOf(Array);
      }
      for (const glob of [
        ...value.include,
        ...value.exclude,
        ...value.registry.flatMap(({ path }) => path),
      ]) {
        expect(pathFault(glob)).toBeUndefined();
      }
      expect([...value.rules.keys()].filter((id) => !known.ruleIds.includes(id))).toEqual([]);
    }),
    { seed: 4, numRuns: 1_000 },
  );
});

test("no path without a fault leads out of the workspace", () => {
  const segments = fc.array(fc.constantFrom("..", ".", "", "a", "b*", "C:", "~"), { maxLength: 6 });
  fc.assert(
    fc.property(segments, (parts) => {
      const path = parts.join("/");
      if (pathFault(path) !== undefined) return;
      expect(normalPath(path).split("/")).not.toContain("..");
      expect(normalPath(path).startsWith("/")).toBe(false);
    }),
    { seed: 5, numRuns: 2_000 },
  );
});

test("the built-in globs are without a fault", () => {
  for (const glob of [...defaultInclude, ...defaultExclude])
    expect(globFault(glob)).toBeUndefined();
});

test("no glob without a fault takes long to match, whatever the path", () => {
  const parts = fc.constantFrom(
    "*",
    "**",
    "a",
    "b",
    "/",
    "{a,*}",
    "{*a,b}",
    "?",
    "[ab]",
    "(",
    ")",
    "+(",
    "!",
  );
  const paths = ["a".repeat(255), "a/".repeat(100), "ab".repeat(120), "a/b/".repeat(50)];
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 24 }), (pieces) => {
      const glob = pieces.join("");
      if (globFault(glob) !== undefined) return;
      const matches = picomatch(glob, { dot: true });
      const started = performance.now();
      for (const path of paths) matches(path);
      expect({ glob, isFast: performance.now() - started < 10_000 }).toEqual({
        glob,
        isFast: true,
      });
    }),
    { seed: 6, numRuns: 1_000 },
  );
  for (const hostile of [
    "(".repeat(1_000),
    "[".repeat(1_000),
    "{a,".repeat(300),
    "+(a|".repeat(200),
  ]) {
    globFault(hostile);
  }
});

test.each([
  ["*a*a*a*b", "has too many wildcards"],
  ["**/a/**/a/**/a/**/a/**/b", "has too many wildcards"],
  ["{*a,*a*}{*a,*a*}b", "has too many wildcards"],
  ["src/*(a*)b", "which is not read"],
])("the glob %s is refused for what it could cost", (glob, reason) => {
  expect(globFault(glob)).toContain(reason);
});
