import type { CallFact, FlowFacts, Value } from "../flowFacts.js";
import type { Entities } from "../follow/entities.js";
import { own } from "../follow/program.js";
import { ownerOf, siteOf } from "../follow/sites.js";
import type { FlagChoicesOf } from "./flagChoices.js";
import type { Gate } from "./gates.js";
import { ReachedSymbols, type ReachedSymbol } from "./reachedSymbols.js";
import type { SideTaker } from "./sideTakers.js";
import type { SeenSide, Sighting } from "./sighting.js";
import { namedForBoth, sideSaidBy } from "./words.js";

/** The names under which wrappers of the field take the old and the new side. */
const labels: readonly (readonly [old: string, next: string])[] = [
  ["readOld", "readNew"],
  ["writeOld", "writeNew"],
  ["control", "candidate"],
  ["primaryWrite", "secondaryWrite"],
];

const byPosition = /^run(?:Shadow|WithConsistencyCheck)$/u;

interface Handed {
  readonly old: readonly Value[];
  readonly next: readonly Value[];
  readonly taker?: SideTaker;
}

/** Finds calls that hand both sides of a move to a wrapper: staged migrations, experiments, shadow runs. */
export class HandedSides {
  readonly #path: string;
  readonly #facts: FlowFacts;
  readonly #entities: Entities;
  readonly #symbols: ReachedSymbols;
  readonly #text: string;
  readonly #takers: readonly SideTaker[];
  readonly #choices: FlagChoicesOf;

  constructor(
    path: string,
    facts: FlowFacts,
    entities: Entities,
    known: { readonly takers: readonly SideTaker[]; readonly choices: FlagChoicesOf },
  ) {
    this.#path = path;
    this.#facts = facts;
    this.#entities = entities;
    this.#symbols = new ReachedSymbols(entities);
    this.#text = entities.program.source.textOf(path) ?? "";
    this.#takers = known.takers;
    this.#choices = known.choices;
  }

