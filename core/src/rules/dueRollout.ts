import type { Flag, FlagType } from "../registry/model.js";
import type { FlagVerdict } from "../verdict/model.js";
import { isGone } from "./flagLife.js";
import { isMigrationStepDue } from "./migrationRole.js";
import type { RuleContext } from "./model.js";

/** Types whose flags are constant by nature, whatever lifetime the registry gives them. */
const lastingTypes: ReadonlySet<FlagType> = new Set(["kill-switch", "operational", "permission"]);

/** A flag whose question production has answered for good. */
export interface DueRollout {
  readonly outcome: "rolled-out" | "rolled-back";
  readonly variant: string;
  readonly verdict: FlagVerdict;
}

/**
 * The flag's finished rollout, if it is time to remove the flag.
 *
 * Flags that are meant to stay are left alone. A flag that is off everywhere may just as well not have been turned on yet:
 * it counts as rolled back only when its owners say so (`status`, or `keepVariant` names that variant).
 */
export function dueRollout(context: RuleContext, flag: Flag): DueRollout | undefined {
  const { permanent, expires } = flag.lifecycle;
  if (isGone(flag) || lastingTypes.has(flag.type)) return undefined;
  if (permanent === true || expires === "never") return undefined;
  const verdict = context.verdictOf(flag);
  const { outcome, winningVariant: variant } = verdict;
  if (variant === undefined || (outcome !== "rolled-out" && outcome !== "rolled-back")) {
    return undefined;
  }
  if (outcome === "rolled-back" && !isDeclaredBack(flag, variant)) return undefined;
  return isMigrationStepDue(context, flag) ? { outcome, variant, verdict } : undefined;
}

function isDeclaredBack(flag: Flag, variant: string): boolean {
  const { status, keepVariant } = flag.lifecycle;
  return status === "rolled-back" || status === "cleanup" || keepVariant === variant;
}
