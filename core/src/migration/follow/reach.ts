import type { PathCondition } from "../flowFacts.js";
import { keyOf, type CallGraph, type Entry, type FunctionId } from "./callGraph.js";
import type { Entities } from "./entities.js";
import { Evaluator, type Assumption } from "./evaluate.js";
import type { Program } from "./program.js";

/** How many callers deep conditions are sought. */
export const followedDepth = 6;

/** How control comes into a function, including what no caller tells. */
export function waysInto(id: FunctionId, graph: CallGraph, program: Program): readonly Entry[] {
  const entries = graph.entriesOf(id);
  if (entries.length > 0) return entries;
  const fact = program.functionAt(id.path, id.func);
  if (fact === undefined || fact.parent <= 0) return [];
  // Nothing is seen to call a function inside another one: whoever got it runs it.
  return [
    {
      from: { path: id.path, func: fact.parent },
      path: fact.path,
      how: "made",
      outcome: { wait: "used", rejectionCaught: false, inTry: false },
      start: fact.span.start,
    },
  ];
}

/** Tells whether places can be reached while something is assumed: in their own function, and through every caller. */
export class Reach {
  readonly #graph: CallGraph;
  readonly #program: Program;
  readonly #evaluator: Evaluator;
  readonly #known = new Map<string, boolean>();
  /** Functions whose answer was cut short. */
  readonly #cut = new Set<string>();
  #cuts = 0;
  /** Callers were left unfollowed because they are too far. */
  tooDeep = false;

  constructor(graph: CallGraph, entities: Entities, assumed: Assumption) {
    this.#graph = graph;
    this.#program = entities.program;
    this.#evaluator = new Evaluator(entities, assumed);
  }

  /** Whether conditions of one function let control through. */
  mayPass(path: readonly PathCondition[], file: string): boolean {
    return this.#evaluator.mayReach(path, file);
  }

  /** Whether control may come to a place in a function. */
  mayReach(path: readonly PathCondition[], id: FunctionId): boolean {
    return this.mayPass(path, id.path) && this.mayEnter(id, 0);
  }

  /** Whether control may come into a function; true for one that nothing calls, because somebody outside may. */
  mayEnter(id: FunctionId, depth: number): boolean {
    if (id.func === 0) return true;
    const key = keyOf(id);
    const known = this.#known.get(key);
    if (known !== undefined) {
      if (this.#cut.has(key)) this.#cutShort();
      return known;
    }
    const entries = waysInto(id, this.#graph, this.#program);
    if (entries.length === 0) return true;
    if (depth >= followedDepth) {
      this.#cutShort();
      return true;
    }
    // Coming from itself is no way in.
    this.#known.set(key, false);
    const before = this.#cuts;
    const answer = entries.some((entry) => this.#mayTake(entry, depth));
    this.#known.set(key, answer);
    if (this.#cuts > before) this.#cut.add(key);
    return answer;
  }

  #cutShort(): void {
    this.tooDeep = true;
    this.#cuts++;
  }

  #mayTake(entry: Entry, depth: number): boolean {
    if (!this.mayPass(entry.path, entry.from.path)) return false;
    const step = entry.how === "call" ? 1 : 0;
    return this.#mayRun(entry) && this.mayEnter(entry.from, depth + step);
  }

  /** What is handed to a function of the workspace runs only where that one calls its parameter. */
  #mayRun(entry: Entry): boolean {
    if (entry.how !== "handed") return true;
    const runs = this.#graph.runsOf(entry);
    return runs.length === 0 || runs.some(({ path, file }) => this.mayPass(path, file));
  }
}
