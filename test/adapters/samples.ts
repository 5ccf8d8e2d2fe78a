import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FlagReference } from "../../core/src/reference/model.js";

/** Where the samples lie: one or more files per adapter, `adapter.ts(x)` or `adapter.part.ts(x)`. */
export const sampleDirectory = fileURLToPath(new URL("../fixtures/adapters/", import.meta.url));

/** A reference as a marker below its line states it. Line and columns are 1-based, the end column is exclusive. */
export interface Marked {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  /** The key as written. */
  readonly text: string;
  /** `adapter/name`. */
  readonly matcher: string;
  /** The literal default value as JSON, or undefined where the reference has none. */
  readonly default: string | undefined;
  readonly inverted: boolean;
  readonly access: "read" | "override" | "mention";
}

/** One sample with the references that its markers expect, in order. */
export interface Sample {
  readonly file: string;
  readonly adapter: string;
  readonly text: string;
  readonly expected: readonly Marked[];
  /** Keys of the references that are marked `known`: they count only when a registry has the key. */
  readonly keys: readonly string[];
  /** What is expected without a registry. */
  readonly unaided: readonly Marked[];
}

const marker = /^\s*\/\/\s*(?<carets>\^+) (?<matcher>\S+)(?<details>(?: \S+)*)$/;

/** Every sample of every adapter. */
export function samples(): readonly Sample[] {
  return readdirSync(sampleDirectory)
    .filter((file) => /\.tsx?$/.test(file))
    .sort()
    .map((file) => readSample(file));
}

function readSample(file: string): Sample {
  const text = readFileSync(join(sampleDirectory, file), "utf8");
  const marks = markedIn(file, text);
  return {
    file,
    adapter: file.slice(0, file.indexOf(".")),
    text,
    expected: marks.map(({ mark }) => mark),
    keys: marks.filter(({ known }) => known).map(({ mark }) => keyOf(mark.text)),
    unaided: marks.filter(({ known }) => !known).map(({ mark }) => mark),
  };
}

function markedIn(file: string, text: string): readonly { mark: Marked; known: boolean }[] {
  const found: { mark: Marked; known: boolean }[] = [];
  let source = { line: 0, text: "" };
  text.split("\n").forEach((line, index) => {
    const { carets, matcher, details } = marker.exec(line)?.groups ?? {};
    if (carets === undefined || matcher === undefined) {
      if (line.includes("^^^")) throw new Error(`${file}:${index + 1}: not a marker: ${line}`);
      source = { line: index + 1, text: line };
      return;
    }
    const start = line.indexOf(carets);
    const words = (details ?? "").split(" ");
    const mark: Marked = {
      line: source.line,
      column: start + 1,
      endColumn: start + carets.length + 1,
      text: source.text.slice(start, start + carets.length),
      matcher,
      default: words.find((word) => word.startsWith("default="))?.slice("default=".length),
      inverted: words.includes("inverted"),
      access: words.includes("override")
        ? "override"
        : words.includes("mention")
          ? "mention"
          : "read",
    };
    found.push({ mark, known: words.includes("known") });
  });
  return found;
}

/** The key that a written key stands for: a literal without its quotes, or the name itself. */
export function keyOf(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1) : text;
}

/** A reference in the terms of a marker. */
export function markOf(reference: FlagReference, text: string): Marked {
  const before = text.slice(0, reference.span.start).split("\n");
  const column = (before.at(-1) ?? "").length + 1;
  const value = reference.defaultArgument?.value;
  return {
    line: before.length,
    column,
    endColumn: column + reference.span.end - reference.span.start,
    text: text.slice(reference.span.start, reference.span.end),
    matcher: reference.matcher,
    default: value === undefined ? undefined : JSON.stringify(value),
    inverted: reference.inverted,
    access: reference.access,
  };
}
