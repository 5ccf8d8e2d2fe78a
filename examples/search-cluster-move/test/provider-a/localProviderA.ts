import { startLocalCluster, type LocalCluster } from "../../src/local/elasticsearchServer.js";
import { ProviderAClient } from "../../src/search/provider-a/client.js";

/** Provider A on this machine: its cluster, and a client that speaks to it. */
export interface LocalProviderA extends LocalCluster {
  readonly client: ProviderAClient;
}

/** Starts provider A's cluster on a free port. */
export async function startProviderA(): Promise<LocalProviderA> {
  const cluster = await startLocalCluster();
  return { ...cluster, client: new ProviderAClient({ url: cluster.url, apiKey: "test" }) };
}
