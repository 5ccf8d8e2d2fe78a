import type { SearchHit, SearchQuery } from "../documents.js";
import type { SearchFlagClient } from "../flags/client.js";

/** A hit as the page shows it. */
export interface PresentedHit extends SearchHit {
  /** The title as HTML, matches marked where the client has highlighting. */
  readonly titleHtml: string;
}

/** Turns hits into what the page shows. */
export function presentHits(
  flags: SearchFlagClient,
  query: SearchQuery,
  hits: readonly SearchHit[],
): PresentedHit[] {
  const highlights = flags.get({ clientId: query.clientId }, "search.highlight-matches", false);
  return hits.map((hit) => ({
    ...hit,
    titleHtml: highlights ? markMatches(hit.title, query.text) : escapeHtml(hit.title),
  }));
}

function markMatches(title: string, text: string): string {
  const start = title.toLowerCase().indexOf(text.toLowerCase());
  if (start < 0 || text === "") {
    return escapeHtml(title);
  }
  const end = start + text.length;
  const match = escapeHtml(title.slice(start, end));
  return `${escapeHtml(title.slice(0, start))}<mark>${match}</mark>${escapeHtml(title.slice(end))}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
