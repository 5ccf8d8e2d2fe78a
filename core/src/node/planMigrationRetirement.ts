import type { retirementOf, RetirementOptions } from "./migrationRetirement.js";
import type { ReadableWorkspace } from "./workspace.js";

/**
 * Plans how a migration of an opened workspace is taken apart: separate changes in order, or refusals.
 *
 * The removal engine and its compiler are loaded now and not before, so that nobody else waits for them.
 */
export async function planMigrationRetirement(
  workspace: ReadableWorkspace,
  options: RetirementOptions,
): ReturnType<typeof retirementOf> {
  const { retirementOf: plan } = await import("./migrationRetirement.js");
  return plan(workspace, options);
}
