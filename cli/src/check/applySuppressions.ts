import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { BulkSuppressions, Finding, SuppressedFinding } from "@halyard/core";
import {
  applyBulkSuppressions,
  bulkSuppressionsFile,
  formatBulkSuppressions,
  parseBulkSuppressions,
  pruneBulkSuppressions,
  suppressFindings,
} from "@halyard/core";
import type { Arguments, Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { reasonOf, writeAtomically } from "../output/writeAtomically.js";
import { inert } from "../terminal/inert.js";
import type { PathScope } from "./pathScope.js";

/** Findings after suppression, with those that were silenced. */
export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** What the suppressions file leaves, and whether it accepts errors that no longer occur. */
export interface BulkResult extends Suppressed {
  readonly hasUnused: boolean;
}

/** Reads, and where asked updates, the suppressions file, and applies it. */
export function applySuppressionsFile(
  args: Arguments,
  cwd: string,
  root: string,
  { findings, inScope }: { findings: readonly Finding[]; inScope: PathScope },
): Outcome<BulkResult> {
  const location = args.text("suppressions-location");
  const path = location === undefined ? join(root, bulkSuppressionsFile) : resolve(cwd, location);
  const shownPath = location ?? bulkSuppressionsFile;
  const writes = args.has("suppress-all") || args.has("suppress-rule");
  const read = readSuppressions(path, shownPath, location !== undefined && !writes);
  if (!read.ok) return read;
  const fileExists = (file: string): boolean => existsSync(join(root, file));
  const isChecked = (file: string): boolean => inScope(file) && fileExists(file);
  let suppressions = read.value;
  if (writes) {
    const ruleIds = args.has("suppress-rule") ? args.all("suppress-rule") : undefined;
    suppressions = suppressFindings(findings, suppressions, ruleIds);
  } else if (args.has("prune-suppressions")) {
    const { unused } = applyBulkSuppressions(findings, suppressions, isChecked);
    suppressions = pruneBulkSuppressions(suppressions, unused, fileExists);
  }
  if (suppressions !== read.value) {
    const written = writeAtomically(path, formatBulkSuppressions(suppressions), shownPath);
    if (!written.ok) return written;
  }
  const applied = applyBulkSuppressions(findings, suppressions, isChecked);
  return success({ ...applied, hasUnused: applied.unused.size > 0 });
}

function readSuppressions(
  path: string,
  shownPath: string,
  mustExist: boolean,
): Outcome<BulkSuppressions> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const reason = reasonOf(error);
    if (reason !== "ENOENT") return failure(`Cannot read ${inert(shownPath)}: ${reason}.`);
    if (!mustExist) return success(new Map());
    return failure(
      `The suppressions file ${inert(shownPath)} does not exist: run with --suppress-all or --suppress-rule to make it.`,
    );
  }
  const parsed = parseBulkSuppressions(text);
  return typeof parsed === "string" ? failure(`${inert(shownPath)}: ${parsed}`) : success(parsed);
}
