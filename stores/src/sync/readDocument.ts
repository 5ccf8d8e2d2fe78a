import type { JsonValue } from "@halyard/core";
import { mayBeAsked } from "../http/address.js";
import { StoreFault } from "../http/fault.js";
import { usualLimits, type HttpLimits } from "../http/limits.js";
import { StoreHttp } from "../http/storeHttp.js";

/** A JSON document, or a clause that goes on after its name and says why there is none. */
export type ReadDocument =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly message: string };

/** Reads a JSON document from a web address: no token, the same limits, and no redirect to another host. */
export async function readDocument(
  url: URL,
  limits: HttpLimits = usualLimits,
): Promise<ReadDocument> {
  if (!mayBeAsked(url)) return { ok: false, message: "is not https" };
  const http = new StoreHttp({
    base: new URL(url.origin),
    headers: {},
    secrets: [],
    tokenName: "the address",
    limits,
  });
  const query = Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name)]),
  );
  try {
    return { ok: true, value: await http.ask({ what: "report there", path: url.pathname, query }) };
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    return { ok: false, message: `cannot be read: its host ${error.message}` };
  }
}
