import type { CheckReport } from "../check/report.js";
import { countFindings, plural } from "../check/report.js";
import { inert } from "../terminal/inert.js";
import { displayWidth } from "../terminal/layout.js";
import { paintFor, symbolsFor } from "../terminal/paint.js";
import type { Terminal } from "../terminal/terminal.js";

/** The end of a page for people: the counts, what was left out, and the next step. */
export function summaryLines(report: CheckReport, terminal: Terminal): string[] {
  const paint = paintFor(terminal);
  const { separator, error } = symbolsFor(terminal);
  const brokenInputs = report.problems.filter(({ severity }) => severity === "error").length;
  const lines = [];
  if (brokenInputs > 0) {
    const inputs = plural(brokenInputs, "input");
    lines.push(paint("red", `${error} ${inputs} could not be read as meant.`));
  }
  const head = headline(report, terminal);
  const asides = asidesOf(report);
  const tail = asides.map((aside) => ` ${separator} ${aside}`).join("");
  if (displayWidth(head.text) + displayWidth(tail) <= terminal.width) {
    lines.push(head.painted + paint("dim", tail));
  } else lines.push(head.painted, paint("dim", `  ${asides.join(` ${separator} `)}`));
  const steps = nextSteps(report);
  return steps.length === 0 ? lines : [...lines, ...nextLines(steps, terminal)];
}

/** The verdict on the whole, painted, and its text for measuring. */
function headline(report: CheckReport, terminal: Terminal): { text: string; painted: string } {
  const paint = paintFor(terminal);
  const symbols = symbolsFor(terminal);
  const { findings } = report;
  const { errors, warnings } = countFindings(report);
  if (findings.length === 0) {
    const head = `${symbols.success} No findings`;
    const scope = ` in ${plural(report.flags, "flag")}, ${plural(report.references, "reference")}.`;
    return { text: head + scope, painted: paint("green", head) + scope };
  }
  const symbol = errors > 0 ? symbols.error : symbols.warning;
  const counts = `${plural(errors, "error")}, ${plural(warnings, "warning")}`;
  const head = `${symbol} ${plural(findings.length, "finding")} (${counts})`;
  const where = ` in ${plural(new Set(findings.map(({ path }) => path)).size, "file")}`;
  const painted = paint("bold", paint(errors > 0 ? "red" : "yellow", head));
  return { text: head + where, painted: painted + where };
}

function nextLines(steps: readonly string[], terminal: Terminal): string[] {
  const paint = paintFor(terminal);
  const { separator } = symbolsFor(terminal);
  const line = `  Next: ${steps.join(` ${separator} `)}`;
  if (displayWidth(line) <= terminal.width) return [paint("dim", line)];
  return steps.map((step, index) => paint("dim", `${index === 0 ? "  Next:" : "       "} ${step}`));
}

function asidesOf({ suppressed, hiddenWarnings }: CheckReport): string[] {
  const asides = [];
  if (suppressed.length > 0) asides.push(`${suppressed.length.toLocaleString("en-GB")} suppressed`);
  if (hiddenWarnings > 0) asides.push(`${plural(hiddenWarnings, "warning")} hidden by --quiet`);
  return asides;
}

/**
 * What a reader can do now: read about the rule and the flag that have most findings, errors before warnings; or, where
 * there are no flags, declare some.
 */
function nextSteps(report: CheckReport): string[] {
  if (report.findings.length === 0)
    return report.flags === 0 ? ["halyard init", "halyard index"] : [];
  const errors = report.findings.filter(({ severity }) => severity === "error");
  const findings = errors.length > 0 ? errors : report.findings;
  const steps = [];
  const rule = mostFrequent(findings.map(({ ruleId }) => ruleId));
  if (rule !== undefined) steps.push(`halyard explain ${inert(rule)}`);
  const flag = mostFrequent(findings.flatMap(({ flagKey }) => flagKey ?? []));
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
