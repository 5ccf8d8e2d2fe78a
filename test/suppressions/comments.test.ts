import fc from "fast-check";
import { anyText } from "../cli/anyText.js";
import { expect, test } from "vitest";
import type { Finding } from "../../core/src/rules/model.js";
import { applySuppressionComments } from "../../core/src/suppressions/applyComments.js";
import { suppressionCommentsOf } from "../../core/src/suppressions/comments.js";
import { lineStartsOf, positionAt } from "../../core/src/text/lineIndex.js";

/** A finding at the first occurrence of `needle` in `text`. */
function findingAt(text: string, needle: string, ruleId: string): Finding {
  const start = text.indexOf(needle);
  const place = { path: "src/a.ts", span: { start, end: start + needle.length } };
  return { ruleId, severity: "warn", messageId: "m", message: "M.", place, related: [], tags: [] };
}

function apply(text: string, findings: readonly Finding[]) {
  const starts = lineStartsOf(text);
  const lineOf = ({ place }: Finding): number => positionAt(starts, place.span.start).line;
  return applySuppressionComments("src/a.ts", suppressionCommentsOf(text), findings, lineOf);
}

test.each([
  ["// halyard-ignore-next-line stale-flag -- audit\nread('a');", 2],
  ["read('a'); // halyard-ignore-line stale-flag -- audit", 1],
  ["/* halyard-ignore-file stale-flag -- audit */\n\nread('a');", 0],
  ["{/* halyard-ignore-next-line stale-flag -- audit */}\nread('a');", 2],
  ["<!-- halyard-ignore-next-line stale-flag -- audit -->\nread('a');", 2],
  ["# halyard-ignore-next-line stale-flag -- audit\r\nread('a');", 2],
  ["//halyard-ignore-next-line other-rule, stale-flag -- audit\nread('a');", 2],
])("%j silences the finding, with its reason", (text, line) => {
  expect(suppressionCommentsOf(text)[0]?.line).toBe(line);
  const finding = findingAt(text, "read", "stale-flag");
  const { findings, suppressed } = apply(text, [finding]);
  expect(findings).toEqual([]);
  expect(suppressed).toEqual([{ finding, kind: "inSource", reason: "audit" }]);
});

test.each([
  ["another rule", "// halyard-ignore-next-line expired-flag -- audit\nread('a');"],
  ["another line", "// halyard-ignore-next-line stale-flag -- audit\n\nread('a');"],
  ["no reason", "// halyard-ignore-next-line stale-flag\nread('a');"],
  ["an empty reason", "// halyard-ignore-next-line stale-flag --\nread('a');"],
  ["no rule", "// halyard-ignore-next-line -- audit\nread('a');"],
  ["words before", "// see halyard-ignore-next-line stale-flag -- audit\nread('a');"],
  ["no comment", "x('halyard-ignore-next-line stale-flag -- audit');\nread('a');"],
  ["a longer word", "// halyard-ignore-next-lines stale-flag -- audit\nread('a');"],
])("%s silences nothing", (_name, text) => {
  const finding = findingAt(text, "read", "stale-flag");
  const { findings, suppressed } = apply(text, [finding]);
  expect(findings).toEqual([finding]);
  expect(suppressed).toEqual([]);
});

test("comments that silence nothing or lack something are reported at their words", () => {
  const text = [
    "// halyard-ignore-next-line stale-flag, expired-flag -- audit",
    "read('a');",
    "// halyard-ignore-line stale-flag",
    "/* halyard-ignore-file -- because */",
  ].join("\n");
  const { reports } = apply(text, [findingAt(text, "read", "stale-flag")]);
  expect(
    reports.map(({ ruleId, message, place: { span } }) => [
      ruleId,
      message,
      text.slice(span.start, span.end),
    ]),
  ).toMatchInlineSnapshot(`
    [
      [
        "unused-suppression",
        "This halyard-ignore-next-line silences nothing, because expired-flag finds nothing here: remove it.",
        "halyard-ignore-next-line stale-flag, expired-flag -- audit",
      ],
      [
        "invalid-suppression",
        "This halyard-ignore-line gives no reason, so it has no effect: add "-- " and why the finding may stay.",
        "halyard-ignore-line stale-flag",
      ],
      [
        "invalid-suppression",
        "This halyard-ignore-file names no rule, so it has no effect: write "halyard-ignore-file rule-id -- reason".",
        "halyard-ignore-file -- because",
      ],
    ]
  `);
});

test("any text is read without an error, and every span lies within it", () => {
  const piece = fc.constantFrom(
    "// ",
    "/* ",
    " */",
    "halyard-ignore-",
    "next-line",
    "line",
    "file",
    " stale-flag",
    " -- why",
    "\n",
    "\r\n",
    "#",
    "'",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, anyText)), (pieces) => {
      const text = pieces.join("");
      for (const { span, line } of suppressionCommentsOf(text)) {
        expect(text.slice(span.start, span.end)).toMatch(/^halyard-ignore-/);
        expect(line).toBeLessThanOrEqual(lineStartsOf(text).length + 1);
      }
    }),
    { seed: 7, numRuns: 500 },
  );
});
