import type { CallFact, FunctionFact, PathCondition } from "../flowFacts.js";
import type { Isolation } from "../model.js";
import type { Span } from "../../text/span.js";
import { keyOf, type CallGraph, type FunctionId } from "./callGraph.js";
import { calledThrough, isolationOf, passedThrough } from "./isolation.js";
import type { Program } from "./program.js";
import { followedDepth } from "./reach.js";
import { ownerOf } from "./sites.js";
import type { SystemCall } from "./systemCalls.js";

/** A system call as a named function sees it: made there, or by what it calls. */
export interface Occurrence<Owner> {
  readonly call: SystemCall<Owner>;
  /** The call expression in the function itself: the system call, or the call that leads to it. */
  readonly site: Span;
  /** Conditions from the function's start to the system call, each with its file. */
  readonly conditions: readonly PathCondition[];
  readonly isolation: Isolation;
  /** Named functions on the way, the function itself first. */
  readonly way: readonly FunctionId[];
}

/** Tells what named functions do to the systems, themselves and through what they call. */
export class Occurrences<Owner> {
  readonly #program: Program;
  readonly #graph: CallGraph;
  /** Calls by the named function around them. */
  readonly #units = new Map<string, { call: CallFact; path: string }[]>();
  readonly #systemCalls = new Map<CallFact, SystemCall<Owner>[]>();
  readonly #known = new Map<string, readonly Occurrence<Owner>[]>();
  readonly #owners = new Map<string, FunctionId>();

  constructor(program: Program, graph: CallGraph, systemCalls: readonly SystemCall<Owner>[]) {
    this.#program = program;
    this.#graph = graph;
    for (const one of systemCalls) {
      const known = this.#systemCalls.get(one.call);
      if (known === undefined) this.#systemCalls.set(one.call, [one]);
      else known.push(one);
    }
    for (const path of graph.files) this.#addUnits(path);
  }

  /** Every named function of the closure that makes calls, module code included, by file and place. */
  get functions(): readonly FunctionId[] {
    return [...this.#owners.values()];
  }

  #addUnits(path: string): void {
    for (const call of this.#program.factsOf(path)?.calls ?? []) {
      const owner = ownerOf({ path, func: call.func }, this.#program);
      const key = keyOf(owner);
      this.#owners.set(key, owner);
      const unit = this.#units.get(key);
      if (unit === undefined) this.#units.set(key, [{ call, path }]);
      else unit.push({ call, path });
    }
  }

  /** What a function does to the systems, within the followed depth. */
  of(id: FunctionId, depth = 0): readonly Occurrence<Owner>[] {
    const key = keyOf(id);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (depth > followedDepth) return [];
    // A function that calls itself does nothing more by it.
    this.#known.set(key, []);
    const found = (this.#units.get(key) ?? []).flatMap(({ call, path }) =>
      this.#through(call, path, id, depth),
    );
    this.#known.set(key, found);
    return found;
  }

  #through(call: CallFact, path: string, id: FunctionId, depth: number): Occurrence<Owner>[] {
    const own = isolationOf(call, path, this.#graph, this.#program);
    const direct = (this.#systemCalls.get(call) ?? []).map((one) => ({
      call: one,
      conditions: located(one.conditions, path),
      isolation: own,
      way: [id],
    }));
    const inner = direct.length > 0 ? [] : this.#inCallees(call, path, id, depth, own);
    return [...direct, ...inner].map((one) => this.#outward(one, call, path, id));
  }

  #inCallees(
    call: CallFact,
    path: string,
    id: FunctionId,
    depth: number,
    own: Isolation,
  ): Omit<Occurrence<Owner>, "site">[] {
    const inside = (
      callee: FunctionId,
      isolationIn: (inner: Isolation, fact: FunctionFact) => Isolation,
    ): Omit<Occurrence<Owner>, "site">[] => {
      const fact = this.#program.functionAt(callee.path, callee.func);
      if (fact === undefined) return [];
      return firstOfEach(this.of(callee, depth + 1)).map((one) => ({
        ...one,
        conditions: [...located(call.path, path), ...one.conditions],
        isolation: isolationIn(one.isolation, fact),
        way: [id, ...one.way],
      }));
    };
    const { callee } = call.value;
    const handedTo = { callee, index: 0, outcome: call.outcome, start: call.span.start };
    return [
      ...this.#graph
        .calleesOf(call)
        .flatMap((one) => inside(one, (inner, fact) => calledThrough(inner, fact, own))),
      ...this.#graph
        .handedBy(call)
        .flatMap((one) =>
          inside(one, (inner, fact) => passedThrough(inner, { ...fact, handedTo })),
        ),
    ];
  }

  /** Carries an occurrence out of the callbacks between the call and the named function. */
  #outward(
    one: Omit<Occurrence<Owner>, "site">,
    call: CallFact,
    path: string,
    id: FunctionId,
  ): Occurrence<Owner> {
    let { isolation } = one;
    const conditions: PathCondition[] = [...one.conditions];
    for (let func = call.func; func !== id.func && func > 0;) {
      const fact: FunctionFact | undefined = this.#program.functionAt(path, func);
      if (fact === undefined) break;
      isolation = passedThrough(isolation, fact);
      conditions.push(...located(fact.path, path));
      func = Math.max(fact.parent, 0);
    }
    return { ...one, site: call.span, isolation, conditions };
  }
}

/** From outside, one way to each system call is enough; hubs would multiply them. */
function firstOfEach<Owner>(all: readonly Occurrence<Owner>[]): readonly Occurrence<Owner>[] {
  const found = new Map<SystemCall<Owner>, Occurrence<Owner>>();
  for (const one of all) if (!found.has(one.call)) found.set(one.call, one);
  return [...found.values()];
}

function located(conditions: readonly PathCondition[], path: string): PathCondition[] {
  return conditions.map((one) => (one.file === undefined ? { ...one, file: path } : one));
}
