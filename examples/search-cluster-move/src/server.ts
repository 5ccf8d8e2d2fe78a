import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { CrmDocument, SearchQuery } from "./documents.js";
import type { SearchFlagClient } from "./flags/client.js";
import { normalizeQuery } from "./search/normalizeQuery.js";
import { presentHits } from "./search/presentHits.js";
import type { SearchRouter } from "./search/router.js";
import type { FailureReport } from "./search/writeBehind.js";

/** What the server needs. */
export interface ServerParts {
  readonly flags: SearchFlagClient;
  readonly router: SearchRouter;
  readonly reportFailure: FailureReport;
}

/** The search service's HTTP interface; the caller makes it listen. */
export function createSearchServer(parts: ServerParts): Server {
  return createServer((request, response) => {
    handle(parts, request, response).catch((cause: unknown) => {
      parts.reportFailure("answer", cause);
      response.writeHead(502).end();
    });
  });
}

async function handle(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://search.test");
  if (request.method === "GET" && url.pathname === "/search") {
    await answerSearch(parts, url.searchParams, response);
  } else if (request.method === "PUT" && url.pathname === "/documents") {
    await parts.router.indexDocument(await readDocument(request));
    response.writeHead(204).end();
  } else if (request.method === "DELETE" && url.pathname === "/documents") {
    await parts.router.removeDocument(await readDocument(request));
    response.writeHead(204).end();
  } else {
    response.writeHead(404).end();
  }
}

async function answerSearch(
  { flags, router }: ServerParts,
  parameters: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const asked: SearchQuery = {
    clientId: parameters.get("client") ?? "",
    text: parameters.get("q") ?? "",
  };
  const query = normalizeQuery(flags, asked);
  const hits = presentHits(flags, asked, await router.search(query));
  // Support asks customers for this header when a search looks wrong.
  const cluster = flags.get({ clientId: asked.clientId }, "search.es.read-new", true) ? "b" : "a";
  response.writeHead(200, { "content-type": "application/json", "x-search-cluster": cluster });
  response.end(JSON.stringify(hits));
}

async function readDocument(request: IncomingMessage): Promise<CrmDocument> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as CrmDocument;
}
