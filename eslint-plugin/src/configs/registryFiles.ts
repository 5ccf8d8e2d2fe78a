import { relative, sep } from "node:path";
import type { Snapshot } from "../service/protocol.js";

/**
 * The registries of a workspace, and other data with findings (the state of a store), by the language in which ESLint
 * is to read them, as patterns for `files`.
 */
export function registryFiles(
  { root, registryPaths, findings }: Snapshot,
  base: string,
): { readonly json: readonly string[]; readonly yaml: readonly string[] } {
  const paths = [...new Set([...registryPaths, ...findings.keys()])];
  const patternsOf = (ending: RegExp): string[] =>
    paths
      .filter((path) => ending.test(path))
      .map((path) => relative(base, `${root}/${path}`).split(sep).join("/"))
      // ESLint lints nothing above the directory of its configuration.
      .filter((path) => !path.startsWith("../"))
      .map(escaped);
  return { json: patternsOf(/\.(?:jsonc?|json5)$/u), yaml: patternsOf(/\.ya?ml$/u) };
}

/** A path as a glob that matches it alone. */
function escaped(path: string): string {
  return path.replaceAll(/[*?[\]{}()!+@\\]/gu, (sign) => (sign === "\\" ? sign : `[${sign}]`));
}
