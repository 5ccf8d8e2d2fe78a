import type { Finding } from "../rules/model.js";
import { addToRegistry } from "./add-to-registry.js";
import { addTwinWrite } from "./add-twin-write.js";
import { advanceStage } from "./advance-stage.js";
import { alignDefault } from "./align-default.js";
import { correctKey } from "./correct-key.js";
import { declareMigration } from "./declare-migration.js";
import { dropRedundantCheck } from "./drop-redundant-check.js";
import { extendExpiry } from "./extend-expiry.js";
import { guardWithKillSwitch } from "./guard-with-kill-switch.js";
import { isolateNewPath } from "./isolate-new-path.js";
import type { Fix, FixContext, FixData, FixOffer, FixResult } from "./model.js";
import { removeSuppression } from "./remove-suppression.js";
import { setExpiry } from "./set-expiry.js";
import { setOwner } from "./set-owner.js";
import { suppress } from "./suppress.js";
import { writeOutKeys } from "./write-out-keys.js";

/** Every fix, in the order in which editors show them. */
export const allFixes: readonly Fix[] = [
  correctKey,
  addToRegistry,
  setOwner,
  setExpiry,
  extendExpiry,
  alignDefault,
  writeOutKeys,
  dropRedundantCheck,
  guardWithKillSwitch,
  isolateNewPath,
  addTwinWrite,
  advanceStage,
  declareMigration,
  removeSuppression,
  suppress,
];

/** An offer with the fix that makes it. */
export interface NamedOffer extends FixOffer {
  readonly fixId: string;
}

/** What can be done about a finding. A fix that throws loses only its own offers. */
export function offersFor(
  finding: Finding,
  context: FixContext,
  fixes: readonly Fix[] = allFixes,
): readonly NamedOffer[] {
  return fixes
    .filter(({ ruleIds }) => ruleIds === "every" || ruleIds.includes(finding.ruleId))
    .flatMap((fix) => offersOf(fix, finding, context));
}

function offersOf(fix: Fix, finding: Finding, context: FixContext): readonly NamedOffer[] {
  try {
    return fix.offers(finding, context).map((offer) => ({ ...offer, fixId: fix.id }));
  } catch {
    // An editor asks at every movement of the cursor: the other fixes still answer.
    return [];
  }
}

/** Makes the changes of an offer, by the fix that made it. */
export function resolveFix(
  fixId: string,
  data: FixData,
  context: FixContext,
  fixes: readonly Fix[] = allFixes,
): FixResult {
  const fix = fixes.find(({ id }) => id === fixId);
  if (fix === undefined) return { ok: false, reason: `There is no fix "${fixId}".` };
  return fix.resolve(data, context);
}
