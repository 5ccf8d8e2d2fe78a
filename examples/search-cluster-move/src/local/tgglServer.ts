import { createServer } from "node:http";
import { listenLocally, type LocalServer } from "./localServer.js";

/** One flag in the form of Tggl's configuration endpoint. */
export interface TgglFlag {
  readonly slug: string;
  readonly defaultVariation: { readonly active: boolean; readonly value: unknown };
  readonly conditions: readonly {
    readonly rules: readonly Readonly<Record<string, unknown>>[];
    readonly variation: { readonly active: boolean; readonly value: unknown };
  }[];
}

/** Tggl's configuration endpoint on this machine, so that the service runs offline. */
export interface LocalTggl extends LocalServer {
  setFlags(flags: readonly TgglFlag[]): void;
}

/** Starts the endpoint on a free port. */
export async function startLocalTggl(flags: readonly TgglFlag[]): Promise<LocalTggl> {
  let current = flags;
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(request.url === "/config" ? current : {}));
  });
  const local = await listenLocally(server);
  return {
    ...local,
    setFlags: (next) => {
      current = next;
    },
  };
}
