import { createHash } from "node:crypto";
import type { Analysis } from "@halyard/core";
import type { FindingRecord, ProblemRecord } from "./protocol.js";

/** What a hash of a workspace's results is made from. */
export interface HashInput {
  readonly analysis: Analysis;
  readonly findings: ReadonlyMap<string, readonly FindingRecord[]>;
  readonly problems: readonly ProblemRecord[];
  /** The texts of configuration and registries. */
  readonly settings: readonly string[];
  readonly textOf: (path: string) => string | undefined;
}

/**
 * A hash that changes whenever the result of a file can have changed although its text has not.
 *
 * ESLint caches a file's result by the file's content and its configuration, of which this hash is a part. It is made
 * from the registries, the configuration, the references and the findings, each placed by the words of its line rather
 * than by its number: an edit that only moves lines leaves it alone, so that other files stay cached, while in a file
 * that has not changed the words tell the place just as well.
 */
export function resultHash({ analysis, findings, problems, settings, textOf }: HashInput): string {
  const hash = createHash("sha256");
  const add = (value: unknown): void => {
    hash.update(JSON.stringify(value)).update("\n");
  };
  add(settings);
  add([...analysis.config.rules].map(([id, setting]) => [id, setting]));
  for (const one of analysis.index.references) {
    const { flagKey, path, matcher, access, inverted, valueType, defaultArgument } = one;
    const conditions = one.conditions.map(({ form, identical, sole }) => [form, identical, sole]);
    const fallback = defaultArgument && [defaultArgument.value ?? null, defaultArgument.typeName];
    add([flagKey, path, matcher, access, inverted, valueType, one.atModuleLevel]);
    add([fallback, conditions]);
  }
  for (const { path, pattern, matcher } of analysis.index.dynamicReferences) {
    add([path, pattern, matcher]);
  }
  for (const [path, records] of findings) {
    const placeOf = createPlaces(textOf(path)?.replace(/^\uFEFF/u, "") ?? "");
    for (const { start, end, ruleId, message, fixes } of records) {
      add([path, placeOf(start), end - start, ruleId, message, fixes.map(({ title }) => title)]);
    }
  }
  // Problems are told once for all files, so that any change of theirs concerns all of them.
  add(problems.map(({ severity, code, message, path }) => [severity, code, message, path]));
  return hash.digest("hex").slice(0, 32);
}

/** A place in words: the text of its line, how many equal lines stand before it, and the column. */
function createPlaces(
  text: string,
): (offset: number) => readonly [line: string, before: number, column: number] {
  const lines = text.split("\n");
  const seen = new Map<string, number>();
  const starts: { start: number; line: string; before: number }[] = [];
  let start = 0;
  for (const line of lines) {
    const before = seen.get(line) ?? 0;
    seen.set(line, before + 1);
    starts.push({ start, line, before });
    start += line.length + 1;
  }
  return (offset) => {
    const found = starts.findLast((one) => one.start <= offset);
    return [found?.line ?? "", found?.before ?? 0, offset - (found?.start ?? 0)];
  };
}
