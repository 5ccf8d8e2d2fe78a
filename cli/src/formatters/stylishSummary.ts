import type { CheckReport } from "../check/report.js";
import { countFindings, plural } from "../check/report.js";
import { inert } from "../terminal/inert.js";
import { paintFor, symbolsFor } from "../terminal/paint.js";
import type { Terminal } from "../terminal/terminal.js";

/** The end of a page for people: the counts, what was left out, and the next step. */
export function summaryLines(report: CheckReport, terminal: Terminal): string[] {
  const paint = paintFor(terminal);
  const symbols = symbolsFor(terminal);
  const { errors, warnings } = countFindings(report);
  const asides = asidesOf(report).map((aside) => ` ${symbols.separator} ${aside}`);
  const aside = paint("dim", asides.join(""));
  const brokenInputs = report.problems.filter(({ severity }) => severity === "error").length;
  const lines = [];
  if (brokenInputs > 0) {
    lines.push(
      paint("red", `${symbols.error} ${plural(brokenInputs, "input")} could not be read as meant.`),
    );
  }
  if (report.findings.length === 0) {
    const scope = `${plural(report.flags, "flag")}, ${plural(report.references, "reference")}`;
    lines.push(`${paint("green", `${symbols.success} No findings`)} in ${scope}.${aside}`);
    return lines;
  }
  const style = errors > 0 ? "red" : "yellow";
  const symbol = errors > 0 ? symbols.error : symbols.warning;
  const files = new Set(report.findings.map(({ path }) => path)).size;
  const counts = `${plural(errors, "error")}, ${plural(warnings, "warning")}`;
  const head = `${symbol} ${plural(report.findings.length, "finding")} (${counts})`;
  lines.push(`${paint("bold", paint(style, head))} in ${plural(files, "file")}${aside}`);
  lines.push(paint("dim", `  Next: ${nextSteps(report).join(` ${symbols.separator} `)}`));
  return lines;
}

function asidesOf({ suppressed, hiddenWarnings }: CheckReport): string[] {
  const asides = [];
  if (suppressed.length > 0) asides.push(`${suppressed.length.toLocaleString("en-GB")} suppressed`);
  if (hiddenWarnings > 0) asides.push(`${plural(hiddenWarnings, "warning")} hidden by --quiet`);
  return asides;
}

/** What a reader can do now: read about the most frequent rule, and see the flag that has the most findings. */
function nextSteps({ findings }: CheckReport): string[] {
  const steps = [];
  const rule = mostFrequent(findings.map(({ ruleId }) => ruleId));
  if (rule !== undefined) steps.push(`halyard explain ${inert(rule)}`);
  const flag = mostFrequent(
    findings.flatMap(({ flagKey }) => (flagKey === undefined ? [] : flagKey)),
  );
  if (flag !== undefined) steps.push(`halyard explain ${inert(flag)}`);
  return [...steps, "halyard list"];
}

function mostFrequent(words: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  let best: string | undefined;
  for (const [word, count] of counts) {
    if (best === undefined || count > (counts.get(best) ?? 0)) best = word;
  }
  return best;
}
