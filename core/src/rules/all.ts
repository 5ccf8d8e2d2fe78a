import { archivedFlagReference } from "./archived-flag-reference.js";
import { defaultValueMismatch } from "./default-value-mismatch.js";
import { dynamicFlagKey } from "./dynamic-flag-key.js";
import { envVarToggle } from "./env-var-toggle.js";
import { expiredFlag } from "./expired-flag.js";
import { identicalBranches } from "./identical-branches.js";
import { missingExpiry } from "./missing-expiry.js";
import { missingOwner } from "./missing-owner.js";
import { moduleLevelEvaluation } from "./module-level-evaluation.js";
import { redundantFlagCheck } from "./redundant-flag-check.js";
import { reusedFlagKey } from "./reused-flag-key.js";
import { rolledOutFlag } from "./rolled-out-flag.js";
import { staleFlag } from "./stale-flag.js";
import { storeDrift } from "./store-drift.js";
import { unknownFlag } from "./unknown-flag.js";
import { unusedFlag } from "./unused-flag.js";
import type { Rule } from "./model.js";

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  archivedFlagReference,
  defaultValueMismatch,
  dynamicFlagKey,
  envVarToggle,
  expiredFlag,
  identicalBranches,
  missingExpiry,
  missingOwner,
  moduleLevelEvaluation,
  redundantFlagCheck,
  reusedFlagKey,
  rolledOutFlag,
  staleFlag,
  storeDrift,
  unknownFlag,
  unusedFlag,
];
