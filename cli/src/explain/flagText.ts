import type { Analysis, Finding, Flag, FlagReference } from "@halyard/core";
import { isAbout, verdictWords } from "@halyard/core";
import { plural } from "../check/report.js";
import { placeText } from "../output/place.js";
import { inert, withoutWorkflowCommands } from "../terminal/inert.js";
import { padEnd, wrap } from "../terminal/layout.js";
import { paintFor, symbolsFor } from "../terminal/paint.js";
import type { Terminal } from "../terminal/terminal.js";

/** Everything known of one flag, for people: its life, why its verdict is what it is, its findings and references. */
export function flagText(flag: Flag, analysis: Analysis, terminal: Terminal): string {
  const paint = paintFor(terminal);
  const lines = [paint("bold", inert(flag.key)), ""];
  for (const [name, value] of factsOf(flag, analysis)) {
    lines.push(...labelled(name, value, terminal));
  }
  lines.push("", paint("bold", "Verdict"), ...verdictLines(flag, analysis, terminal));
  const findings = analysis.findings().filter((finding) => isAbout(finding, flag, analysis));
  lines.push(...findingLines(findings, analysis, terminal));
  lines.push(...referenceLines(analysis.referencesOf(flag), analysis, terminal));
  return withoutWorkflowCommands(`${lines.join("\n")}\n`);
}

/** What is known of a key that code reads and no registry has. */
export function unregisteredText(flagKey: string, analysis: Analysis, terminal: Terminal): string {
  const findings = analysis.findings().filter((finding) => finding.flagKey === flagKey);
  const lines = [
    paintFor(terminal)("bold", inert(flagKey)),
    "",
    "  In no registry.",
    ...findingLines(findings, analysis, terminal),
    ...referenceLines(analysis.index.referencesTo(flagKey), analysis, terminal),
  ];
  return withoutWorkflowCommands(`${lines.join("\n")}\n`);
}

function findingLines(
  findings: readonly Finding[],
  analysis: Analysis,
  terminal: Terminal,
): string[] {
  const paint = paintFor(terminal);
  if (findings.length === 0) return [];
  const lines = ["", paint("bold", plural(findings.length, "finding"))];
  for (const { ruleId, message, place } of findings) {
    const where = paint("dim", `${inert(placeText(analysis, place))} ${inert(ruleId)}`);
    const sentence = wrap(inert(message), widthOf(terminal) - 4);
    lines.push(`  ${where}`, ...sentence.map((text) => `    ${text}`));
  }
  return lines;
}

function referenceLines(
  references: readonly FlagReference[],
  analysis: Analysis,
  terminal: Terminal,
): string[] {
  const paint = paintFor(terminal);
  const lines = ["", paint("bold", plural(references.length, "reference"))];
  for (const reference of references) {
    const how = paint("dim", inert(`${reference.access} ${reference.matcher}`));
    lines.push(`  ${inert(placeText(analysis, reference))} ${how}`);
  }
  return lines;
}

const labelWidth = 12;

function widthOf({ width }: Terminal): number {
  return Math.max(50, Math.min(width, 100));
}

function labelled(name: string, value: string, terminal: Terminal): string[] {
  const room = widthOf(terminal) - labelWidth - 2;
  const paint = paintFor(terminal);
  return wrap(inert(value), room).map(
    (text, index) => `  ${paint("dim", padEnd(index === 0 ? name : "", labelWidth))}${text}`,
  );
}

function factsOf(flag: Flag, analysis: Analysis): [string, string][] {
  const { lifecycle } = flag;
  const definition = flag.definitions[0];
  const facts: [string, string | undefined][] = [
    ["type", `${flag.type}, ${flag.valueType}`],
    ["about", flag.description],
    ["owner", lifecycle.owner],
    ["created", lifecycle.created],
    ["expires", lifecycle.permanent === true ? "never" : lifecycle.expires],
    ["status", lifecycle.status],
    ["keeps", lifecycle.keepVariant],
    ["migration", lifecycle.migration],
    ["guarded by", lifecycle.guardedBy],
    [
      "declared in",
      inert(placeText(analysis, { path: definition.path, span: definition.keySpan })),
    ],
  ];
  return facts.flatMap(([name, value]): [string, string][] =>
    value === undefined || value === "" ? [] : [[name, value]],
  );
}

function verdictLines(flag: Flag, analysis: Analysis, terminal: Terminal): string[] {
  const { outcome, reason, removable, blockers, environments } = analysis.verdictOf(flag);
  const { success, separator } = symbolsFor(terminal);
  const lines = labelled("outcome", `${outcome}: ${reason}`, terminal);
  for (const { environment, verdict, reason: why, since } of environments) {
    const from = since === undefined ? "" : ` ${separator} since ${since}`;
    lines.push(
      ...labelled(environment, `${verdictWords(verdict)}${from} ${separator} ${why}`, terminal),
    );
  }
  if (removable)
    lines.push(...labelled("removal", `${success} may be removed from code now`, terminal));
  else for (const blocker of blockers) lines.push(...labelled("not yet", blocker, terminal));
  return lines;
}
