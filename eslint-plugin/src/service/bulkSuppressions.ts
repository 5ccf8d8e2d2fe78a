import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  applyBulkSuppressions,
  bulkSuppressionsFile,
  parseBulkSuppressions,
  type BulkSuppressions,
  type Finding,
} from "@halyard/core";
import type { ProblemRecord } from "./protocol.js";

/** What `halyard check --suppress-all` accepted, so that ESLint accepts it too. */
export interface AcceptedFindings {
  readonly problems: readonly ProblemRecord[];
  /** The findings without the accepted ones. */
  without(findings: readonly Finding[]): readonly Finding[];
}

/** Reads the suppressions file of a workspace; without one, everything is shown. */
export function readAcceptedFindings(root: string): AcceptedFindings {
  const suppressions = readSuppressions(join(root, bulkSuppressionsFile));
  if (typeof suppressions === "string") {
    const problem: ProblemRecord = {
      severity: "error",
      code: "suppressions-unreadable",
      message: suppressions,
      path: bulkSuppressionsFile,
    };
    return { problems: [problem], without: (findings) => findings };
  }
  return {
    problems: [],
    without: (findings) =>
      suppressions.size === 0
        ? findings
        : applyBulkSuppressions(findings, suppressions, (path) => existsSync(join(root, path)))
            .findings,
  };
}

function readSuppressions(file: string): BulkSuppressions | string {
  if (!existsSync(file)) return new Map();
  try {
    return parseBulkSuppressions(readFileSync(file, "utf8"));
  } catch {
    return "The suppressions file cannot be read; check its permissions.";
  }
}
