import type { Matcher, PropertyMatcher } from "../adapters/model.js";
import { defaultEnvironmentObjects, tailOf, type PlannedMatcher } from "../syntax/plan.js";
import { isConfigured } from "./plannedMatchers.js";

/**
 * What a word means for the file that holds it.
 *
 * - `call`: a function or method whose call is a reference: worth parsing when a call follows.
 * - `option`: a property whose value is a key: worth parsing when a value follows that may be one.
 * - `name`: worth parsing wherever it stands (a component, a type, a decorator, an array of keys).
 * - `object`: the last name of a flags object: worth parsing beside a key.
 * - `certainObject`: the same, needing no key but the name before it (`beside`), a `part`.
 * - `list`: `export` before a brace: the file may hand on what another one exports, under another name.
 * - `star`: `export` before a star: the file hands on whatever another one exports.
 * - `package`: a module specifier of an SDK.
 * - `environment`: environment variables are read here; worth a look if one has a flag's name.
 * - `key`: a flag key between quotes; `bareKey`: the same as a bare word.
 * - `variable`: a flag key that may be an environment variable.
 */
export type EntryKind =
  | "call"
  | "option"
  | "name"
  | "object"
  | "certainObject"
  | "part"
  | "star"
  | "list"
  | "package"
  | "environment"
  | "key"
  | "bareKey"
  | "variable";

/** One word that the scanner looks for. */
export interface VocabularyEntry {
  readonly text: string;
  readonly kind: EntryKind;
  /** For `certainObject`: the word that must stand in the file as well. */
  readonly beside?: string;
}

/** The words that a set of matchers and keys makes worth looking for, each once per kind. */
export function vocabularyOf(
  planned: readonly PlannedMatcher[],
  keys: Iterable<string>,
): VocabularyEntry[] {
  const entries = new Map<string, VocabularyEntry>();
  const add = (text: string, kind: EntryKind, beside?: string): void => {
    if (text === "" || text === "*") return;
    const entry = beside === undefined ? { text, kind } : { text, kind, beside };
    entries.set(`${kind}:${text}:${beside ?? ""}`, entry);
  };
  add("export", "star");
  add("export", "list");
  for (const one of planned) {
    for (const [text, kind] of wordsOf(one)) add(text, kind);
    for (const path of objectPathsOf(one.matcher)) {
      const names = path.split(".");
      const beside = names.at(-2);
      if (beside === undefined) continue;
      add(names.at(-1) ?? "", "certainObject", beside);
      add(beside, "part");
    }
    if (!isConfigured(one)) for (const from of one.matcher.from ?? []) add(from, "package");
  }
  for (const key of keys) {
    add(key, "key");
    add(key, "bareKey");
    if (/^[A-Z][A-Z0-9_]+$/.test(key) && key.length > 3) add(key, "variable");
  }
  return [...entries.values()];
}

type Word = readonly [text: string, kind: EntryKind];

/** A common method name of an SDK says nothing by itself: `commonWordsOf` has those. */
function wordsOf(planned: PlannedMatcher): readonly Word[] {
  return isCommon(planned) ? [] : strongWordsOf(planned.matcher);
}

/**
 * The names of functions and methods of SDKs that are too common to look for everywhere, of those SDKs that the
 * workspace uses: worth a look beside a name that is known to come from an SDK.
 */
export function commonWordsOf(
  planned: readonly PlannedMatcher[],
  usedPackages: ReadonlySet<string>,
): string[] {
  const words = planned.flatMap((one) => {
    const used = one.matcher.from?.some((from) => usedPackages.has(from)) ?? false;
    return used && isCommon(one) ? strongWordsOf(one.matcher).map(([text]) => text) : [];
  });
  return [...new Set(words)];
}

function isCommon(planned: PlannedMatcher): boolean {
  const traced = planned.matcher.from !== undefined && !isConfigured(planned);
  return traced && !isDistinctive(planned.matcher);
}

function isDistinctive(matcher: Matcher): boolean {
  return matcher.kind === "method" && matcher.distinctive === true;
}

function strongWordsOf(matcher: Matcher): readonly Word[] {
  switch (matcher.kind) {
    case "call":
    case "hook":
    case "selector":
    case "hoc":
    case "migration":
      return as("call", matcher.names);
    case "method":
      return as("call", matcher.methods);
    case "decorator":
      return as("call", matcher.names);
    case "component":
      return as("name", matcher.names);
    case "property":
      return propertyWords(matcher);
    case "includes":
      return as(
        "name",
        matcher.receivers.map((path) => tailOf(path).replace(/\(\)$/, "")),
      );
    case "option":
      return as("option", [...matcher.properties, ...(matcher.invertedProperties ?? [])]);
    case "env":
      return matcher.keys === undefined
        ? []
        : as("environment", (matcher.objects ?? defaultEnvironmentObjects).map(tailOf));
    case "constant":
      return as("call", matcher.initializers ?? []);
    case "function":
      return [];
  }
}

function propertyWords(matcher: PropertyMatcher): readonly Word[] {
  const objects = matcher.objects ?? [];
  return [
    ...as("object", [...objects, ...(matcher.literals ?? [])].map(tailOf)),
    ...as(
      "call",
      (matcher.calls ?? []).map((path) => path.split(".")[0] ?? path),
    ),
    ...as("name", (matcher.types ?? []).map(headOf)),
    ...as(
      "call",
      (matcher.literalArguments ?? []).flatMap((literal) => literal.names),
    ),
  ];
}

function objectPathsOf(matcher: Matcher): readonly string[] {
  return matcher.kind === "property" ? (matcher.objects ?? []) : [];
}

function as(kind: EntryKind, texts: readonly string[]): readonly Word[] {
  return texts.map((text) => [text, kind]);
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
