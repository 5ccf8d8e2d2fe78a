import { createRequire } from "node:module";
import type * as TgglClient from "tggl-client";
import type { TgglLocalClient } from "tggl-client";

/** The flags of this service, as Tggl knows them. */
export interface SearchFlags {
  "search.es.dual-write": boolean;
  "search.es.read-new": boolean;
  "search.es.kill-new": boolean;
  "search.highlight-matches": boolean;
  "search.phonetic-matching": boolean;
}

/** What Tggl may decide by. */
export interface SearchContext {
  clientId?: string;
}

/** Tggl's client, knowing this service's flags and context. */
export type SearchFlagClient = TgglLocalClient<SearchFlags, SearchContext>;

// tggl-client 3.1.0 has an import without a file extension in its ES module build, which Node.js
// refuses, so the CommonJS build is loaded instead.
const require = createRequire(import.meta.url);
const tggl = require("tggl-client") as typeof TgglClient;

/** How to reach Tggl, or a proxy of it. */
export interface FlagConnection {
  readonly url: string;
  readonly apiKey: string;
  /** Milliseconds between two looks at the configuration; 0 looks once. */
  readonly pollingIntervalMs: number;
}

/** Connects to Tggl and waits for the first configuration. */
export async function connectFlags(connection: FlagConnection): Promise<SearchFlagClient> {
  const client = new tggl.TgglLocalClient<SearchFlags, SearchContext>({
    apiKey: connection.apiKey,
    baseUrls: [connection.url],
    pollingIntervalMs: connection.pollingIntervalMs,
    reporting: false,
    appName: "search",
  });
  await client.waitReady();
  return client;
}
