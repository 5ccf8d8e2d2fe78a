import type { Migration, MigrationCall, System, SystemSymbol } from "../migration/model.js";

/** What a member's name says it does to the data, so that `index` and `save` are known to be alike. */
const kinds: readonly RegExp[] = [
  /^(?:delete|remove|destroy|erase|drop|clear|purge|archive|cancel|revoke)/iu,
  /^(?:create|add|insert|index|save|put|store|set|write|upsert|update|publish|place|send|append|record|persist|push|emit|broadcast|bulk|post)/iu,
];

/**
 * The symbol of the other system that does the same: the one of the same name, the only one there is, the one at the
 * same place in a list of the same length, or the only one whose name means the same. Undefined where it cannot be
 * told.
 */
export function twinOf(symbol: SystemSymbol, own: System, other: System): SystemSymbol | undefined {
  const mine = own.symbols.filter(({ operation }) => operation === symbol.operation);
  const theirs = other.symbols.filter(({ operation }) => operation === symbol.operation);
  const same = theirs.filter((one) => lastName(one) === lastName(symbol));
  if (same.length === 1) return same[0];
  if (theirs.length === 1 && mine.length === 1) return theirs[0];
  if (mine.length === theirs.length && mine.every((one) => !hasNamesake(one, theirs))) {
    return theirs[mine.indexOf(symbol)];
  }
  const kind = kindOf(symbol);
  const alike = theirs.filter((one) => kind !== undefined && kindOf(one) === kind);
  return alike.length === 1 ? alike[0] : undefined;
}

/** Whether a call of one system meets its twin on the other, in one run or by a flag's choice. */
export function hasTwin(call: MigrationCall, migration: Migration): boolean {
  const met = migration.seams.filter(({ old }) => old === call).map((seam) => seam.new.symbol);
  if (met.length === 0) return false;
  const twin = twinOf(call.symbol, migration.old, migration.new);
  return twin === undefined || met.some(({ text }) => text === twin.text);
}

function hasNamesake(symbol: SystemSymbol, others: readonly SystemSymbol[]): boolean {
  return others.some((one) => lastName(one) === lastName(symbol));
}

function lastName({ name, member }: SystemSymbol): string {
  return member ?? name;
}

function kindOf(symbol: SystemSymbol): number | undefined {
  const name = lastName(symbol);
  const at = kinds.findIndex((kind) => kind.test(name));
  return at < 0 ? undefined : at;
}
