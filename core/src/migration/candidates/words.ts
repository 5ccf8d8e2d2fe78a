import type { Operation, Side } from "../model.js";

/** What a call does to the data, so that `index` and `save` are known to be alike. */
export type Doing = "put" | "remove" | "read";

const putting =
  /^(?:add(?=[A-Z_])|bulkIndex|bulkInsert|create|index|ingest|insert|mirror|persist|publish|put|replicate|save|send|set(?=[A-Z])|store|sync(?=[A-Z])|update|upsert|write)(?![a-z])/u;
/** Messages about a write are no second write. */
const telling = /^(?:emit|publish|send)(?![a-z])/u;
const removing = /^(?:clear(?=[A-Z])|delete|destroy|remove)(?![a-z])/u;
const reading = /^(?:count|exists|fetch|find|get|has|list|load|query|read|search|select)(?![a-z])/u;

/** What a function's name says it does to data, or undefined where it does not say. */
export function doingOf(name: string): Doing | undefined {
  if (putting.test(name)) return "put";
  if (removing.test(name)) return "remove";
  return reading.test(name) ? "read" : undefined;
}

/** Whether a function's name says that it tells others, rather than stores. */
export function isTelling(name: string): boolean {
  return telling.test(name);
}

const besideWords = new Set(["audit", "bus", "cache", "log", "logs", "metric", "metrics", "retry"]);

/** Whether a name speaks of what is written about the data: a log, an event, a count. */
export function isBesideData(name: string): boolean {
  return wordsOf(name).some((word) => besideWords.has(word) || word.startsWith("notif"));
}

/** What is done, in the words of the registry. */
export function operationOf(doing: Doing): Operation {
  return doing === "read" ? "read" : "write";
}

/** Names of functions, classes and switches that say that data goes to two systems. */
export const namedForBoth =
  /dual[-_]?(?:read|writ)|double[-_]?writ|write(?:To)?Both|shadow[-_]?(?:read|writ)|mirror[-_]?writ/iu;

/**
 * The words of a name in any spelling, in lower case: `writeToV2` is `write`, `to`, `v2`. What bundlers put before a
 * variable says nothing.
 */
export function wordsOf(name: string): string[] {
  return name
    .replace(/^(?:EXPO_PUBLIC|GATSBY|NEXT_PUBLIC|NUXT_PUBLIC|REACT_APP|VITE|VUE_APP)_/u, "")
    .replaceAll(/([a-z\d])([A-Z])/gu, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/gu, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/u)
    .filter((word) => word !== "");
}

const oldWords = new Set(["old", "legacy", "deprecated", "former", "previous", "primary", "v1"]);
const newWords = new Set(["new", "next", "secondary", "target"]);

function sideOfWord(word: string): Side | undefined {
  if (oldWords.has(word)) return "old";
  return newWords.has(word) || /^v(?:[2-9]|\d\d)$/u.test(word) ? "new" : undefined;
}

/** The side that a name speaks of, if it speaks of one alone. */
export function sideSaidBy(name: string): Side | undefined {
  const sides = new Set(wordsOf(name).flatMap((word) => sideOfWord(word) ?? []));
  const [only, more] = sides;
  return more === undefined ? only : undefined;
}

const movingWords = new Set([
  "cutover",
  "dual",
  "migrate",
  "migrating",
  "migration",
  "mirror",
  "shadow",
]);

/** Whether a flag's key says that something moves from one system to another. */
export function speaksOfMove(key: string): boolean {
  return (
    namedForBoth.test(key) ||
    wordsOf(key).some((word) => movingWords.has(word) || sideOfWord(word) !== undefined)
  );
}

const prepositions = new Set(["by", "from", "in", "into", "on", "to", "using", "via", "with"]);

/**
 * Whether two names are twins: alike but for words of a side (`saveOrder`, `saveOrderV2`), for where they go
 * (`listFromTable`, `listFromIndex`), or for one word in three or more, or for what stands before (`firebaseAddJob`, `supabaseAddJob`).
 */
export function areTwins(left: string, right: string): boolean {
  if (left === right) return false;
  const mine = wordsOf(left);
  const theirs = wordsOf(right);
  const plain = (words: readonly string[]): string =>
    words.filter((word) => sideOfWord(word) === undefined).join(" ");
  if (plain(mine) === plain(theirs)) return plain(mine) !== "";
  return haveCommonStart(mine, theirs) || haveCommonEnd(mine, theirs) || differInOne(mine, theirs);
}

/** `deleteTracesOlderThan` and `deleteEventsOlderThan`. */
function differInOne(mine: readonly string[], theirs: readonly string[]): boolean {
  const different = mine.filter((word, at) => word !== theirs[at]);
  const areVerbs = mine[0] !== theirs[0];
  return mine.length === theirs.length && mine.length > 2 && different.length === 1 && !areVerbs;
}

function haveCommonStart(mine: readonly string[], theirs: readonly string[]): boolean {
  const same = lengthInCommon(mine, theirs);
  if (same < 2) return false;
  const isPlace = (word: string | undefined): boolean =>
    word === undefined || prepositions.has(word);
  if (prepositions.has(mine[same - 1] ?? "")) return true;
  return isPlace(mine[same]) && isPlace(theirs[same]);
}

function haveCommonEnd(mine: readonly string[], theirs: readonly string[]): boolean {
  const same = lengthInCommon([...mine].reverse(), [...theirs].reverse());
  // To create a record and to write it are two things.
  const areVerbs = [mine[0], theirs[0]].some((word) => doingOf(word ?? "") !== undefined);
  return same >= 2 && mine.length - same === 1 && theirs.length - same === 1 && !areVerbs;
}

function lengthInCommon(left: readonly string[], right: readonly string[]): number {
  const at = left.findIndex((word, index) => word !== right[index]);
  return at < 0 ? left.length : at;
}

/** What tells a name from its twin, where it goes or stands: `events-table` of `listFromEventsTable`. */
export function distinctiveName(name: string, twin: string): string | undefined {
  const mine = wordsOf(name);
  const theirs = wordsOf(twin);
  const start = lengthInCommon(mine, theirs);
  const end = lengthInCommon(mine.slice(start).reverse(), theirs.slice(start).reverse());
  const own = mine.slice(start, mine.length - end).filter((word) => !prepositions.has(word));
  return own.length === 0 || own.length === mine.length ? undefined : own.join("-");
}
