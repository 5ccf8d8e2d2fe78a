import fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding } from "../../core/src/rules/model.js";
import type { BulkSuppressions } from "../../core/src/suppressions/bulk.js";
import {
  applyBulkSuppressions,
  formatBulkSuppressions,
  parseBulkSuppressions,
  pruneBulkSuppressions,
  suppressFindings,
} from "../../core/src/suppressions/bulk.js";

function finding(path: string, ruleId: string, severity: "error" | "warn" = "error"): Finding {
  const place = { path, span: { start: 0, end: 1 } };
  return { ruleId, severity, messageId: "m", message: "M.", place, related: [], tags: [] };
}

function parsed(text: string): BulkSuppressions {
  const suppressions = parseBulkSuppressions(text);
  if (typeof suppressions === "string") throw new Error(suppressions);
  return suppressions;
}

const none: BulkSuppressions = new Map();
const everywhere = (): boolean => true;

test("suppressing writes counts per file and rule with sorted keys, and only errors count", () => {
  const findings = [
    finding("b.ts", "stale-flag"),
    finding("a.ts", "stale-flag"),
    finding("a.ts", "stale-flag"),
    finding("a.ts", "env-var-toggle"),
    finding("a.ts", "unknown-flag", "warn"),
  ];
  expect(formatBulkSuppressions(suppressFindings(findings, none))).toMatchInlineSnapshot(`
    "{
      "a.ts": {
        "env-var-toggle": {
          "count": 1
        },
        "stale-flag": {
          "count": 2
        }
      },
      "b.ts": {
        "stale-flag": {
          "count": 1
        }
      }
    }
    "
  `);
});

test("a rule's errors are silent up to their count; with one more, all of them show", () => {
  const suppressions = suppressFindings([finding("a.ts", "r"), finding("a.ts", "r")], none);
  const two = [finding("a.ts", "r"), finding("a.ts", "r")];
  const three = [...two, finding("a.ts", "r")];
  const warning = finding("a.ts", "r", "warn");
  expect(applyBulkSuppressions(two, suppressions, everywhere).findings).toEqual([]);
  expect(applyBulkSuppressions(two, suppressions, everywhere).suppressed).toHaveLength(2);
  expect(applyBulkSuppressions(three, suppressions, everywhere).findings).toEqual(three);
  expect(applyBulkSuppressions([warning], suppressions, everywhere).findings).toEqual([warning]);
});

test("what no longer occurs is unused, and pruning takes it out together with files that are gone", () => {
  const before = [
    finding("a.ts", "r"),
    finding("a.ts", "r"),
    finding("b.ts", "r"),
    finding("c.ts", "r"),
  ];
  const suppressions = suppressFindings(before, none);
  const now = [finding("a.ts", "r"), finding("c.ts", "r")];
  const { unused } = applyBulkSuppressions(now, suppressions, (path) => path !== "c.ts");
  expect(formatBulkSuppressions(unused)).toMatchInlineSnapshot(`
    "{
      "a.ts": {
        "r": {
          "count": 1
        }
      },
      "b.ts": {
        "r": {
          "count": 1
        }
      }
    }
    "
  `);
  const pruned = pruneBulkSuppressions(suppressions, unused, (path) => path !== "c.ts");
  expect(formatBulkSuppressions(pruned)).toMatchInlineSnapshot(`
    "{
      "a.ts": {
        "r": {
          "count": 1
        }
      }
    }
    "
  `);
});

test("suppressing one rule leaves the entries of others as they are", () => {
  const first = suppressFindings([finding("a.ts", "old"), finding("a.ts", "r")], none);
  const next = suppressFindings(
    [finding("a.ts", "r"), finding("a.ts", "r"), finding("a.ts", "other")],
    first,
    ["r"],
  );
  expect([...(next.get("a.ts") ?? [])]).toEqual([
    ["old", 1],
    ["r", 2],
  ]);
});

test.each([
  ["not JSON", "{"],
  ["a list", "[]"],
  ["null", "null"],
  ["a count that is no number", '{"a.ts":{"r":{"count":"1"}}}'],
  ["a count of zero", '{"a.ts":{"r":{"count":0}}}'],
  ["a bare count", '{"a.ts":{"r":1}}'],
])("%s is refused in a sentence", (_name, text) => {
  expect(parseBulkSuppressions(text)).toMatch(/^The suppressions file .+\.$/);
});

test("keys such as __proto__ are keys like any other", () => {
  const text = formatBulkSuppressions(suppressFindings([finding("__proto__", "__proto__")], none));
  expect(formatBulkSuppressions(parsed(text))).toBe(text);
  expect(parsed(text).get("__proto__")?.get("__proto__")).toBe(1);
});

test("suppress, then apply: nothing is left and nothing is unused, whatever the errors", () => {
  const some = fc.array(
    fc.tuple(fc.constantFrom("a.ts", "b/c.ts", "__proto__"), fc.constantFrom("r", "s", "t")),
  );
  fc.assert(
    fc.property(some, (pairs) => {
      const findings = pairs.map(([path, ruleId]) => finding(path, ruleId));
      const read = parsed(formatBulkSuppressions(suppressFindings(findings, none)));
      const applied = applyBulkSuppressions(findings, read, everywhere);
      expect(applied.findings).toEqual([]);
      expect(applied.unused.size).toBe(0);
      expect(pruneBulkSuppressions(read, applied.unused, everywhere)).toEqual(read);
    }),
    { seed: 3 },
  );
});
