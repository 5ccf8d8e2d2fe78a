import { registryFormats } from "@halyard/core";
import type { RegistryFormat } from "@halyard/core";
import { launchdarkly } from "./launchdarkly.js";

/**
 * The registry formats of flag stores, by the name that `registry.format` gives: pure parsers, without a network.
 *
 * flagd's definitions and OpenFeature's manifests are subsets of Halyard's own format and read as such.
 */
export const storeFormats: ReadonlyMap<string, RegistryFormat> = new Map([
  ...[...registryFormats].filter(([name]) => name !== "halyard"),
  ["launchdarkly", launchdarkly],
]);
