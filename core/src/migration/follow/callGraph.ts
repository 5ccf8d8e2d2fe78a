import type {
  CallFact,
  FunctionFact,
  LocalFact,
  Outcome,
  PathCondition,
  Value,
} from "../flowFacts.js";
import type { Entities, PlacedValue } from "./entities.js";
import type { Program } from "./program.js";

/** A function by its file and number. */
export interface FunctionId {
  readonly path: string;
  readonly func: number;
}

/** A way by which control comes into a function. */
export interface Entry {
  /** The function that control comes from. */
  readonly from: FunctionId;
  /** Conditions within `from` under which it does. */
  readonly path: readonly PathCondition[];
  /**
   * `call`: called by name; `handed`: given to a function that calls it; `made`: written inside `from`, and run by
   * whoever got it.
   */
  readonly how: "call" | "handed" | "made";
  readonly outcome: Outcome;
  /** Offset of the call, or of the place where it is made, in `from`. */
  readonly start: number;
  readonly call?: CallFact;
  readonly handing?: Handing;
}

/** The parameter that a function is handed to, and the name under which it is there. */
export interface Handing {
  readonly callee: Value;
  readonly index: number;
  readonly label?: string;
}

type Entering = Pick<Entry, "from" | "path" | "outcome" | "start">;

/** Who calls whom in the files of a closure, tests left out. */
export class CallGraph {
  readonly #program: Program;
  readonly #entities: Entities;
  readonly #files: readonly string[];
  readonly #entries = new Map<string, Entry[]>();
  readonly #callees = new Map<CallFact, readonly FunctionId[]>();
  readonly #handed = new Map<CallFact, FunctionId[]>();

  constructor(entities: Entities, files: readonly string[]) {
    this.#program = entities.program;
    this.#entities = entities;
    this.#files = files;
    for (const path of files) this.#addFile(path);
  }

  /** How control comes into a function; empty for one that nothing in the closure calls. */
  entriesOf(id: FunctionId): readonly Entry[] {
    return this.#entries.get(keyOf(id)) ?? [];
  }

  /** The functions of the workspace that a call runs. */
  calleesOf(call: CallFact): readonly FunctionId[] {
    return this.#callees.get(call) ?? [];
  }

  /** The named functions that a call hands on. */
  handedBy(call: CallFact): readonly FunctionId[] {
    return this.#handed.get(call) ?? [];
  }

  get files(): readonly string[] {
    return this.#files;
  }

  /** The functions of the workspace that something is handed to. */
  takersOf({ callee }: Handing, path: string): readonly FunctionId[] {
    return this.#entities.of(callee, path).filter((one) => one.k === "function");
  }

