import type { Matcher } from "../adapters/model.js";
import { tailOf, type PlannedMatcher } from "../syntax/plan.js";
import { isConfigured } from "./plannedMatchers.js";

/**
 * - `strong`: the name alone makes a file worth parsing.
 * - `weak`: a common method name, worth a look only beside a name that is known to come from its SDK.
 * - `package`: a module specifier of an SDK.
 * - `key`: a flag key; counts only between quotes.
 * - `environment`: environment variables are read here; worth a look if one has a flag's name.
 * - `variable`: a flag key that may be an environment variable; counts as a bare word too.
 */
export type EntryKind = "strong" | "weak" | "package" | "key" | "variable" | "environment";

/** One word that the scanner looks for. */
export interface VocabularyEntry {
  readonly text: string;
  readonly kind: EntryKind;
}

/** The words that a set of matchers and keys makes worth looking for, each once per kind. */
export function vocabularyOf(
  planned: readonly PlannedMatcher[],
  keys: Iterable<string>,
): VocabularyEntry[] {
  const entries = new Map<string, VocabularyEntry>();
  const add = (text: string, kind: EntryKind): void => {
    if (text !== "" && text !== "*") entries.set(`${kind}:${text}`, { text, kind });
  };
  for (const one of planned) {
    for (const [text, kind] of wordsOf(one)) add(text, kind);
    if (one.matcher.kind === "env" && one.matcher.keys !== undefined) add("env", "environment");
    if (!isConfigured(one)) for (const from of one.matcher.from ?? []) add(from, "package");
  }
  for (const key of keys) {
    add(key, "key");
    if (/^[A-Z][A-Z0-9_]+$/.test(key)) add(key, "variable");
  }
  return [...entries.values()];
}

function wordsOf(planned: PlannedMatcher): [string, EntryKind][] {
  const { matcher } = planned;
  const traced = matcher.from !== undefined && !isConfigured(planned);
  const kind: EntryKind = traced && !isDistinctive(matcher) ? "weak" : "strong";
  return namesOf(matcher).map((name) => [name, kind]);
}

function isDistinctive(matcher: Matcher): boolean {
  return matcher.kind === "method" && matcher.distinctive === true;
}

function namesOf(matcher: Matcher): readonly string[] {
  switch (matcher.kind) {
    case "call":
    case "hook":
    case "selector":
    case "hoc":
    case "migration":
    case "component":
    case "decorator":
      return matcher.names;
    case "method":
      return matcher.methods;
    case "property":
      return [
        ...[...(matcher.objects ?? []), ...(matcher.calls ?? []), ...(matcher.literals ?? [])].map(
          tailOf,
        ),
        ...(matcher.types ?? []).map(headOf),
        ...(matcher.literalArguments ?? []).flatMap((literal) => literal.names),
      ];
    case "includes":
      return matcher.receivers.map(tailOf);
    case "option":
      return [...matcher.properties, ...(matcher.invertedProperties ?? [])];
    case "env":
      return [];
    case "function":
      return [];
    case "constant":
      return matcher.initializers ?? [];
  }
}

/** Matches the bare words that environment matchers would take for flags; null where none would. */
export function variablePattern(planned: readonly PlannedMatcher[]): RegExp | null {
  const keys = planned.flatMap(({ matcher }) =>
    matcher.kind === "env" ? (matcher.keys ?? []) : [],
  );
  const words = keys.map((key) => key.replace(/[^\w*$]/g, "").replaceAll("$", "\\$"));
  if (words.length === 0) return null;
  return new RegExp(`\\b(?:${words.map((word) => word.replaceAll("*", "\\w*")).join("|")})\\b`);
}

/** The first name of a dotted path. */
function headOf(path: string): string {
  return path.split(".", 1)[0] ?? path;
}
