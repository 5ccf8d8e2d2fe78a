import { readFileSync } from "node:fs";
import type { Finding } from "../../core/src/rules/model.js";
import { lineStartsOf, positionAt } from "../../core/src/text/lineIndex.js";

/** A finding that a fixture marks with carets on the line below. */
export interface Expectation {
  readonly path: string;
  /** 1-based, in the text without the marker lines. */
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly ruleId: string;
  /** The message must contain it. */
  readonly messagePart: string;
}

/** A workspace in one text, with the findings it must give, and no others. */
export interface Fixture {
  readonly now: Date;
  /** Every file by path: sources, registries and the configuration. */
  readonly files: ReadonlyMap<string, string>;
  readonly expectations: readonly Expectation[];
  /** Codes of the problems that reading the workspace must give. */
  readonly problemCodes: readonly string[];
}

const section = /^\/\/ @(file|registry|config|now|problems)(?:: (.+))?$/u;
const marker = /^(?:\/\/)? *(\^+) ([a-z-]+)(?:: (.+))?$/u;

/** Reads a fixture file. Throws for a fixture that is written wrongly. */
export function readFixture(file: URL): Fixture {
  return parseFixture(readFileSync(file, "utf8"));
}

/** Takes a fixture apart; marker lines are not part of the files they stand in. */
function parseFixture(text: string): Fixture {
  const files = new Map<string, string[]>();
  const expectations: Expectation[] = [];
  let now = new Date("2026-11-22T00:00:00Z");
  let problemCodes: readonly string[] = [];
  let path = "";
  for (const line of text.split("\n")) {
    const [, kind, value = ""] = section.exec(line) ?? [];
    if (kind === "now") now = new Date(`${value}T00:00:00Z`);
    else if (kind === "problems") problemCodes = value.split(", ");
    else if (kind !== undefined) {
      path = pathOf(kind, value);
      files.set(path, []);
    } else if (marker.test(line)) {
      expectations.push(expectationOf(line, path, files.get(path)?.length ?? 0));
    } else files.get(path)?.push(line);
  }
  const texts = [...files].map(([name, lines]): [string, string] => [name, lines.join("\n")]);
  return { now, files: new Map(texts), expectations, problemCodes };
}

function pathOf(kind: string, value: string): string {
  if (value !== "") return value;
  return kind === "config" ? "halyard.config.json" : "flags.jsonc";
}

function expectationOf(text: string, path: string, line: number): Expectation {
  const [, carets = "", ruleId = "", messagePart = ""] = marker.exec(text) ?? [];
  const column = text.indexOf("^") + 1;
  return { path, line, column, endColumn: column + carets.length, ruleId, messagePart };
}

/** A finding as an expectation, its whole message included. */
export function asExpectation(finding: Finding, files: ReadonlyMap<string, string>): Expectation {
  const { path, span } = finding.place;
  const lineStarts = lineStartsOf(files.get(path) ?? "");
  const start = positionAt(lineStarts, span.start);
  const end = positionAt(lineStarts, span.end);
  return {
    path,
    line: start.line,
    column: start.column,
    endColumn: end.line === start.line ? end.column : Number.POSITIVE_INFINITY,
    ruleId: finding.ruleId,
    messagePart: finding.message,
  };
}

/** What differs between the marked and the actual findings, one line for each; empty where nothing does. */
export function differences(
  expected: readonly Expectation[],
  actual: readonly Expectation[],
): readonly string[] {
  const rest = [...actual];
  const missing = expected.filter((one) => {
    const at = rest.findIndex((other) => isMetBy(one, other));
    if (at !== -1) rest.splice(at, 1);
    return at === -1;
  });
  return [
    ...missing.map((one) => `missing    ${inWords(one)}`),
    ...rest.map((one) => `unexpected ${inWords(one)}`),
  ];
}

function isMetBy(expected: Expectation, actual: Expectation): boolean {
  return placeOf(expected) === placeOf(actual) && actual.messagePart.includes(expected.messagePart);
}

function placeOf({ path, line, column, endColumn, ruleId }: Expectation): string {
  return `${path}:${String(line)}:${String(column)}-${String(endColumn)} ${ruleId}`;
}

function inWords(one: Expectation): string {
  return `${placeOf(one)}: ${one.messagePart}`;
}
