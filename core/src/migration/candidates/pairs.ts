import type { JsonValue } from "../../text/json.js";
import type { CallFact, FlowFacts, PathCondition } from "../flowFacts.js";
import type { Entities } from "../follow/entities.js";
import { own } from "../follow/program.js";
import { ownerOf, siteOf } from "../follow/sites.js";
import { areExclusive } from "../follow/exclusion.js";
import { areSameStore, isSameClient } from "./sameStore.js";
import { conditionsOf, type Gate, type Gates } from "./gates.js";
import { areTwinUses, isBeside, isChoice, isDouble, shareData } from "./evidence.js";
import { ReachedSymbols } from "./reachedSymbols.js";
import type { SeenSide, Sighting } from "./sighting.js";
import { lastName, storeUseOf, type StoreUse } from "./storeUse.js";
import { distinctiveName, isTelling, namedForBoth, sideSaidBy } from "./words.js";

/** More calls than this in one function are a script, and their pairs too many to compare. */
const maximumUses = 40;

interface Use extends StoreUse {
  readonly owner: number;
}

/** Two uses under a gate, with the gate's values under which each runs. */
interface Gated {
  readonly gate: Gate;
  readonly left: readonly JsonValue[];
  readonly right: readonly JsonValue[];
  /** Never both in one run, for whatever reason. */
  readonly areExclusive: boolean;
}

interface Pair {
  readonly left: Use;
  readonly right: Use;
  /** How much alike the two are. */
  readonly strength: number;
  readonly sighting: Sighting;
}

/** Finds pairs of calls in one function that do the same to two stores. */
export class Pairs {
  readonly #path: string;
  readonly #facts: FlowFacts;
  readonly #entities: Entities;
  readonly #gates: Gates;
  readonly #symbols: ReachedSymbols;
  readonly #text: string;
  /** Every call is compared with all others of its function. */
  readonly #known = new Map<CallFact, readonly PathCondition[]>();

  constructor(path: string, facts: FlowFacts, entities: Entities, gates: Gates) {
    this.#path = path;
    this.#facts = facts;
    this.#entities = entities;
    this.#gates = gates;
    this.#symbols = new ReachedSymbols(entities);
    this.#text = entities.program.source.textOf(path) ?? "";
  }

  /** Double writes and choices of this file, by offset; each call is told of once. */
  sightings(): Sighting[] {
    const byOwner = new Map<number, Use[]>();
    for (const call of this.#facts.calls) {
      const use = storeUseOf(call, this.#facts, this.#text);
      if (use === undefined) continue;
      const owner = ownerOf({ path: this.#path, func: call.func }, this.#entities.program).func;
      const known = byOwner.get(owner);
      if (known === undefined) byOwner.set(owner, [{ ...use, owner }]);
      else known.push({ ...use, owner });
    }
    return [...byOwner.values()].flatMap((uses) =>
      uses.length > maximumUses ? [] : this.#among(uses),
    );
  }

  #among(uses: readonly Use[]): Sighting[] {
    const pairs = uses.flatMap((left, at) =>
      uses.slice(at + 1).flatMap((right) => this.#sightingOf(left, right, uses) ?? []),
    );
    const told = new Set<CallFact>();
    const found: Sighting[] = [];
    // The pair that is most alike is the one that is meant.
    for (const { left, right, sighting } of pairs.sort((a, b) => b.strength - a.strength)) {
      if (told.has(left.call) || told.has(right.call)) continue;
      told.add(left.call).add(right.call);
      found.push(sighting);
    }
    return found;
  }

  #sightingOf(left: Use, right: Use, uses: readonly Use[]): Pair | undefined {
    if (left.doing !== right.doing || isTelling(left.verb) !== isTelling(right.verb))
      return undefined;
    if (areSameStore(left, right, this.#path, this.#entities)) return undefined;
    if (isBeside(left) !== isBeside(right) || !this.#areInOneRun(left, right)) return undefined;
    const alike = (areTwinUses(left, right) ? 4 : 0) + (left.data[0] === right.data[0] ? 1 : 0);
    for (const gated of this.#gatesOf(left, right)) {
      const all = gated.gate.choices.values.length;
      const areBoth = gated.left.length < all && gated.right.length < all;
      const strength = alike + (areBoth ? 2 : 0);
      const sighting = this.#underGate(left, right, { ...gated, strength });
      if (sighting !== undefined) return { left, right, strength, sighting };
    }
    const sighting = this.#byName(left, right, uses);
    return sighting && { left, right, strength: alike, sighting };
  }

  /** One stands around the other, or both in callbacks that their function waits for; routes are each a run of their own. */
  #areInOneRun({ call: left, owner }: Use, { call: right }: Use): boolean {
    const mine = this.#around(left.func, owner);
    const theirs = this.#around(right.func, owner);
    if (mine.includes(right.func) || theirs.includes(left.func)) return owner > 0 || left.func > 0;
    const isWaited = (func: number): boolean =>
      this.#facts.functions[func]?.handedTo?.outcome.wait === "awaited";
    const own = [
      ...mine.filter((func) => !theirs.includes(func)),
      ...theirs.filter((func) => !mine.includes(func)),
    ];
    return owner > 0 && own.every(isWaited);
  }

  /** The functions around a place, up to its named one. */
  #around(func: number, owner: number): number[] {
    const found = [func];
    for (let at = func; at !== owner && at > 0;) {
      at = Math.max(this.#facts.functions[at]?.parent ?? 0, 0);
      found.push(at);
    }
    return found;
  }

  /** Flags, and telling expressions, that decide about one of two calls or about both. */
  #gatesOf(left: Use, right: Use): Gated[] {
    const mine = this.#conditions(left);
    const theirs = this.#conditions(right);
    return this.#gates.in([...mine, ...theirs], this.#path).map((gate) => ({
      gate,
      left: this.#gates.valuesAt(gate, mine, this.#path),
      right: this.#gates.valuesAt(gate, theirs, this.#path),
      areExclusive: areExclusive(mine, theirs, this.#path, this.#entities, (path) =>
        this.#entities.program.source.textOf(path),
      ),
    }));
  }

