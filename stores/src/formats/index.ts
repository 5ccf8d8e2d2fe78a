import type { RegistryFormat } from "@halyard/core";
import { awsAppconfig } from "./aws-appconfig.js";
import { azure } from "./azure.js";
import { chromium } from "./chromium.js";
import { configcat } from "./configcat.js";
import { devcycle } from "./devcycle.js";
import { firebase } from "./firebase.js";
import { flagd } from "./flagd.js";
import { flagsmith } from "./flagsmith.js";
import { flipt } from "./flipt.js";
import { gitlab } from "./gitlab.js";
import { goFeatureFlag } from "./go-feature-flag.js";
import { grafana } from "./grafana.js";
import { growthbook } from "./growthbook.js";
import { launchdarkly } from "./launchdarkly.js";
import { optimizely } from "./optimizely.js";
import { posthog } from "./posthog.js";
import { split } from "./split.js";
import { statsig } from "./statsig.js";
import { tggl } from "./tggl.js";
import { unleash } from "./unleash.js";
import { vercel } from "./vercel.js";

/**
 * The registry formats of flag stores, by the name that `registry.format` gives: pure parsers, without a network.
 *
 * An OpenFeature manifest is a subset of flagd's and of Halyard's own format, and is read by the same parser.
 */
export const storeFormats: ReadonlyMap<string, RegistryFormat> = new Map([
  ["openfeature", flagd],
  ["aws-appconfig", awsAppconfig],
  ["azure", azure],
  ["chromium", chromium],
  ["configcat", configcat],
  ["devcycle", devcycle],
  ["firebase", firebase],
  ["flagd", flagd],
  ["flagsmith", flagsmith],
  ["flipt", flipt],
  ["gitlab", gitlab],
  ["go-feature-flag", goFeatureFlag],
  ["grafana", grafana],
  ["growthbook", growthbook],
  ["launchdarkly", launchdarkly],
  ["optimizely", optimizely],
  ["posthog", posthog],
  ["split", split],
  ["statsig", statsig],
  ["tggl", tggl],
  ["unleash", unleash],
  ["vercel", vercel],
]);
