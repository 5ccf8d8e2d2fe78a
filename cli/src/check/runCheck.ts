import type { Finding } from "@halyard/core";
import { allRules } from "@halyard/core";
import type { Arguments, ExitCode, Outcome } from "../command.js";
import { exitCodes, success } from "../command.js";
import { changesSince } from "../git/changesSince.js";
import type { Session } from "../session.js";
import { readVersion } from "../package/version.js";
import type { OpenedWorkspace } from "../workspace/openAnalysis.js";
import { openAnalysis } from "../workspace/openAnalysis.js";
import type { BulkResult, Suppressed } from "./applySuppressions.js";
import { applySuppressionsFile } from "./applySuppressions.js";
import { buildReport } from "./buildReport.js";
import { isOnChangedLine } from "./changedLines.js";
import { pathScope } from "./pathScope.js";
import type { CheckOptions } from "./readCheckOptions.js";
import { readCheckOptions } from "./readCheckOptions.js";
import type { CheckReport } from "./report.js";
import { describeRules } from "./describeRules.js";
import { createSourceTexts } from "./sourceTexts.js";
import { writeOutputs } from "./writeOutputs.js";

/** Runs `halyard check`. */
export async function runCheck(args: Arguments, session: Session): Promise<ExitCode> {
  const fail = (message: string): ExitCode => {
    session.log(`${message}\n`);
    return exitCodes.failure;
  };
  const options = await readCheckOptions(
    args,
    allRules.map(({ id }) => id),
  );
  if (!options.ok) return fail(options.message);
  const opened = await openAnalysis(args, session, options.value.severities);
  if (!opened.ok) return fail(opened.message);
  const texts = createSourceTexts(opened.value.root);
  const selected = await selectFindings(args, session, opened.value);
  if (!selected.ok) return fail(selected.message);
  const { findings, suppressed, hasUnused } = selected.value;
  const shown = args.has("quiet")
    ? findings.filter(({ severity }) => severity === "error")
    : findings;
  const report = buildReport({
    analysis: opened.value.analysis,
    version: readVersion(),
    findings: shown,
    suppressed,
    rules: describeRules(opened.value.analysis.config, options.value),
    hiddenWarnings: findings.length - shown.length,
    texts,
  });
  const written = writeOutputs(report, options.value.outputs, session);
  if (!written.ok) return fail(written.message);
  return conclude({ args, session, report, hasUnused, findings, options: options.value });
}

/** Findings in scope, after comments, the suppressions file and `--since`, in that order. */
async function selectFindings(
  args: Arguments,
  session: Session,
  { analysis, root }: OpenedWorkspace,
): Promise<Outcome<BulkResult>> {
  const scope = pathScope(args.positionals, session.cwd, root);
  if (!scope.ok) return scope;
  const inScope = scope.value;
  const commented: Suppressed = {
    findings: analysis.findings().filter(({ place }) => inScope(place.path)),
    suppressed: analysis.suppressedFindings().filter(({ finding }) => inScope(finding.place.path)),
  };
  const bulk = applySuppressionsFile(args, session.cwd, root, { ...commented, inScope });
  if (!bulk.ok) return bulk;
  const suppressed = [...commented.suppressed, ...bulk.value.suppressed];
  const since = args.text("since");
  if (since === undefined) return success({ ...bulk.value, suppressed });
  const changes = await changesSince(root, since);
  if (!changes.ok) return changes;
  const isNew = (finding: Finding): boolean => isOnChangedLine(finding, analysis, changes.value);
  return success({
    findings: bulk.value.findings.filter(isNew),
    suppressed: suppressed.filter(({ finding }) => isNew(finding)),
    hasUnused: bulk.value.hasUnused,
  });
}

interface Conclusion {
  readonly args: Arguments;
  readonly session: Session;
  readonly report: CheckReport;
  readonly hasUnused: boolean;
  /** Those that `--quiet` hides included: hiding a warning does not undo it. */
  readonly findings: readonly Finding[];
  readonly options: CheckOptions;
}

/** Says what the exit code alone would not explain, and returns it. */
function conclude({ args, session, report, hasUnused, findings, options }: Conclusion): ExitCode {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const tooMany = warnings > options.maxWarnings;
  if (errors === 0 && tooMany) {
    session.log(
      `Too many warnings: ${warnings}, and --max-warnings allows ${options.maxWarnings}.\n`,
    );
  }
  if (hasUnused && !args.has("pass-on-unpruned-suppressions")) {
    session.log(
      "There are suppressions for errors that no longer occur: run again with --prune-suppressions to take them out, " +
        "or with --pass-on-unpruned-suppressions to let them be.\n",
    );
    return exitCodes.failure;
  }
  if (report.problems.some(({ severity }) => severity === "error")) return exitCodes.failure;
  return errors > 0 || tooMany ? exitCodes.findings : exitCodes.clean;
}
