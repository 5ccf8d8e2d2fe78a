import type { StoreItem, StoreVariable } from "halyard-language-server/protocol/stores";

/** Values by the names of environment variables. */
export type Values = Readonly<Record<string, string | undefined>>;

/** A variable that a program or the system itself obeys cannot hold a token or an address. */
const obeyed = /^(?:NODE_|LD_|DYLD_|ELECTRON_|VSCODE_|PATH$|HOME$)/i;

/** The variables that hold tokens. */
export function tokensOf({ variables }: StoreItem): readonly StoreVariable[] {
  return variables.filter(({ use }) => use !== "address");
}

/** The variable that holds the address; undefined where the vendor's own is used. */
export function addressOf({ variables }: StoreItem): StoreVariable | undefined {
  return variables.find(({ use }) => use === "address");
}

/** The first variable that must not be set, because something else would follow it. */
export function obeyedVariable({ variables }: StoreItem): string | undefined {
  return variables.find(({ name }) => obeyed.test(name))?.name;
}

/**
 * Whom a store's tokens are for: the origin of its address, as `values` have it, or the vendor. Undefined where the
 * address is not known or is none.
 */
export function hostOf(store: StoreItem, values: Values): string | undefined {
  const variable = addressOf(store);
  if (variable === undefined) return `${store.type} itself`;
  return originOf(values[variable.name] ?? "");
}

/** The origin of an address on the web; undefined for anything else. */
export function originOf(address: string): string | undefined {
  try {
    const { protocol, origin, hostname } = new URL(address.trim());
    const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
    return protocol === "https:" || (protocol === "http:" && isHere) ? origin : undefined;
  } catch {
    return undefined;
  }
}