  sightings(): Sighting[] {
    return this.#facts.calls.flatMap((call) => {
      const handed = this.#handedTo(call);
      return handed === undefined ? [] : [this.#sighting(call, handed)];
    });
  }

  #handedTo(call: CallFact): Handed | undefined {
    return (
      this.#toTaker(call) ?? this.#byLabel(call) ?? this.#byPosition(call) ?? this.#inCallback(call)
    );
  }

  /** A call of a function of the workspace that is known to take both sides. */
  #toTaker({ value }: CallFact): Handed | undefined {
    const name = calleeName(value);
    const named = this.#takers.filter(({ site }) => site.name.split(".").at(-1) === name);
    if (named.length === 0 || value.args.length === 0) return undefined;
    for (const one of this.#entities.of(value.callee, this.#path)) {
      if (one.k !== "function") continue;
      const taker = named.find(({ path, func }) => path === one.path && func === one.func);
      if (taker === undefined) continue;
      const [old, next] = [taker.old, taker.new].map(({ index, label, isMember }) => {
        const argument = value.args[index];
        if (!isMember || argument === undefined) return argument;
        return argument.k === "object" ? own(argument.props, label) : undefined;
      });
      if (old !== undefined && next !== undefined) return { old: [old], next: [next], taker };
    }
    return undefined;
  }

  #byLabel({ value }: CallFact): Handed | undefined {
    for (const argument of value.args) {
      if (argument.k !== "object") continue;
      const { props } = argument;
      const pairs = labels.flatMap(([old, next]) => {
        const left = own(props, old);
        const right = own(props, next);
        return isRunnable(left) && isRunnable(right) ? [[left, right] as const] : [];
      });
      if (pairs.length > 0) {
        return { old: pairs.map(([left]) => left), next: pairs.map(([, right]) => right) };
      }
      const runnable = Object.entries(props).filter(([, one]) => one.k === "function");
      const [first, second] = runnable.map(([, one]) => one);
      if (first !== undefined && second !== undefined && namedForBoth.test(calleeName(value))) {
        return { old: [first], next: [second] };
      }
      const old = runnable.filter(([label]) => sideSaidBy(label) === "old");
      const next = runnable.filter(([label]) => sideSaidBy(label) === "new");
      if (old.length === 1 && next.length === 1 && isNamedCall(value)) {
        return { old: old.map(([, one]) => one), next: next.map(([, one]) => one) };
      }
    }
    return undefined;
  }

  #byPosition({ value }: CallFact): Handed | undefined {
    const name = calleeName(value);
    if (!byPosition.test(name) && !namedForBoth.test(name)) return undefined;
    const isShadow = byPosition.test(name);
    const [first, second, more] = value.args.filter(
      (one) => one.k === "function" || (isShadow && isRunnable(one)),
    );
    if (first === undefined || second === undefined) return undefined;
    return isShadow || more === undefined ? { old: [first], next: [second] } : undefined;
  }

  /** `science("name", (e) => { e.use(() => old); e.try(() => next); })`. */
  #inCallback({ value }: CallFact): Handed | undefined {
    for (const argument of value.args) {
      if (argument.k !== "function") continue;
      const inside = this.#facts.calls.filter(({ func }) => func === argument.func);
      const handed = (member: string): Value | undefined =>
        inside.find(({ value: one }) => one.callee.k === "member" && one.callee.name === member)
          ?.value.args[0];
      const old = handed("use");
      const next = handed("try");
      if (isRunnable(old) && isRunnable(next)) return { old: [old], next: [next] };
    }
    return undefined;
  }

  #sighting(call: CallFact, { old, next, taker }: Handed): Sighting {
    const { program } = this.#entities;
    const all = [old, next].map((values) => values.flatMap((one) => this.#reached(one)));
    const [mine = [], theirs = []] = all;
    // Where the old side reaches nothing of its own, the new one writes to both.
    const olds = without(mine, theirs);
    const inside = siteOf(ownerOf({ path: this.#path, func: call.func }, program), program);
    const name = calleeName(call.value);
    const gates = taker?.gates ?? this.#gateNamed(call);
    return {
      kind: "wrapper",
      place: { path: this.#path, span: call.span },
      inside,
      gates,
      old: {
        ...this.#side(old, olds.length > 0 ? olds : mine, call),
        ...(taker && { name: taker.old.label }),
      },
      new: {
        ...this.#side(next, without(theirs, mine), call),
        ...(taker && { name: taker.new.label }),
      },
      group: gates[0]?.flagKey ?? this.#groupOf(call),
      isContract: false,
      clients: [],
      title: taker?.site.name ?? (name === "" ? inside.name : name),
    };
  }

  /** Calls of one wrapper are one move, wherever they stand; a library's are one for each file. */
  #groupOf({ value }: CallFact): string {
    const [one] = this.#entities.of(value.callee, this.#path);
    return one?.k === "function"
      ? `${one.path}\0${String(one.func)}`
      : `${this.#path}\0${calleeName(value)}`;
  }

  /** A wrapper that names its flag does so in an argument that is a known key. */
  #gateNamed({ value }: CallFact): Gate[] {
    const key = value.args.find((one) => one.k === "literal" && typeof one.value === "string");
    if (key?.k !== "literal" || typeof key.value !== "string") return [];
    if (!this.#choices.isKnown(key.value)) return [];
    return [{ flagKey: key.value, text: key.value, choices: this.#choices.of(key.value) }];
  }

  #reached(value: Value): ReachedSymbol[] {
    if (value.k === "function") {
      const span = this.#facts.functions[value.func]?.span;
      return span === undefined ? [] : this.#symbols.inFunction(span, this.#facts, this.#path);
    }
    const text = this.#symbols.of(value, this.#path);
    const operation = text === undefined ? undefined : this.#symbols.operationOf(text);
    return text === undefined || operation === undefined ? [] : [{ text, operation }];
  }

  #side(values: readonly Value[], symbols: readonly ReachedSymbol[], call: CallFact): SeenSide {
    const [value = call.value] = values;
    const written = this.#text.slice(value.start, value.end);
    const line = written.replaceAll(/\s+/gu, " ");
    return {
      text: line.length > 60 ? `${line.slice(0, 57)}...` : line,
      name: /([\w$]+)\??\.\w+\(/u.exec(written)?.[1] ?? "",
      symbols,
      place: { path: this.#path, span: { start: value.start, end: value.end } },
    };
  }
}

/** What both sides reach tells nothing of either. */
function without(
  symbols: readonly ReachedSymbol[],
  others: readonly ReachedSymbol[],
): ReachedSymbol[] {
  return symbols.filter(({ text }) => !others.some((other) => other.text === text));
}

function isRunnable(value: Value | undefined): value is Value {
  return value?.k === "function" || value?.k === "name" || value?.k === "member";
}

function isNamedCall(value: CallFact["value"]): boolean {
  return /run|exec|measure|with|compare|strategy|switch|choose|migrat|dual|shadow|both|parallel/iu.test(
    calleeName(value),
  );
}

function calleeName({ callee }: CallFact["value"]): string {
  return callee.k === "name" || callee.k === "member" ? callee.name : "";
}
