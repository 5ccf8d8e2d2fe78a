import type { Problem } from "../text/problem.js";
import type { Span } from "../text/span.js";

/** What the errors of a registry file touch: a state with an error in it must not carry a verdict. */
export class Damage {
  readonly #errors: readonly Problem[];
  readonly #syntaxError: Problem | undefined;
  readonly #duplicateKeys: ReadonlyMap<string, Problem>;

  constructor(problems: readonly Problem[], text: string) {
    this.#errors = problems
      .filter((problem) => problem.severity === "error" && problem.span !== undefined)
      .sort((a, b) => startOf(a) - startOf(b));
    this.#syntaxError = this.#errors.find((problem) => problem.code === "registry-syntax");
    this.#duplicateKeys = new Map(
      this.#errors
        .filter((problem) => problem.code === "registry-duplicate-key")
        .map((problem) => [keyAt(problem, text), problem]),
    );
  }

  /** The first error inside `span` for which `counts` holds. */
  firstWithin(span: Span, counts: (place: Span) => boolean = () => true): Problem | undefined {
    for (let i = this.#firstFrom(span.start); i < this.#errors.length; i++) {
      const problem = this.#errors[i];
      if (problem?.span === undefined || problem.span.start > span.end) return undefined;
      if (counts(problem.span)) return problem;
    }
    return undefined;
  }

  /** The error that makes a whole entry doubtful: it stands twice, or the file's syntax breaks before its end. */
  ofEntry(key: string, entry: Span): Problem | undefined {
    const broken = this.#syntaxError;
    if (broken?.span !== undefined && broken.span.start <= entry.end) return broken;
    return this.#duplicateKeys.get(key);
  }

  #firstFrom(offset: number): number {
    let low = 0;
    let high = this.#errors.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (startOf(this.#errors[middle]) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function startOf(problem: Problem | undefined): number {
  return problem?.span?.start ?? 0;
}

/** The key at which a duplicate was reported, without its quotes. */
function keyAt(problem: Problem, text: string): string {
  const { start, end } = problem.span ?? { start: 0, end: 0 };
  return text.slice(start, end).replace(/^["']|["']$/g, "");
}
