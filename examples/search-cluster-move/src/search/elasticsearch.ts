import type { CrmDocument, SearchHit, SearchQuery } from "../documents.js";

/** Where a cluster lives and how to be let in. */
export interface ClusterConnection {
  readonly url: string;
  readonly apiKey: string;
}

/** A cluster answered with an error, or not at all. */
export class ClusterError extends Error {
  override readonly name = "ClusterError";
}

/** The part of an Elasticsearch answer that this service reads. */
export interface SearchAnswer {
  readonly hits: {
    readonly hits: readonly { readonly _id: string; readonly _source: CrmDocument }[];
  };
}

/**
 * Sends one request to a cluster and returns the parsed answer.
 *
 * @throws {ClusterError} when the cluster cannot be reached or does not answer with a 2xx status.
 */
export async function sendToCluster(
  connection: ClusterConnection,
  method: "PUT" | "DELETE" | "POST",
  path: string,
  body?: unknown,
): Promise<unknown> {
  const request: RequestInit = {
    method,
    headers: { "content-type": "application/json", authorization: `ApiKey ${connection.apiKey}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const response = await fetch(new URL(path, connection.url), request).catch((cause: unknown) => {
    throw new ClusterError(`${connection.url} cannot be reached.`, { cause });
  });
  if (!response.ok) {
    throw new ClusterError(`${connection.url} answered ${String(response.status)}.`);
  }
  return response.json();
}

/** The search body both providers understand. */
export function searchBody(query: SearchQuery): unknown {
  return {
    query: {
      bool: {
        filter: { term: { clientId: query.clientId } },
        must: { match: { _all: query.text } },
      },
    },
  };
}

/** Reads the hits out of a search answer. */
export function hitsOf(answer: unknown): SearchHit[] {
  const { hits } = (answer as SearchAnswer).hits;
  return hits.map((hit) => ({ id: hit._id, title: hit._source.title }));
}

/** Reads whole documents out of a search answer. */
export function documentsOf(answer: unknown): CrmDocument[] {
  return (answer as SearchAnswer).hits.hits.map((hit) => hit._source);
}