  /** Conditions of a call, and those in a function of the workspace around the one store that it uses. */
  #conditions(use: Use): readonly PathCondition[] {
    const known = this.#known.get(use.call) ?? this.#conditionsAt(use);
    this.#known.set(use.call, known);
    return known;
  }

  #conditionsAt({ call, owner }: Use): readonly PathCondition[] {
    const own = conditionsOf(call, this.#facts, owner);
    const [callee, more] = this.#entities.of(call.value.callee, this.#path);
    if (callee?.k !== "function" || more !== undefined) return own;
    const { program } = this.#entities;
    const facts = program.factsOf(callee.path);
    const text = program.source.textOf(callee.path) ?? "";
    if (facts === undefined) return own;
    const [inner, other] = facts.calls.filter(
      (one) => one.func === callee.func && storeUseOf(one, facts, text) !== undefined,
    );
    if (inner === undefined || other !== undefined) return own;
    return [...own, ...inner.path.map((one) => ({ ...one, file: one.file ?? callee.path }))];
  }

  #underGate(
    left: Use,
    right: Use,
    gated: Gated & { readonly strength: number },
  ): Sighting | undefined {
    const { gate, strength } = gated;
    const all = gate.choices.values.length;
    const both = gated.left.filter((value) => gated.right.includes(value)).length;
    // A second read is made for want of the first, or to compare.
    const isOneOfTwo = both === 0 || gated.areExclusive || left.doing === "read";
    const isPart = (values: readonly JsonValue[]): boolean =>
      values.length > 0 && values.length < all;
    if (!isPart(gated.left) && !isPart(gated.right)) return undefined;
    if (sameValues(gated.left, gated.right)) return undefined;
    if (gated.left.length === 0 || gated.right.length === 0) return undefined;
    const kind = isOneOfTwo ? "choice" : "dual-write";
    const isTold =
      kind === "dual-write" ? isDouble(left, right, gate, strength) : isChoice(left, right, gate);
    return isTold
      ? this.#made(kind, left, right, [gate], this.#isSwapped(left, right, gated))
      : undefined;
  }

  /** A function or class that is named for it writes the same to two clients, and nothing decides about either. */
  #byName(left: Use, right: Use, uses: readonly Use[]): Sighting | undefined {
    if (left.doing === "read" || isSameClient(left, right)) return undefined;
    const fact = this.#facts.functions[left.owner];
    const isNamed = [fact?.name, fact?.owner, this.#path].some((one) =>
      namedForBoth.test(one ?? ""),
    );
    if (!isNamed || !this.#areApart(left, right)) return undefined;
    // Where a function or class that is named for it puts something into just two places, these are the two.
    const puts = uses.filter(
      (one) => one.doing !== "read" && !isTelling(one.verb) && !isBeside(one),
    );
    const clients = new Set(puts.map(({ client }) => client));
    const isNamedItself =
      namedForBoth.test(fact?.name ?? "") || namedForBoth.test(fact?.owner ?? "");
    const areTheTwo = isNamedItself && clients.size === 2;
    if (!areTheTwo && !shareData(left, right)) return undefined;
    return this.#made("dual-write", left, right, [], this.#isSwappedByName(left, right));
  }

  /** Two functions are two systems where they come from two modules, or their names say so. */
  #areApart(left: Use, right: Use): boolean {
    const [mine, theirs] = [left, right].map(({ call: { value } }) =>
      value.callee.k === "name"
        ? (own(this.#facts.imports, value.callee.name)?.from ?? "")
        : undefined,
    );
    return (
      mine === undefined || theirs === undefined || mine !== theirs || areTwinUses(left, right)
    );
  }

  /** Whether the second of two calls is the old side. */
  #isSwapped(left: Use, right: Use, { gate, left: mine, right: theirs }: Gated): boolean {
    const said = this.#saidSwapped(left, right);
    if (said !== undefined) return said;
    const [first] = gate.choices.modes ?? [];
    if (first !== undefined && mine.includes(first.value) !== theirs.includes(first.value)) {
      return theirs.includes(first.value);
    }
    // What a flag adds, or chooses, is the new side; where its name speaks of the old one, that is what it adds.
    const leftIsAdded =
      mine.length < theirs.length || (mine.length === theirs.length && mine[0] === true);
    const isOldAdded = sideSaidBy(gate.text) === "old";
    return leftIsAdded !== isOldAdded;
  }

  #isSwappedByName(left: Use, right: Use): boolean {
    return this.#saidSwapped(left, right) ?? false;
  }

  /** What the names of client, verb and table say, where they say anything. */
  #saidSwapped(left: Use, right: Use): boolean | undefined {
    for (const nameOf of [
      ({ client }: Use) => client,
      ({ verb }: Use) => verb,
      ({ entity }: Use) => entity ?? "",
    ]) {
      const mine = sideSaidBy(nameOf(left));
      const theirs = sideSaidBy(nameOf(right));
      if (mine !== theirs) return mine === "new" || theirs === "old";
    }
    return undefined;
  }

  #made(
    kind: Sighting["kind"],
    left: Use,
    right: Use,
    gates: readonly Gate[],
    isSwapped: boolean,
  ): Sighting {
    const [old, next] = isSwapped ? [right, left] : [left, right];
    const inside = siteOf({ path: this.#path, func: left.owner }, this.#entities.program);
    const fact = this.#facts.functions[left.owner];
    const flagKey = gates[0]?.flagKey;
    const holder = fact?.owner ?? inside.name;
    return {
      kind,
      place: { path: this.#path, span: next.call.span },
      inside,
      gates,
      old: this.#side(old, next),
      new: this.#side(next, old),
      group: flagKey ?? `${this.#path}\0${holder}`,
      isContract: false,
      clients: [old, next].map(({ client }) => client),
      title: next.entity ?? holder,
    };
  }

  #side(use: Use, other: Use): SeenSide {
    const { callee } = use.call.value;
    const symbol = this.#symbols.ofCall(use.call, this.#path, use.doing);
    const twin = this.#symbols.ofCall(other.call, this.#path, other.doing);
    const written = this.#text.slice(callee.start, callee.end).replaceAll(/\s+/gu, " ");
    const isTable = use.entity !== undefined && isSameClient(use, other);
    const told = callee.k === "name" ? distinctiveName(callee.name, calleeName(other)) : undefined;
    const name = isTable
      ? use.entity
      : (told ?? lastName(callee.k === "member" ? callee.of : callee, this.#text));
    return {
      text: written.length > 60 ? `${written.slice(0, 57)}...` : written,
      name,
      symbols: symbol === undefined || symbol.text === twin?.text ? [] : [symbol],
      place: { path: this.#path, span: use.call.span },
    };
  }
}

function calleeName({ call: { value } }: StoreUse): string {
  return value.callee.k === "name" ? value.callee.name : "";
}

function sameValues(left: readonly JsonValue[], right: readonly JsonValue[]): boolean {
  return left.length === right.length && left.every((one, at) => one === right[at]);
}
