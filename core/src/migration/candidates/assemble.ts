import { compareText } from "../../text/order.js";
import type { CandidateFlags, CandidateSide, MigrationCandidate, Side } from "../model.js";
import type { SeenSide, Sighting } from "./sighting.js";
import { wordsOf } from "./words.js";

/** Makes one candidate of all sightings of one move. */
export function assembled(
  sightings: readonly Sighting[],
  takenIds: ReadonlySet<string>,
): MigrationCandidate[] {
  const found = groupsOf(withoutChoosers(sightings))
    .map(candidateOf)
    .sort(
      (left, right) =>
        compareText(left.place.path, right.place.path) ||
        left.place.span.start - right.place.span.start,
    );
  const taken = new Set(takenIds);
  return found.map((one) => {
    const suggestedId = freeId(one.suggestedId, taken);
    taken.add(suggestedId);
    return { ...one, suggestedId };
  });
}

/** An id that no migration has yet. */
function freeId(id: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const next = count === 1 ? id : `${id}-${String(count)}`;
    if (!taken.has(next)) return next;
  }
}

/**
 * A function that chooses between the sides is neither of them: what calls it beside one side is part of its group, and
 * no symbol of a side.
 */
function withoutChoosers(sightings: readonly Sighting[]): Sighting[] {
  const choosers = new Map(
    sightings.map((one) => [`${one.inside.path}#${one.inside.name}`, one.group]),
  );
  const plain = (side: SeenSide): SeenSide => ({
    ...side,
    symbols: side.symbols.filter(({ text }) => !choosers.has(text)),
  });
  return sightings.map((one) => {
    const called = [...one.old.symbols, ...one.new.symbols].find(({ text }) => choosers.has(text));
    const group = called === undefined ? one.group : (choosers.get(called.text) ?? one.group);
    return { ...one, group, old: plain(one.old), new: plain(one.new) };
  });
}

/** Sightings belong together by flag or wrapper, and where they move between the same two classes or modules. */
function groupsOf(sightings: readonly Sighting[]): Sighting[][] {
  const byGroup = new Map<string, Sighting[]>();
  for (const one of sightings) {
    const known = byGroup.get(one.group);
    if (known === undefined) byGroup.set(one.group, [one]);
    else known.push(one);
  }
  const merged: { holders: Set<string>; group: Sighting[] }[] = [];
  for (const group of byGroup.values()) {
    const holders = new Set(group.flatMap(holdersOf));
    const same = merged.find((one) => [...holders].some((holder) => one.holders.has(holder)));
    if (same === undefined) merged.push({ holders, group: [...group] });
    else {
      same.group.push(...group);
      for (const holder of holders) same.holders.add(holder);
    }
  }
  return merged.map(({ group }) => group);
}

/** The pairs of classes, modules or fields that a sighting moves between. */
function holdersOf({ old, new: next, clients, gates }: Sighting): string[] {
  // A model of a client is a table of it.
  const named = clients.flatMap((one) => /^this\.#?\w+/u.exec(one)?.[0] ?? []);
  const pair = named.length === 2 ? [[...named].sort().join("\0")] : [];
  // Where no flag tells moves apart, classes that are named for it and share a field are parts of one.
  const fields = gates.length === 0 ? named.map((one) => `${one}\0`) : pair;
  const symbols = old.symbols.flatMap((left) =>
    next.symbols.flatMap((right) => {
      const mine = holderOf(left.text);
      const theirs = holderOf(right.text);
      return mine === theirs ? [] : [`${mine}\0${theirs}`];
    }),
  );
  return [...fields, ...symbols];
}

function holderOf(symbol: string): string {
  const dot = symbol.indexOf(".", symbol.lastIndexOf("#"));
  return dot < 0 ? symbol.slice(0, symbol.lastIndexOf("#")) : symbol.slice(0, dot);
}

const rank = { "dual-write": 0, wrapper: 1, choice: 2 } as const;

function candidateOf(group: readonly Sighting[]): MigrationCandidate {
  const ordered = [...group].sort(
    (left, right) =>
      rank[left.kind] - rank[right.kind] ||
      Number(right.isContract) - Number(left.isContract) ||
      compareText(left.place.path, right.place.path) ||
      left.place.span.start - right.place.span.start,
  );
  const [first, ...rest] = ordered as [Sighting, ...Sighting[]];
  const flags = flagsOf(ordered);
  const sides = { old: sideOf("old", ordered), new: sideOf("new", ordered) };
  return {
    kind: first.kind,
    place: first.place,
    twin: first.kind === "wrapper" ? undefined : first.old.place,
    others: rest.map(({ place }) => place),
    flagKey: flags.staged?.flagKey ?? flags.write ?? flags.read,
    flags,
    inside: first.inside,
    ...sides,
    suggestedId: idOf(sides.new.name === "new" ? first.title : sides.new.name),
  };
}

/** The flags that decide, by what they decide. */
function flagsOf(group: readonly Sighting[]): CandidateFlags {
  const gates = group.flatMap((one) => one.gates);
  const staged = gates.find(({ choices }) => choices.modes !== undefined);
  if (staged?.flagKey !== undefined && staged.choices.modes !== undefined) {
    return { staged: { flagKey: staged.flagKey, modes: staged.choices.modes } };
  }
  const keys = [...new Set(gates.flatMap(({ flagKey }) => flagKey ?? []))];
  const reads = (key: string): boolean =>
    wordsOf(key).some((word) => /^(?:reads?|return)$/u.test(word));
  const isRead = (key: string): boolean =>
    reads(key) ||
    group
      .filter((one) => one.gates.some(({ flagKey }) => flagKey === key))
      .every(({ new: next }) => next.symbols.length > 0 && next.symbols.every(isReading));
  const read = keys.find(isRead);
  const write = keys.find((key) => key !== read && !reads(key));
  return { ...(write !== undefined && { write }), ...(read !== undefined && { read }) };
}

function isReading({ operation }: { readonly operation: string }): boolean {
  return operation === "read";
}

function sideOf(side: Side, group: readonly Sighting[]): CandidateSide {
  const far = side === "old" ? "new" : "old";
  // The wrapper's own contract tells the sides better than what the functions do that it is handed.
  const contract = group.filter(
    (one) =>
      one.kind === "wrapper" &&
      one.isContract &&
      one.old.symbols.length * one.new.symbols.length > 0,
  );
  const telling = contract.length > 0 ? contract : group;
  const own = telling.map((one) => one[side]);
  const other = telling.flatMap((one) => one[far].symbols);
  const symbols = own
    .flatMap((one) => one.symbols)
    .filter(({ text }) => !other.some((one) => one.text === text));
  const named = (operation: "write" | "read"): string[] =>
    [
      ...new Set(symbols.filter((one) => one.operation === operation).map(({ text }) => text)),
    ].sort();
  const otherNames = new Set(group.map((one) => one[far].name));
  return {
    text: own[0]?.text ?? "",
    name: commonName(own, otherNames) ?? side,
    writes: named("write"),
    reads: named("read"),
  };
}

/** The name that most sightings have for a side. */
function commonName(
  sides: readonly SeenSide[],
  otherNames: ReadonlySet<string>,
): string | undefined {
  const counts = new Map<string, number>();
  for (const { name } of sides) {
    if (name !== "" && name !== "this" && !otherNames.has(name)) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts].sort((left, right) => right[1] - left[1])[0]?.[0];
}

/** An id for the registry, made of a name in the code. */
function idOf(name: string): string {
  const plain = wordsOf(name).join("-");
  return `move-to-${plain === "" ? "new-system" : plain}`;
}
