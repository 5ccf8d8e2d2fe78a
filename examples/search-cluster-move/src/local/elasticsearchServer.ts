import { createServer, type IncomingMessage } from "node:http";
import type { CrmDocument } from "../documents.js";
import { listenLocally, type LocalServer } from "./localServer.js";

/** A small Elasticsearch: it stores, removes and finds documents, and can be made to fail. */
export interface LocalCluster extends LocalServer {
  readonly documents: Map<string, CrmDocument>;
  /** How many requests arrived, the failed ones included. */
  requestCount(): number;
  /** While true, every request is answered with 503. */
  setFailing(failing: boolean): void;
}

interface SearchRequest {
  readonly query: {
    readonly bool?: {
      readonly filter: { readonly term: { readonly clientId: string } };
      readonly must: { readonly match: { readonly _all: string } };
    };
  };
}

/** Starts a cluster on a free port of this machine. */
export async function startLocalCluster(): Promise<LocalCluster> {
  const documents = new Map<string, CrmDocument>();
  let failing = false;
  let requests = 0;
  const server = createServer((request, response) => {
    void readText(request).then((body) => {
      requests += 1;
      if (failing) {
        response.writeHead(503).end("{}");
        return;
      }
      const answer = answerTo(documents, request, body);
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  const local = await listenLocally(server);
  return {
    ...local,
    documents,
    requestCount: () => requests,
    setFailing: (value) => {
      failing = value;
    },
  };
}

function answerTo(
  documents: Map<string, CrmDocument>,
  request: IncomingMessage,
  body: string,
): unknown {
  const id = request.url?.split("/").at(-1) ?? "";
  if (request.method === "PUT") {
    documents.set(id, JSON.parse(body) as CrmDocument);
    return { result: "created" };
  }
  if (request.method === "DELETE") {
    return { result: documents.delete(id) ? "deleted" : "not_found" };
  }
  const { query } = JSON.parse(body) as SearchRequest;
  const found = [...documents.values()].filter((document) => matches(document, query));
  return { hits: { hits: found.map((document) => ({ _id: document.id, _source: document })) } };
}

function matches(document: CrmDocument, query: SearchRequest["query"]): boolean {
  if (query.bool === undefined) {
    return true;
  }
  const text = query.bool.must.match._all.toLowerCase();
  const content = `${document.title} ${document.body}`.toLowerCase();
  return document.clientId === query.bool.filter.term.clientId && content.includes(text);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}
