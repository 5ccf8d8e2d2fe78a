import type { Registry } from "./model.js";

/**
 * The registries that answer for a file, nearest scope first, then outer ones.
 *
 * Registries of one scope keep their order. `path` is relative to the workspace root, with forward slashes.
 */
export function registryChainFor(
  registries: readonly Registry[],
  path: string,
): readonly Registry[] {
  return registries
    .filter(({ scope }) => scope === "" || path === scope || path.startsWith(`${scope}/`))
    .sort((a, b) => b.scope.length - a.scope.length);
}
