import type { DeclaredMigration } from "../declared.js";
import type { CapabilityCall, FlagRole, Purpose } from "../model.js";
import { keyOf, type FunctionId } from "./callGraph.js";
import type { FoundSeam } from "./seams.js";
import type { SystemCall } from "./systemCalls.js";
import { globTest, type SymbolOwner } from "./world.js";

/** What a call's purpose is judged by. */
export interface PurposeInput {
  readonly call: SystemCall<SymbolOwner>;
  readonly facts: CapabilityCall;
  readonly seams: readonly FoundSeam<SymbolOwner>[];
  readonly migration: DeclaredMigration;
  readonly check: FunctionId | undefined;
  /** The old system is still written, so that a write with nothing beside it is not the only one. */
  readonly hasOldWrites: boolean;
}

/** What a call is for: the product itself, a comparison, keeping the systems alike, or the consistency check. */
export function purposeOf({
  call,
  facts,
  seams,
  migration,
  check,
  hasOldWrites,
}: PurposeInput): Purpose {
  if (check !== undefined && facts.reachedFrom.some(({ id }) => id === keyOf(check)))
    return "check";
  if (globTest(migration.sync)(call.path)) return "sync";
  const own = seams.filter((seam) => seam.old === call || seam.new === call);
  if (facts.operation === "write") {
    // In a dual write the old side runs whatever the flag says.
    const isOnlyForMoving =
      isGuardedOn(facts, migration, "write") &&
      (call.target.side === "old" || (own.length === 0 && hasOldWrites));
    return isOnlyForMoving ? "sync" : "serve";
  }
  if (isGuardedOn(facts, migration, "shadow")) return "shadow";
  const runsBeside = own.some((seam) => seam.new === call && !seam.exclusive);
  return runsBeside && !facts.guards.some(({ flagKey }) => isRead(flagKey, migration))
    ? "shadow"
    : "serve";
}

/** Whether a call runs only while the role's flag serves the role's variant. */
function isGuardedOn(facts: CapabilityCall, { flags }: DeclaredMigration, role: FlagRole): boolean {
  return flags.some(
    (one) =>
      one.role === role &&
      one.variant !== undefined &&
      facts.guards.some(
        ({ flagKey, variants }) =>
          flagKey === one.flagKey && variants.length === 1 && variants[0] === one.variant,
      ),
  );
}

function isRead(flagKey: string, { flags }: DeclaredMigration): boolean {
  return flags.some(
    (one) => one.flagKey === flagKey && (one.role === "read" || one.role === "stages"),
  );
}
