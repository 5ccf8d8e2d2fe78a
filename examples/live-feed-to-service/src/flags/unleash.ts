import { readFile } from "node:fs/promises";
import { InMemStorageProvider, Unleash, type ClientFeaturesResponse } from "unleash-client";

/** Starts Unleash from what a server once answered; no server is asked. */
export async function startOffline(response: ClientFeaturesResponse): Promise<Unleash> {
  const unleash = new Unleash({
    appName: "sales-platform",
    url: "http://unleash.test/api/",
    // An interval of 0 never asks the server.
    refreshInterval: 0,
    disableMetrics: true,
    disableAutoStart: true,
    skipInstanceCountWarning: true,
    storageProvider: new InMemStorageProvider(),
    bootstrap: { data: response.features, segments: response.segments ?? [] },
  });
  const ready = new Promise<void>((resolve) => {
    unleash.once("ready", resolve);
  });
  await unleash.start();
  await ready;
  return unleash;
}

/** Reads a server's answer that was kept in a file. */
export async function readBootstrap(file: URL): Promise<ClientFeaturesResponse> {
  return JSON.parse(await readFile(file, "utf8")) as ClientFeaturesResponse;
}
