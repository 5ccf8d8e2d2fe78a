import { didYouMean } from "../text/didYouMean.js";
import { quoted, shortened } from "../text/quoted.js";
import type { DataNode } from "./node.js";
import type { NumberShape, Shape } from "./shape.js";

/** What a shape accepts, with its article, for "must be …". */
export function nounOf(shape: Shape): string {
  switch (shape.kind) {
    case "string":
      return shape.noun ?? "a string";
    case "number":
      return numberNoun(shape);
    case "boolean":
      return "true or false";
    case "null":
      return "null";
    case "literal":
      return JSON.stringify(shape.value);
    case "array":
      return "an array";
    case "record":
    case "object":
    case "cases":
      return "an object";
    case "any":
      return "any value";
    case "union":
      return alternatives(shape.options.map(nounOf));
  }
}

function numberNoun({ integer, minimum, maximum }: NumberShape): string {
  const kind = integer === true ? "a whole number" : "a number";
  if (minimum !== undefined && maximum !== undefined)
    return `${kind} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${kind} of at least ${minimum}`;
  return maximum === undefined ? kind : `${kind} of at most ${maximum}`;
}

function alternatives(nouns: readonly string[]): string {
  const different = [...new Set(nouns)];
  const last = different.pop() ?? "";
  return different.length > 0 ? `${different.join(", ")} or ${last}` : last;
}

/** What a value is, for "…, not …": scalars as they are written, cut short. */
export function actualNoun(node: DataNode): string {
  if (node.kind === "array") return "an array";
  if (node.kind === "object") return "an object";
  if (node.kind === "string") return `the string ${quoted(shortened(String(node.value)))}`;
  return String(node.value);
}

/** "Unknown rule `stale` …; did you mean `stale-flag`?", or what there is to choose from. */
export function unknownWord(
  word: string,
  noun: string,
  known: readonly string[],
  where = "",
): string {
  const close = didYouMean(word, known);
  const advice =
    close === undefined
      ? `use one of ${known.map(quoted).join(", ")}.`
      : `did you mean ${quoted(close)}?`;
  return `Unknown ${noun} ${quoted(shortened(word))}${where}; ${advice}`;
}

/** The noun without its article: "a flag type" as "flag type". */
export function bareNoun(noun: string): string {
  return noun.replace(/^an? /, "");
}

/** The words with a capital at their start. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
