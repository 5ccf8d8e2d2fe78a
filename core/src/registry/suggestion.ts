import type { ProblemSink } from "../schema/problemSink.js";
import { didYouMean } from "../text/didYouMean.js";

/** Names to compare with: a set, or a map by name. */
export interface Names {
  readonly size: number;
  has(name: string): boolean;
  keys(): Iterable<string>;
}

/** Beyond these a file is broken as a whole; comparing every name with every other would only take time. */
const maxNames = 20_000;
const maxProblems = 100;

/** The name that was most likely meant, or undefined; nothing is guessed for a file with very many mistakes. */
export function suggestionFor(word: string, names: Names, sink: ProblemSink): string | undefined {
  if (names.size > maxNames || sink.problems.length > maxProblems) return undefined;
  return didYouMean(word, names.keys());
}
