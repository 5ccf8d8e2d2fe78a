import { archivedFlagReference } from "./archived-flag-reference.js";
import { defaultValueMismatch } from "./default-value-mismatch.js";
import { dualWriteLeftover } from "./dual-write-leftover.js";
import { dynamicFlagKey } from "./dynamic-flag-key.js";
import { envVarToggle } from "./env-var-toggle.js";
import { expiredFlag } from "./expired-flag.js";
import { identicalBranches } from "./identical-branches.js";
import { migrationOrder } from "./migration-order.js";
import { missingExpiry } from "./missing-expiry.js";
import { missingKillSwitch } from "./missing-kill-switch.js";
import { missingOwner } from "./missing-owner.js";
import { missingRollbackPath } from "./missing-rollback-path.js";
import { moduleLevelEvaluation } from "./module-level-evaluation.js";
import { oneSidedFlagTest } from "./one-sided-flag-test.js";
import { redundantFlagCheck } from "./redundant-flag-check.js";
import { reusedFlagKey } from "./reused-flag-key.js";
import { rolledOutFlag } from "./rolled-out-flag.js";
import { soleWriter } from "./sole-writer.js";
import { staleFlag } from "./stale-flag.js";
import { storeDrift } from "./store-drift.js";
import { uncoveredEntryPoint } from "./uncovered-entry-point.js";
import { undeclaredMigration } from "./undeclared-migration.js";
import { unknownFlag } from "./unknown-flag.js";
import { unmatchedDualWrite } from "./unmatched-dual-write.js";
import { unsafeSeam } from "./unsafe-seam.js";
import { unusedFlag } from "./unused-flag.js";
import type { Rule } from "./model.js";

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  archivedFlagReference,
  defaultValueMismatch,
  dualWriteLeftover,
  dynamicFlagKey,
  envVarToggle,
  expiredFlag,
  identicalBranches,
  migrationOrder,
  missingExpiry,
  missingKillSwitch,
  missingOwner,
  missingRollbackPath,
  moduleLevelEvaluation,
  oneSidedFlagTest,
  redundantFlagCheck,
  reusedFlagKey,
  rolledOutFlag,
  soleWriter,
  staleFlag,
  storeDrift,
  uncoveredEntryPoint,
  undeclaredMigration,
  unknownFlag,
  unmatchedDualWrite,
  unsafeSeam,
  unusedFlag,
];
