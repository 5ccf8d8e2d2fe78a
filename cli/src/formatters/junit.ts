import type { Entry } from "../check/entries.js";
import { entriesOf, groupByPath } from "../check/entries.js";
import { inert } from "../terminal/inert.js";
import type { Formatter } from "./formatter.js";

/** JUnit XML: one suite per file, one failed case per result; a clean run is one passed case. */
export const junitFormatter: Formatter = {
  name: "junit",
  format(report) {
    const byPath = groupByPath(entriesOf(report));
    const suites = [...byPath].map(([path, entries]) => suite(path, entries));
    if (suites.length === 0) {
      suites.push(
        '  <testsuite name="halyard" tests="1" failures="0" errors="0">\n' +
          '    <testcase name="no findings" classname="halyard"/>\n  </testsuite>\n',
      );
    }
    const count = [...byPath.values()].reduce((sum, { length }) => sum + length, 0);
    return (
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
      `<testsuites name="halyard" tests="${Math.max(1, count)}" failures="${count}" errors="0">\n` +
      `${suites.join("")}</testsuites>\n`
    );
  },
};

function suite(path: string, entries: readonly Entry[]): string {
  const attributes = `name="${xml(path)}" tests="${entries.length}" failures="${entries.length}" errors="0"`;
  return `  <testsuite ${attributes}>\n${entries.map(testCase).join("")}  </testsuite>\n`;
}

function testCase({ ruleId, severity, message, path, range }: Entry): string {
  const place = range === undefined ? path : `${path}:${range.start.line}:${range.start.column}`;
  const type = severity === "error" ? "error" : "warning";
  return (
    `    <testcase name="${xml(`${ruleId} ${place}`)}" classname="${xml(ruleId)}" file="${xml(path)}">\n` +
    `      <failure type="${type}" message="${xml(message)}">${xml(`at ${place}: ${message}`)}</failure>\n` +
    "    </testcase>\n"
  );
}

/** Text that XML 1.0 can hold: markup escaped, forbidden characters and lone surrogates left out. */
function xml(text: string): string {
  return inert(text)
    .replace(/[\p{Surrogate}\ufffe\uffff]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
}
