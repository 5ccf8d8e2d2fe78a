import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesKeyPattern } from "../../core/src/rules/keyPattern.js";
import { suggestKey } from "../../core/src/rules/suggestKey.js";
import { isTestFile } from "../../core/src/rules/testFiles.js";
import { load } from "./analyse.js";

test.each([
  ["release-*", "release-a", true],
  ["release-*", "release-", true],
  ["release-*", "prerelease-a", false],
  ["*-beta", "nav-beta", true],
  ["a*b*c", "a-b-c", true],
  ["a*b*c", "ac", false],
  ["ab*ba", "aba", false],
  ["a*a*a", "aa", false],
  ["*", "", true],
  ["nav", "nav", true],
  ["nav", "nav-2", false],
  ["a.c", "abc", false],
])("pattern %s and key %s: %s", (pattern, key, expected) => {
  expect(matchesKeyPattern(pattern, key)).toBe(expected);
});

test("a pattern matches what it was made from", () => {
  const parts = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "-") }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(parts, parts, (known, unknown) => {
      const pattern = known.join("*");
      const last = known.length - 1;
      const key = known.map((part, i) => (i === last ? part : part + (unknown[i] ?? ""))).join("");
      expect(matchesKeyPattern(pattern, key)).toBe(true);
      const asExpression = new RegExp(`^${known.join(".*")}$`, "u");
      for (const other of unknown) {
        expect(matchesKeyPattern(pattern, other)).toBe(asExpression.test(other));
      }
    }),
    { seed: 20261122, numRuns: 500 },
  );
});

async function suggestionFor(key: string): Promise<string | undefined> {
  const entry = (status: string, aliases: readonly string[] = []): object => ({
    flagType: "boolean",
    defaultValue: false,
    variants: { on: true, off: false },
    lifecycle: { type: "release", status, code: { aliases } },
  });
  const flags = {
    "new-checkout": entry("active", ["CHECKOUT_TWO"]),
    "old-search": entry("archived"),
    "dark-mode": entry("active"),
  };
  const files = new Map([["flags.json", JSON.stringify({ registryVersion: 1, flags })]]);
  return suggestKey(key, (await load(files)).registries);
}

test.each([
  ["new-chekout", "new-checkout"],
  ["newCheckout", "new-checkout"],
  ["NEW_CHECKOUT", "new-checkout"],
  ["CHECKOUT_TOO", "CHECKOUT_TWO"],
  ["dark-node", "dark-mode"],
  ["old-serch", undefined],
  ["payments", undefined],
  ["x", undefined],
  ["--", undefined],
])("%s may mean %s", async (key, expected) => {
  expect(await suggestionFor(key)).toBe(expected);
});

test.each([
  ["src/cart.test.ts", true],
  ["src/cart.spec.tsx", true],
  ["src/__tests__/cart.ts", true],
  ["test/cart.ts", true],
  ["packages/a/tests/cart.ts", true],
  ["src/Cart.stories.tsx", true],
  ["src/Cart.cy.ts", true],
  ["src/cart.clienttest.ts", true],
  ["src/cart.e2e-spec.ts", true],
  ["src/latest.ts", false],
  ["src/latest/cart.ts", false],
  ["src/testing.ts", false],
  ["src/contest/cart.ts", false],
  ["src/test-drive.ts", false],
])("%s is a test file: %s", (path, expected) => {
  expect(isTestFile(path)).toBe(expected);
});
