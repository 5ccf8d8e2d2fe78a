import type { FlagReference } from "../../reference/model.js";
import { containsSpan, type Span } from "../../text/span.js";
import type { CallFact, FlowFacts, PathCondition, Value } from "../flowFacts.js";
import type { CandidateSide, MigrationCandidate } from "../model.js";
import { candidateFiles, sharedName, storing } from "./candidateFiles.js";
import { Entities, type Entity } from "./entities.js";
import type { FollowedCode } from "./followMigrations.js";
import { own, Program, type FlowSource } from "./program.js";
import { ownerOf, siteOf } from "./sites.js";
import { wrapperCandidatesIn } from "./wrapperCandidates.js";

/** Code that looks like a migration which no registry declares, by path and offset. */
export function candidatesIn(source: FlowSource, known: FollowedCode): MigrationCandidate[] {
  const declared = [...known.migrations.keys()].flatMap(({ flags }) => flags);
  const flagKeys = new Set(declared.map(({ flagKey }) => flagKey));
  const places = [...known.migrations.values()].flatMap(({ calls }) => calls);
  const isKnown = (path: string, span: Span): boolean =>
    places.some(({ place }) => place.path === path && containsSpan(span, place.span));
  const program = new Program(source);
  const entities = new Entities(program);
  return candidateFiles(source).flatMap((path) => {
    const facts = program.factsOf(path);
    if (facts === undefined) return [];
    const file = new CandidateFile(path, facts, entities);
    return [...file.doubleWrites(), ...wrapperCandidatesIn(path, facts, entities)].filter(
      ({ place, flagKey }) =>
        !isKnown(path, place.span) && (flagKey === undefined || !flagKeys.has(flagKey)),
    );
  });
}

/** Names of functions and switches that say what they do. */
const named =
  /dual[-_]?(?:write|read)|double[-_]?write|write(?:To)?Both|shadow[-_]?(?:read|write)|mirror[-_]?write/iu;

class CandidateFile {
  readonly #path: string;
  readonly #facts: FlowFacts;
  readonly #entities: Entities;
  readonly #text: string;
  readonly #references: readonly FlagReference[];

