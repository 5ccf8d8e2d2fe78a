import { readFile } from "node:fs/promises";
import { compare } from "../scripts/compareClusters.js";
import { connectFlags } from "./flags/client.js";
import { startLocalCluster } from "./local/elasticsearchServer.js";
import { startLocalTggl, type TgglFlag } from "./local/tgglServer.js";
import { ProviderAClient } from "./search/provider-a/client.js";
import { ProviderBClient } from "./search/provider-b/client.js";
import { SearchRouter } from "./search/router.js";
import { WriteBehind, type FailureReport } from "./search/writeBehind.js";
import { createSearchServer } from "./server.js";

/** Runs the service with both clusters and Tggl on this machine, and serves on the given port. */
async function main(port: number): Promise<void> {
  const snapshot = new URL("../tggl.production.json", import.meta.url);
  const tggl = await startLocalTggl(JSON.parse(await readFile(snapshot, "utf8")) as TgglFlag[]);
  const flags = await connectFlags({ url: tggl.url, apiKey: "local", pollingIntervalMs: 0 });
  const clusterA = await startLocalCluster();
  const clusterB = await startLocalCluster();
  const providerA = new ProviderAClient({ url: clusterA.url, apiKey: "local" });
  const providerB = new ProviderBClient({ url: clusterB.url, apiKey: "local" });
  const reportFailure: FailureReport = (action, cause) => {
    console.warn(`search could not ${action}`, cause);
  };
  const writeBehind = new WriteBehind(reportFailure);
  const router = new SearchRouter({ flags, providerA, providerB, writeBehind });
  await router.indexDocument({ id: "1", clientId: "17", title: "Ada Lovelace", body: "Engines" });
  await writeBehind.drain();
  console.log("clusters disagree on", await compare(providerA, providerB));
  createSearchServer({ flags, router, reportFailure }).listen(port, () => {
    console.log(`http://localhost:${String(port)}/search?client=17&q=ada`);
  });
}

await main(Number(process.argv[2] ?? "8080"));
