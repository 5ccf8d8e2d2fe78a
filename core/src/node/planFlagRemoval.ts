import type { FlagRemovalOptions, removalOf } from "./flagRemoval.js";
import type { ReadableWorkspace } from "./workspace.js";

/**
 * Plans the removal of one flag from an opened workspace, or refuses with codes, places and reasons.
 *
 * The removal engine and its compiler are loaded now and not before, so that nobody else waits for them.
 */
export async function planFlagRemoval(
  workspace: ReadableWorkspace,
  options: FlagRemovalOptions,
): ReturnType<typeof removalOf> {
  const { removalOf: plan } = await import("./flagRemoval.js");
  return plan(workspace, options);
}