  constructor(path: string, facts: FlowFacts, entities: Entities) {
    this.#path = path;
    this.#facts = facts;
    this.#entities = entities;
    const { source } = entities.program;
    this.#text = source.textOf(path) ?? "";
    this.#references = source.index.references.filter(
      (one) => one.path === path && one.access === "read",
    );
  }

  doubleWrites(): MigrationCandidate[] {
    const stores = this.#facts.calls.filter((call) => isStoring(call));
    const found: MigrationCandidate[] = [];
    for (const next of stores) {
      const twin = stores.find((one) => this.#isTwin(one, next));
      const isReported = found.some(({ twin: known }) => known?.span.start === next.span.start);
      if (twin !== undefined && !isReported) found.push(this.#candidate(twin, next));
    }
    return found;
  }

  /** The same data goes to another client in the same function, whatever the flag says. */
  #isTwin(old: CallFact, next: CallFact): boolean {
    if (old === next || this.#owner(old) !== this.#owner(next)) return false;
    if (sharedName(memberOf(old)) !== sharedName(memberOf(next))) return false;
    const [mine] = old.value.args;
    const [theirs] = next.value.args;
    if (mine === undefined || theirs === undefined || this.#words(mine) !== this.#words(theirs)) {
      return false;
    }
    const gate = this.#gateOf(next);
    if (gate === undefined || this.#shares(gate, old, next)) return false;
    // Named for it as a whole: the write that comes second is the one that was added.
    if (gate.test === next.value && next.span.start < old.span.start) return false;
    return this.#areDifferentClients(receiverOf(old), receiverOf(next));
  }

  #owner({ func }: CallFact): number {
    return ownerOf({ path: this.#path, func }, this.#entities.program).func;
  }

  /** The flag, or the telling name, that decides whether a call runs. */
  #gateOf(call: CallFact): { flagKey: string | undefined; test: Value } | undefined {
    for (const { test } of this.#pathOf(call)) {
      const reference = this.#referenceIn(test);
      if (reference !== undefined) return { flagKey: reference.flagKey, test };
      if (named.test(this.#words(test))) return { flagKey: undefined, test };
    }
    const site = siteOf({ path: this.#path, func: this.#owner(call) }, this.#entities.program);
    return named.test(site.name) ? { flagKey: undefined, test: call.value } : undefined;
  }

  /** A flag asked in a condition itself, or in the constant that it names. */
  #referenceIn(test: Value): FlagReference | undefined {
    const direct = this.#references.find(({ evaluation }) => containsSpan(test, evaluation));
    if (direct !== undefined) return direct;
    for (const value of partsOf(test).flatMap((part) => this.#initialOf(part))) {
      const inside = this.#references.find(({ evaluation }) => containsSpan(value, evaluation));
      if (inside !== undefined) return inside;
    }
    return undefined;
  }

  /** What a variable or field of this file is made of. */
  #initialOf(part: Value): readonly Value[] {
    if (part.k === "local") return onlyDefined(this.#facts.locals[part.id]?.value);
    if (part.k === "name") {
      const declared = own(this.#facts.declarations, part.name);
      return declared?.k === "variable" ? onlyDefined(declared.value) : [];
    }
    if (part.k !== "member" || part.of.k !== "this" || part.of.owner === undefined) return [];
    const holder = own(this.#facts.declarations, part.of.owner);
    return holder?.k === "class" ? (own(holder.members, part.name)?.values ?? []) : [];
  }

  /** Conditions in the named function: those of callbacks around the call count. */
  #pathOf({ func, path }: CallFact): PathCondition[] {
    const found = [...path];
    const owner = ownerOf({ path: this.#path, func }, this.#entities.program).func;
    for (let at = func; at !== owner && at > 0;) {
      const fact = this.#facts.functions[at];
      if (fact === undefined) break;
      found.push(...fact.path);
      at = Math.max(fact.parent, 0);
    }
    return found;
  }

  /** Both under the gate, on its same side or on opposite ones: then it does not add one write to another. */
  #shares(gate: { test: Value }, old: CallFact, next: CallFact): boolean {
    if (gate.test === next.value) return false;
    return this.#pathOf(old).some(({ test }) => test.start === gate.test.start);
  }

  #areDifferentClients(left: Value, right: Value): boolean {
    if (this.#words(left) === this.#words(right)) return false;
    const mine = this.#entities.of(left, this.#path);
    const theirs = this.#entities.of(right, this.#path);
    const same = mine.some((one) => theirs.some((other) => sameEntity(one, other)));
    // Two objects of one class are two stores where the names say so; of a list or map they are not.
    return !same || !/^(?:map|set|cache|list|items)$/iu.test(this.#nameOf(left));
  }

  #candidate(old: CallFact, next: CallFact): MigrationCandidate {
    const inside = siteOf({ path: this.#path, func: this.#owner(next) }, this.#entities.program);
    const gate = this.#gateOf(next);
    const sides = { old: this.#side(old), new: this.#side(next) };
    return {
      kind: "dual-write",
      place: { path: this.#path, span: next.span },
      twin: { path: this.#path, span: old.span },
      flagKey: gate?.flagKey,
      inside,
      ...sides,
      suggestedId: idOf(sides.new.name),
    };
  }

  #side({ value }: CallFact): CandidateSide {
    const { callee } = value;
    const symbol = this.#entities.of(callee, this.#path).flatMap((one) => {
      if (one.k !== "function") return [];
      const fact = this.#entities.program.functionAt(one.path, one.func);
      return fact?.owner === undefined ? [] : [`${one.path}#${fact.owner}.${fact.name}`];
    })[0];
    return { text: this.#words(callee), symbol, name: this.#nameOf(receiverOf({ value })) };
  }

  #nameOf(receiver: Value): string {
    return receiver.k === "local" ? this.#words(receiver) : lastName(receiver);
  }

  #words({ start, end }: Span): string {
    return this.#text.slice(start, end);
  }
}

/** An id for the registry, made of a receiver's name. */
function idOf(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/gu, "$1-$2").toLowerCase();
  const plain = words.replaceAll(/[^a-z0-9-]+/gu, "-").replaceAll(/^-+|-+$/gu, "");
  return `move-to-${plain === "" ? "new-system" : plain}`;
}

function onlyDefined(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}

function isStoring({ value }: CallFact): boolean {
  const { callee } = value;
  if (callee.k === "name" && value.k === "call") {
    // A function by itself tells what it stores to only by the twin that it has.
    return (
      sharedName(callee.name) !== callee.name && storing.test(callee.name.replace(/[A-Z].*/u, ""))
    );
  }
  if (callee.k !== "member" || value.args.length === 0 || !storing.test(callee.name)) return false;
  return !/^(?:res|reply|response|socket|ws|this|super|Object|params|headers|cookies|localStorage|sessionStorage|console|logger|log|metrics|span|router|app)$/u.test(
    lastName(callee.of),
  );
}

function memberOf({ value }: CallFact): string {
  const { callee } = value;
  return callee.k === "member" || callee.k === "name" ? callee.name : "";
}

function receiverOf({ value }: Pick<CallFact, "value">): Value {
  return value.callee.k === "member" ? value.callee.of : value.callee;
}

function lastName(value: Value): string {
  if (value.k === "name" || value.k === "member") return value.name.replace(/^#/u, "");
  if (value.k === "this") return "this";
  if (value.k === "super") return "super";
  if (value.k === "call" || value.k === "new") return lastName(value.callee);
  return value.k === "cast" ? lastName(value.of) : "";
}

function partsOf(value: Value): readonly Value[] {
  if (value.k === "not") return partsOf(value.of);
  return value.k === "logic" ? [...partsOf(value.left), ...partsOf(value.right)] : [value];
}

function sameEntity(left: Entity, right: Entity): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
