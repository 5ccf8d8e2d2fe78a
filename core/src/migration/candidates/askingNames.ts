import type { FlowSource } from "../follow/program.js";
import { isCandidatePath, maySpeakOfMove } from "./candidateFiles.js";
import { namedForBoth } from "./words.js";

/** Predicates about predicates are followed this far. */
const rounds = 2;

/** A declaration longer than this does more than to ask. */
const longestPredicate = 600;

/** Names like these ask on behalf of others; any other function that asks does something by itself. */
const asking =
  /^(?:are|can|has|is|mirror|reads?|shadow|should|uses?|v\d+(?=[A-Z])|writes?)(?![a-z])/u;

const exported = /^export\s+(?:async\s+)?(const|let|function)\s+(\w+)/gmu;

/**
 * Files that ask a flag of a move through what another file exports: an object of settings, or a predicate like
 * `isDualWriteEnabled(domain)`. Sorted; told by a look at the texts. Constants and functions without parameters are
 * known to the index.
 */
export function filesAskingByName(source: FlowSource): readonly string[] {
  const { references } = source.index;
  let asked = new Map<string, number[]>();
  for (const { access, flagKey, path, evaluation } of references) {
    if (access !== "read" || !maySpeakOfMove(flagKey) || !isCandidatePath(path, source)) continue;
    asked.set(path, [...(asked.get(path) ?? []), evaluation.start]);
  }
  const found = new Set<string>();
  const known = new Set(asked.keys());
  for (let round = 0; round < rounds && asked.size > 0; round++) {
    const names = [...asked].flatMap(([path, places]) =>
      namesAround(source.textOf(path) ?? "", places),
    );
    const paths = names.length === 0 ? [] : (source.index.filesNamingAny?.(names) ?? []);
    const fresh = paths.filter((path) => !known.has(path) && isCandidatePath(path, source));
    for (const path of fresh) {
      found.add(path);
      known.add(path);
    }
    asked = new Map(fresh.map((path) => [path, placesOf(names, source.textOf(path) ?? "")]));
  }
  return [...found].sort();
}

/** Names of the exported predicates and settings that places stand in. */
function namesAround(text: string, places: readonly number[]): string[] {
  const declarations = [...text.matchAll(exported)];
  return places.flatMap((place) => {
    const around = declarations.findLast(({ index }) => index < place);
    const [, , name] = around ?? [];
    if (around === undefined || name === undefined) return [];
    const between = text.slice(around.index, place);
    // A line that closes at the margin ends the declaration.
    if (/^[})\]]/mu.test(between)) return [];
    const isSettings =
      /^export\s+const\s+\w[^=]*=\s*(?:\w+\()?\{/u.test(between) && /^[A-Z_\d]+$/u.test(name);
    const isTold =
      between.length < longestPredicate && (asking.test(name) || namedForBoth.test(name));
    return isSettings || isTold ? [name] : [];
  });
}

function placesOf(names: readonly string[], text: string): number[] {
  return names.flatMap((name) =>
    [...text.matchAll(new RegExp(`\\b${name}\\b`, "gu"))].map(({ index }) => index),
  );
}
