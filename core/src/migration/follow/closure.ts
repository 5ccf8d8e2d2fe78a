import * as posix from "node:path/posix";
import type { Declaration, FlowFacts } from "../flowFacts.js";
import type { FlowSource } from "./program.js";
import { followedDepth } from "./reach.js";

/** The files that have to be followed. */
export interface Closure {
  /** Sorted. */
  readonly files: readonly string[];
  readonly limits: readonly string[];
}

/** A closure of more files than this would cost more than the index itself. */
const maximumFiles = 400;

/**
 * Finds the files on which the answer depends: those given, those that hand on what they declare, and those that call
 * it, round by round.
 *
 * A file belongs to the closure if it imports a file of it and holds a word that matters: a symbol of a system, a type
 * or value that carries one, or a function that calls one.
 */
export function closureOf(
  source: FlowSource,
  seeds: readonly string[],
  words: Iterable<string>,
): Closure {
  const files = new Set(seeds.filter((path) => !source.isTest(path)));
  const known = new Set(words);
  const searched = new Set<string>();
  const holders = new Set<string>();
  const imports = new ImportedFiles(source);
  const limits: string[] = [];
  let fresh = [...files];
  for (let round = 0; fresh.length > 0; round++) {
    for (const path of fresh) addWords(source.factsOf(path), known);
    const unsearched = [...known].filter((word) => !searched.has(word));
    for (const path of naming(source, unsearched)) holders.add(path);
    for (const word of unsearched) searched.add(word);
    const importers = [...holders].filter(
      (path) => !files.has(path) && imports.of(path).some((one) => files.has(one)),
    );
    const found = new Set([...handingOn(source, fresh, imports), ...importers]);
    fresh = [...found].filter((path) => !files.has(path) && !source.isTest(path)).sort();
    if (fresh.length === 0) break;
    if (round > followedDepth) {
      limits.push(`callers were followed ${String(followedDepth)} files deep`);
      break;
    }
    if (files.size + fresh.length > maximumFiles) {
      limits.push(`more than ${String(maximumFiles)} files lead to the systems`);
      fresh = fresh.slice(0, maximumFiles - files.size);
    }
    for (const path of fresh) files.add(path);
  }
  return { files: [...files].sort(), limits };
}

/** Files that export what a file of the closure exports. */
function handingOn(
  source: FlowSource,
  fresh: readonly string[],
  imports: ImportedFiles,
): readonly string[] {
  const among = new Set(fresh);
  const stems = [...new Set(fresh.map(stemOf))];
  return naming(source, stems).filter((path) =>
    imports.handsOn(path).some((one) => among.has(one)),
  );
}

function naming(source: FlowSource, words: readonly string[]): string[] {
  if (words.length === 0) return [];
  return [...(source.index.filesNamingAny?.(words) ?? source.paths)];
}

/** The word by which importers call a file: its name, or its folder's where it is an index. */
function stemOf(path: string): string {
  const stem = posix.basename(path).replace(/\.[^.]+$/u, "");
  const word = stem === "index" ? posix.basename(posix.dirname(path)) : stem;
  // A token ends at a dot.
  return word.split(".")[0] ?? word;
}

/** What files import, by a look at their text: no tree is made for a file that may not matter. */
class ImportedFiles {
  readonly #source: FlowSource;
  readonly #known = new Map<string, { all: readonly string[]; handedOn: readonly string[] }>();

  constructor(source: FlowSource) {
    this.#source = source;
  }

  of(path: string): readonly string[] {
    return this.#look(path).all;
  }

  handsOn(path: string): readonly string[] {
    return this.#look(path).handedOn;
  }

  #look(path: string): { all: readonly string[]; handedOn: readonly string[] } {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const text = this.#source.textOf(path) ?? "";
    const resolved = (pattern: RegExp): string[] =>
      [...text.matchAll(pattern)].flatMap(([, from = ""]) => {
        const file = this.#source.resolveModule(from, path);
        return file === undefined ? [] : [file];
      });
    const found = {
      all: resolved(/\b(?:from|import|require)(?:\s*\()?\s*["']([^"'\n]+)["']/gu),
      handedOn: resolved(/\bexport\s[^;"'=()]*\sfrom\s*["']([^"'\n]+)["']/gu),
    };
    this.#known.set(path, found);
    return found;
  }
}

/** Adds the names under which a file hands on, or calls, what the known words mean. */
function addWords(facts: FlowFacts | undefined, words: Set<string>): void {
  if (facts === undefined) return;
  for (const [name, declaration] of Object.entries(facts.declarations)) {
    if (name !== "default" && carries(declaration, facts, words)) words.add(name);
  }
  for (const { func, value } of facts.calls) {
    const { callee } = value;
    const called = callee.k === "member" || callee.k === "name" ? callee.name : undefined;
    if (called === undefined || !words.has(called)) continue;
    for (let at = func; at > 0; at = facts.functions[at]?.parent ?? 0) {
      const { name, owner } = facts.functions[at] ?? {};
      if (name === undefined || name === "") continue;
      if (name === "constructor") words.add(owner ?? name);
      else words.add(name);
      if (owner !== undefined) words.add(owner);
    }
  }
}

/** Whether a declaration's type or value names one of the words. */
function carries(declaration: Declaration, facts: FlowFacts, words: ReadonlySet<string>): boolean {
  if (declaration.k === "function") {
    const fact = facts.functions[declaration.func];
    return fact !== undefined && (names(fact.type, words) || names(fact.returns, words));
  }
  return names(declaration, words);
}

/** Whether plain data of facts names one of the words, not going into functions. */
function names(data: unknown, words: ReadonlySet<string>, depth = 0): boolean {
  if (typeof data !== "object" || data === null || depth > 12) return false;
  if (Array.isArray(data)) return data.some((one: unknown) => names(one, words, depth + 1));
  const record = data as Record<string, unknown>;
  if (isNaming(record.k) && typeof record.name === "string" && words.has(record.name)) return true;
  return Object.values(record).some((one) => names(one, words, depth + 1));
}

function isNaming(kind: unknown): boolean {
  return kind === "ref" || kind === "name" || kind === "typeof";
}
