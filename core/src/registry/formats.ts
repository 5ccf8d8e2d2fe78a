import type { RegistryFormat } from "./format.js";
import { canonicalFormat } from "./parseRegistry.js";

/**
 * The formats that need no other part of Halyard, by the name that `registry.format` gives.
 *
 * A flagd definition and an OpenFeature manifest are read as what they are: subsets of the canonical format.
 */
export const registryFormats: ReadonlyMap<string, RegistryFormat> = new Map([
  ["halyard", canonicalFormat],
  ["flagd", canonicalFormat],
  ["openfeature", canonicalFormat],
]);

/** Every name that `registry.format` may have: `auto` looks at the file's ending, `typescript` needs the compiler. */
export const registryFormatNames: readonly string[] = [
  "auto",
  ...registryFormats.keys(),
  "typescript",
];

/** The format of a file by its ending, or undefined where the ending says nothing. */
export function formatByEnding(path: string): string | undefined {
  if (/\.(?:jsonc?|ya?ml)$/i.test(path)) return "halyard";
  if (/\.[mc]?[jt]sx?$/i.test(path)) return "typescript";
  return undefined;
}
