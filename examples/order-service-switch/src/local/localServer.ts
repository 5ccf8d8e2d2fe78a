import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that listens on this machine only. */
export interface LocalServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Makes a server listen on a free port of the loopback interface. */
export async function listenLocally(server: Server): Promise<LocalServer> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => {
          if (error) {
            reject(error);
          } else {
            resolve();
          }
        });
      }),
  };
}
