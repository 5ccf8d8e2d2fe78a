import type { SearchQuery } from "../documents.js";
import type { SearchFlagClient } from "../flags/client.js";

/** Brings a query into the form that the clusters are asked with. */
export function normalizeQuery(flags: SearchFlagClient, query: SearchQuery): SearchQuery {
  const text = query.text.trim().toLowerCase();
  if (flags.get({ clientId: query.clientId }, "search.phonetic-matching", false)) {
    return { ...query, text: spellAsSpoken(text) };
  }
  return { ...query, text };
}

/** Spells names the way they sound, so that "Philipp" finds "Filip". */
function spellAsSpoken(text: string): string {
  return text.replaceAll("ph", "f").replace(/(\p{L})\1+/gu, "$1");
}
