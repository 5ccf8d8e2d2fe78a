import type { FlagReference } from "../../reference/model.js";
import { containsSpan } from "../../text/span.js";
import { keyOf, type CallGraph, type Entry, type FunctionId } from "./callGraph.js";
import type { Program } from "./program.js";
import { followedDepth, waysInto } from "./reach.js";

/** How many calls a question of a flag may be away: a predicate, and one around it. */
const askingDepth = 2;

/** Tells which functions ask some flags, themselves or anywhere on the way to them. */
export class Asking {
  readonly #program: Program;
  readonly #graph: CallGraph;
  readonly #byPath = new Map<string, FlagReference[]>();
  readonly #known = new Map<string, boolean>();
  readonly #askers = new Map<string, boolean>();

  constructor(program: Program, graph: CallGraph, references: readonly FlagReference[]) {
    this.#program = program;
    this.#graph = graph;
    for (const reference of references) {
      const known = this.#byPath.get(reference.path);
      if (known === undefined) this.#byPath.set(reference.path, [reference]);
      else known.push(reference);
    }
  }

  /** The references in a function's own text. */
  in({ path, func }: FunctionId): readonly FlagReference[] {
    const span = this.#program.functionAt(path, func)?.span;
    if (span === undefined || func === 0) return [];
    return (this.#byPath.get(path) ?? []).filter((one) => containsSpan(span, one.span));
  }

  /** Whether a function asks, itself or through a function that it calls to be told. */
  #asks(id: FunctionId, depth: number): boolean {
    if (this.in(id).length > 0) return true;
    if (depth > askingDepth || id.func === 0) return false;
    const key = keyOf(id);
    const known = this.#askers.get(key);
    if (known !== undefined) return known;
    this.#askers.set(key, false);
    const answer = this.#callees(id).some((one) => this.#asks(one, depth + 1));
    this.#askers.set(key, answer);
    return answer;
  }

  #callees({ path, func }: FunctionId): readonly FunctionId[] {
    const facts = this.#program.factsOf(path);
    const span = facts?.functions[func]?.span;
    if (facts === undefined || span === undefined) return [];
    return facts.calls
      .filter((call) => containsSpan(span, call.span))
      .flatMap((call) => this.#graph.calleesOf(call));
  }

  /** What is handed to a function that asks is run as that one decides. */
  #runnerAsks({ how, from, handing }: Entry): boolean {
    if (how !== "handed" || handing === undefined) return false;
    return this.#graph.takersOf(handing, from.path).some((one) => this.#asks(one, 0));
  }

  /** Whether control can come to a function from outside without any function on the way asking. */
  isReachedUnasked(id: FunctionId, depth = 0): boolean {
    if (this.#asks(id, 0)) return false;
    const key = keyOf(id);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // Too far to tell is no proof.
    if (depth > followedDepth) return false;
    this.#known.set(key, false);
    const entries = id.func === 0 ? [] : waysInto(id, this.#graph, this.#program);
    const answer =
      entries.length === 0 ||
      entries.some(
        (entry) => !this.#runnerAsks(entry) && this.isReachedUnasked(entry.from, depth + 1),
      );
    this.#known.set(key, answer);
    return answer;
  }
}
