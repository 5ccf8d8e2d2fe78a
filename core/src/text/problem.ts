import type { Span } from "./span.js";

/**
 * Something wrong with an input that a person wrote or that could not be read.
 *
 * User mistakes are values: nothing throws for them.
 */
export interface Problem {
  /** Stable, kebab-case, documented in `docs/problems.md`. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** One sentence, ending in a full stop, that says what is wrong and what to do. */
  readonly message: string;
  /** Relative to the workspace root, with forward slashes. */
  readonly path: string;
  readonly span?: Span;
  /** 1-based; set whenever `span` is. */
  readonly line?: number;
  /** 1-based, in UTF-16 code units; set whenever `span` is. */
  readonly column?: number;
}

/** A parser's answer: it never fails, it tells. */
export interface Parsed<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}
