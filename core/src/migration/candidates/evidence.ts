import type { Gate } from "./gates.js";
import { isSameClient } from "./sameStore.js";
import { namedForCopy, type StoreUse } from "./storeUse.js";
import { areTwins, isBesideData, namedForBoth, speaksOfMove } from "./words.js";

/** Whether two uses of stores are handed the same data, as written. */
export function shareData(left: StoreUse, right: StoreUse): boolean {
  return left.data.some((one) => isData(one) && right.data.includes(one));
}

/** What any call is handed says nothing about its data. */
function isData(data: string): boolean {
  return !/^(?:\{\s*\}|\[\s*\]|undefined|null|this|(?:\{\s*)?(?:client|config|context|ctx|db|opts|options|req|res|session|transaction|trx|tx)(?:\s*\})?)$/u.test(
    data,
  );
}

/** Whether two uses are called alike: one verb on two clients or tables, or verbs or clients that are twins. */
export function areTwinUses(left: StoreUse, right: StoreUse): boolean {
  if (left.verb === right.verb) return left.client !== right.client || left.entity !== right.entity;
  return areTwins(left.verb, right.verb) || areTwins(left.client, right.client);
}

/** Whether a use writes about the data: a log, an event, a count. */
export function isBeside({ verb, client, entity }: StoreUse): boolean {
  return [verb, client, entity ?? ""].some(isBesideData);
}

/** Under a gate, the same data goes to another store, or the names of calls or gate say that it does. */
export function isDouble(left: StoreUse, right: StoreUse, gate: Gate, strength: number): boolean {
  // A mode decides about much more than one move of data; it must decide about both, or both must be called alike.
  if (gate.choices.modes !== undefined && strength < 2) return false;
  const isNamed =
    namedForBoth.test(gate.text) ||
    gate.choices.modes !== undefined ||
    [left, right].some(({ verb }) => namedForCopy.test(verb));
  const sameData = shareData(left, right);
  if (left.entity !== undefined && right.entity !== undefined && isSameClient(left, right)) {
    // Rows of two tables belong together without any move, unless the names say otherwise.
    const areTables = areTwins(left.entity, right.entity);
    return areTables ? sameData || isNamed : sameData && isNamed;
  }
  const areCalledAlike = left.verb === right.verb || areTwins(left.verb, right.verb);
  if (sameData && (isNamed || areCalledAlike)) return true;
  return areTwinUses(left, right) && (isNamed || (speaksOfMove(gate.text) && sameData));
}

/** One of two twins runs, as a flag says whose name or values speak of a move. */
export function isChoice(left: StoreUse, right: StoreUse, gate: Gate): boolean {
  if (gate.flagKey === undefined) return false;
  if (gate.choices.modes === undefined && !speaksOfMove(gate.text)) return false;
  if (!shareData(left, right)) return false;
  // One member of two clients may be any two ways; the names of clients or tables must say that they are sides.
  return gate.choices.modes !== undefined
    ? areTwinUses(left, right)
    : areTwins(left.verb, right.verb) || areTwins(left.client, right.client);
}
