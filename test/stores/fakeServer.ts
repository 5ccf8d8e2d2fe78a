import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

/** What a fake store answers to a question; undefined is 404. */
export type Answerer = (question: Question) => unknown;

/** A question as a store sees it. */
export interface Question {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** How a store may go wrong. */
export type Trouble =
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: "silent" }
  | { readonly kind: "trickle" }
  | { readonly kind: "cut" }
  | { readonly kind: "cut-in-body" }
  | { readonly kind: "endless" }
  | { readonly kind: "bomb" }
  | { readonly kind: "html" }
  | { readonly kind: "other-json" }
  | { readonly kind: "half-json" }
  | { readonly kind: "redirect"; readonly to: string };

/** A store on loopback that does as it is told. */
export interface FakeServer {
  readonly url: string;
  readonly questions: Question[];
  /** Bytes of endless answers that left this machine's buffers or waited in them. */
  readonly sent: () => number;
  /** The trouble of the next answers: this many, or all. */
  trouble(trouble: Trouble | undefined, times?: number): void;
  close(): Promise<void>;
}

const bomb = gzipSync(Buffer.alloc(20_000_000));

/** Starts a fake store. */
export async function fakeServer(answer: Answerer): Promise<FakeServer> {
  const questions: Question[] = [];
  let trouble: Trouble | undefined;
  let times = 0;
  let sent = 0;
  const count = (bytes: number): void => {
    sent += bytes;
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = new URL(request.url ?? "/", "http://localhost");
      const { method = "GET", headers } = request;
      const question = { method, path: url.pathname, query: url.searchParams, headers, body };
      questions.push(question);
      if (trouble !== undefined && times-- > 0) misbehave(trouble, response, count);
      else reply(answer(question), response);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    questions,
    sent: () => sent,
    trouble: (next, amount = Number.POSITIVE_INFINITY) => {
      trouble = next;
      times = amount;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

function reply(value: unknown, response: ServerResponse): void {
  if (typeof value === "number") {
    response.writeHead(value).end();
    return;
  }
  response.writeHead(value === undefined ? 404 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(value ?? { message: "not here" }));
}

function misbehave(
  trouble: Trouble,
  response: ServerResponse,
  count: (bytes: number) => void,
): void {
  switch (trouble.kind) {
    case "status":
      if (trouble.retryAfter !== undefined) response.setHeader("retry-after", trouble.retryAfter);
      response.writeHead(trouble.status).end("{}");
      break;
    case "silent":
      break;
    case "trickle": {
      response.writeHead(200);
      const timer = setInterval(() => response.write(" "), 20);
      response.on("close", () => {
        clearInterval(timer);
      });
      break;
    }
    case "cut":
      response.destroy();
      break;
    case "cut-in-body":
      response.writeHead(200, { "content-length": "1000" });
      response.write('{"features": [', () => response.destroy());
      break;
    case "endless":
      response.writeHead(200);
      pour(response, count);
      break;
    case "bomb":
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
      break;
    case "html":
      response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>");
      break;
    case "other-json":
      response.writeHead(200).end('{"hello": ["world"]}');
      break;
    case "half-json":
      response.writeHead(200).end('{"items": [{"key": "a"');
      break;
    case "redirect":
      response.writeHead(302, { location: trouble.to }).end();
      break;
  }
}

/** A gigabyte, if anybody takes it. */
function pour(response: ServerResponse, count: (bytes: number) => void): void {
  const piece = Buffer.alloc(64 * 1024, " ");
  let left = 1_073_741_824;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= piece.length;
      count(piece.length);
      if (!response.write(piece)) {
        response.once("drain", more);
        return;
      }
    }
    response.end();
  };
  more();
}
