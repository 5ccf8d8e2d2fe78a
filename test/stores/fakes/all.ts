import { configcat } from "./configcat.js";
import { devcycle } from "./devcycle.js";
import { flagsmith } from "./flagsmith.js";
import { growthbook } from "./growthbook.js";
import { launchdarkly } from "./launchdarkly.js";
import { posthog } from "./posthog.js";
import { statsig } from "./statsig.js";
import { tggl } from "./tggl.js";
import { unleash } from "./unleash.js";
import type { FakeStore } from "./fakeStore.js";

/** Every kind of store that can be read. */
export const fakeStores: readonly FakeStore[] = [
  unleash,
  launchdarkly,
  tggl,
  growthbook,
  posthog,
  flagsmith,
  configcat,
  statsig,
  devcycle,
];
