import { connectFlags, type SearchFlagClient, type SearchFlags } from "../src/flags/client.js";
import { startLocalCluster, type LocalCluster } from "../src/local/elasticsearchServer.js";
import { startLocalTggl, type LocalTggl, type TgglFlag } from "../src/local/tgglServer.js";
import type { ProviderAClient } from "../src/search/provider-a/client.js";
import { ProviderBClient } from "../src/search/provider-b/client.js";
import { SearchRouter } from "../src/search/router.js";
import { WriteBehind, type FailureReport } from "../src/search/writeBehind.js";
import { startProviderA, type LocalProviderA } from "./provider-a/localProviderA.js";

/** Both clusters, Tggl and the router, all real and on this machine. */
export interface SearchEnvironment {
  readonly tggl: LocalTggl;
  readonly flags: SearchFlagClient;
  readonly clusterA: LocalProviderA;
  readonly clusterB: LocalCluster;
  readonly providerA: ProviderAClient;
  readonly providerB: ProviderBClient;
  readonly router: SearchRouter;
  readonly writeBehind: WriteBehind;
  readonly failures: string[];
  readonly reportFailure: FailureReport;
  close(): Promise<void>;
}

/** Starts everything with the given flags; the others answer their own default value. */
export async function startSearchEnvironment(
  flags: Partial<SearchFlags>,
): Promise<SearchEnvironment> {
  const tggl = await startLocalTggl(flagsFor(flags));
  const client = await connectFlags({ url: tggl.url, apiKey: "test", pollingIntervalMs: 0 });
  const clusterA = await startProviderA();
  const clusterB = await startLocalCluster();
  const providerA = clusterA.client;
  const providerB = new ProviderBClient({ url: clusterB.url, apiKey: "test" });
  const failures: string[] = [];
  const reportFailure: FailureReport = (action) => failures.push(action);
  const writeBehind = new WriteBehind(reportFailure);
  const router = new SearchRouter({ flags: client, providerA, providerB, writeBehind });
  const close = async () => {
    await Promise.all([tggl.close(), clusterA.close(), clusterB.close()]);
  };
  const clusters = { clusterA, clusterB, providerA, providerB };
  const search = { flags: client, router, writeBehind };
  return { ...clusters, ...search, tggl, failures, reportFailure, close };
}

/** Changes the flags the way a person does in Tggl, and lets the service notice. */
export async function changeFlags(
  environment: SearchEnvironment,
  flags: readonly TgglFlag[],
): Promise<void> {
  environment.tggl.setFlags(flags);
  await environment.flags.refetch();
}

/** Tggl's form of flags that answer everyone the same. */
export function flagsFor(flags: Partial<SearchFlags>): TgglFlag[] {
  return Object.entries(flags).map(([slug, value]) => ({
    slug,
    defaultVariation: { active: true, value },
    conditions: [],
  }));
}
