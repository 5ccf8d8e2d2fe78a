import { configcat } from "./configcat.js";
import { devcycle } from "./devcycle.js";
import { flagsmith } from "./flagsmith.js";
import { growthbook } from "./growthbook.js";
import { launchdarkly } from "./launchdarkly.js";
import { posthog } from "./posthog.js";
import { statsig } from "./statsig.js";
import type { StoreClient } from "./storeClient.js";
import { tggl } from "./tggl.js";
import { unleash } from "./unleash.js";

/** Every kind of store that can be read over its API, by the name that `type` gives it. */
export const storeClients: ReadonlyMap<string, StoreClient> = new Map(
  [configcat, devcycle, flagsmith, growthbook, launchdarkly, posthog, statsig, tggl, unleash].map(
    (client) => [client.type, client],
  ),
);
