import { createServer } from "node:http";
import type { DealEvent } from "../feed/dealEvent.js";
import { listenLocally, type LocalServer } from "./localServer.js";

/** A small feed service: it keeps events and can be made to fail. */
export interface LocalFeedService extends LocalServer {
  readonly events: Map<string, DealEvent>;
  /** How many requests arrived, the failed ones included. */
  requestCount(): number;
  /** While true, every request is answered with 503. */
  setFailing(failing: boolean): void;
}

/** Starts the service on a free port of this machine. */
export async function startLocalFeedService(): Promise<LocalFeedService> {
  const events = new Map<string, DealEvent>();
  let failing = false;
  let requests = 0;
  const server = createServer((request, response) => {
    void request.toArray().then((chunks: Buffer[]) => {
      requests += 1;
      if (failing) {
        response.writeHead(503).end();
      } else if (request.method === "PUT") {
        const event = JSON.parse(Buffer.concat(chunks).toString("utf8")) as DealEvent;
        events.set(event.id, event);
        response.writeHead(204).end();
      } else {
        const teamId = decodeURIComponent(request.url?.split("/")[2] ?? "");
        const latest = [...events.values()].filter((event) => event.teamId === teamId).reverse();
        response.writeHead(200).end(JSON.stringify(latest));
      }
    });
  });
  const local = await listenLocally(server);
  return {
    ...local,
    events,
    requestCount: () => requests,
    setFailing: (value) => {
      failing = value;
    },
  };
}