  /** Where functions of the workspace call what is handed to them here; empty where that cannot be told. */
  runsOf(entry: Entry): readonly { path: readonly PathCondition[]; file: string }[] {
    const { handing } = entry;
    if (handing === undefined) return [];
    return this.#entities.of(handing.callee, entry.from.path).flatMap((one) => {
      if (one.k !== "function") return [];
      const facts = this.#program.factsOf(one.path);
      const id = facts?.functions[one.func]?.parameters[handing.index];
      const runs = (facts?.calls ?? []).filter(({ value }) =>
        this.#calls(value.callee, id, handing, facts?.locals ?? []),
      );
      return runs.map(({ path }) => ({ path, file: one.path }));
    });
  }

  #calls(
    callee: Value,
    id: number | undefined,
    { label }: Handing,
    locals: readonly LocalFact[],
  ): boolean {
    if (label === undefined) return callee.k === "local" && callee.id === id;
    // A destructured parameter stands for its member.
    const written = callee.k === "local" ? locals[callee.id]?.value : callee;
    return (
      written?.k === "member" &&
      written.name === label &&
      written.of.k === "local" &&
      written.of.id === id
    );
  }

  /** What callers hand to a parameter. */
  argumentsOf(path: string, func: number, index: number): PlacedValue[] {
    const fact = this.#program.functionAt(path, func);
    const made = fact?.name === "constructor" ? this.#makersOf(path, fact) : [];
    return [...this.entriesOf({ path, func }), ...made].flatMap(({ from, call }) => {
      const value = call?.value.args[index];
      return value === undefined ? [] : [{ path: from.path, value }];
    });
  }

  #makersOf(path: string, fact: FunctionFact): readonly Entry[] {
    return this.#entries.get(makerKey(path, fact.owner ?? "")) ?? [];
  }

  #add(key: string, entry: Entry): void {
    const known = this.#entries.get(key);
    if (known === undefined) this.#entries.set(key, [entry]);
    else known.push(entry);
  }

  #addFile(path: string): void {
    const facts = this.#program.factsOf(path);
    if (facts === undefined) return;
    for (const call of facts.calls) this.#addCall(path, call);
    facts.functions.forEach((fact, func) => {
      if (func > 0) this.#addMade(path, func, fact);
    });
  }

  #addCall(path: string, call: CallFact): void {
    const { value } = call;
    const base = {
      from: { path, func: call.func },
      path: call.path,
      outcome: call.outcome,
      start: call.span.start,
      call,
    };
    const callees: FunctionId[] = [];
    for (const one of this.#entities.of(value.callee, path)) {
      if (one.k === "class") this.#add(makerKey(one.path, one.name), { ...base, how: "call" });
      if (one.k !== "function") continue;
      callees.push(one);
      this.#add(keyOf(one), { ...base, how: "call" });
    }
    this.#callees.set(call, callees);
    value.args.forEach((argument, index) => {
      const handing = { callee: value.callee, index };
      this.#addHanded(path, argument, call, { ...base, handing });
    });
  }

  /** A named function that is an argument is called by whoever gets it. */
  #addHanded(
    path: string,
    argument: Value,
    by: CallFact,
    base: Entering & { handing: Handing },
  ): void {
    const parts: [string | undefined, Value][] =
      argument.k === "object" ? Object.entries(argument.props) : [[undefined, argument]];
    for (const [label, part] of parts) {
      if (!this.#mayBeFunction(part, path)) continue;
      const handing = { ...base.handing, ...(label !== undefined && { label }) };
      for (const one of this.#entities.of(part, path)) {
        if (one.k !== "function") continue;
        const { from, path: conditions, outcome, start } = base;
        this.#handed.set(by, [...(this.#handed.get(by) ?? []), one]);
        this.#add(keyOf(one), { from, path: conditions, outcome, start, how: "handed", handing });
      }
    }
  }

  /** What only passes through, a parameter of a parameter, is not worth following. */
  #mayBeFunction(value: Value, path: string): boolean {
    if (value.k === "name") return true;
    if (value.k === "member") return value.of.k === "this" || value.of.k === "name";
    if (value.k !== "local") return false;
    const local = this.#program.factsOf(path)?.locals[value.id];
    return local?.parameter === undefined && local?.value?.k === "function";
  }

  /** A function without a name of its own runs only where the function around it has made it. */
  #addMade(path: string, func: number, fact: FunctionFact): void {
    const isCallback = fact.handedTo !== undefined;
    if (!isCallback && fact.name !== "" && fact.name !== "default") return;
    const outcome = fact.handedTo?.outcome ?? {
      wait: "used",
      rejectionCaught: false,
      inTry: false,
    };
    this.#add(keyOf({ path, func }), {
      from: { path, func: Math.max(fact.parent, 0) },
      path: fact.path,
      how: isCallback ? "handed" : "made",
      outcome,
      start: fact.handedTo?.start ?? fact.span.start,
      ...(fact.handedTo && { handing: fact.handedTo }),
    });
  }
}

/** One text for one function. */
export function keyOf({ path, func }: FunctionId): string {
  return `${path}\0${String(func)}`;
}

function makerKey(path: string, name: string): string {
  return `${path}\0new ${name}`;
}
