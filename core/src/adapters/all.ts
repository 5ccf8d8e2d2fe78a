import { amplitudeExperiment } from "./amplitude-experiment.js";
import { azureFeatureManagement } from "./azure-feature-management.js";
import { configcat } from "./configcat.js";
import { devcycle } from "./devcycle.js";
import { env } from "./env.js";
import { eppo } from "./eppo.js";
import { firebaseRemoteConfig } from "./firebase-remote-config.js";
import { flagsmith } from "./flagsmith.js";
import { flipt } from "./flipt.js";
import { growthbook } from "./growthbook.js";
import { growthbookReact } from "./growthbook-react.js";
import { launchdarklyClient } from "./launchdarkly-client.js";
import { launchdarklyNode } from "./launchdarkly-node.js";
import { launchdarklyReact } from "./launchdarkly-react.js";
import { openfeatureNestjs } from "./openfeature-nestjs.js";
import { openfeatureReact } from "./openfeature-react.js";
import { openfeatureServer } from "./openfeature-server.js";
import { openfeatureWeb } from "./openfeature-web.js";
import { optimizely } from "./optimizely.js";
import { posthog } from "./posthog.js";
import { split } from "./split.js";
import { statsig } from "./statsig.js";
import { tggl } from "./tggl.js";
import { unleashNode } from "./unleash-node.js";
import { unleashProxy } from "./unleash-proxy.js";
import { unleashReact } from "./unleash-react.js";
import { vercelFlags } from "./vercel-flags.js";
import type { Adapter } from "./model.js";

/**
 * Every adapter that Halyard brings. Where two of them fit a call whose origin cannot be traced, the first one
 * counts, so a server SDK stands before the browser SDK with the same method names.
 */
export const allAdapters: readonly Adapter[] = [
  launchdarklyNode,
  launchdarklyClient,
  launchdarklyReact,
  openfeatureServer,
  openfeatureWeb,
  openfeatureReact,
  openfeatureNestjs,
  unleashNode,
  unleashProxy,
  unleashReact,
  growthbook,
  growthbookReact,
  statsig,
  posthog,
  devcycle,
  configcat,
  flagsmith,
  tggl,
  split,
  optimizely,
  firebaseRemoteConfig,
  flipt,
  vercelFlags,
  azureFeatureManagement,
  amplitudeExperiment,
  eppo,
  env,
];
