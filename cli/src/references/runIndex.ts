import { pathScope } from "../check/pathScope.js";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import type { Session } from "../session.js";
import { openAnalysis } from "../workspace/openAnalysis.js";
import { problemLines } from "../workspace/problemLines.js";
import { reportText } from "./referenceReport.js";
import { referenceItems, referencesJson } from "./referencesJson.js";
import { referencesTable } from "./referencesTable.js";
import { runMerge } from "./runMerge.js";

/** Runs `halyard index`. Problems with inputs go to standard error; an error among them is exit code 2. */
export async function runIndex(args: Arguments, session: Session): Promise<ExitCode> {
  if (args.has("merge")) return runMerge(args, session);
  const opened = await openAnalysis(args, session);
  if (!opened.ok) {
    session.log(`${opened.message}\n`);
    return exitCodes.failure;
  }
  const { analysis, root } = opened.value;
  const scope = pathScope(args.positionals, session.cwd, root);
  if (!scope.ok) {
    session.log(`${scope.message}\n`);
    return exitCodes.failure;
  }
  const references = analysis.index.references.filter(({ path }) => scope.value(path));
  const dynamic = analysis.index.dynamicReferences.filter(({ path }) => scope.value(path));
  const wanted = { details: args.has("details"), dynamic: args.has("dynamic") };
  switch (args.text("format")) {
    case "json":
      session.write(referencesJson(analysis, references, dynamic, wanted));
      break;
    case "report":
      // Who decides by a report must see the reads that have no key, too.
      session.write(
        reportText(referenceItems(analysis, references, dynamic, { ...wanted, dynamic: true })),
      );
      break;
    default:
      session.write(referencesTable(analysis, references, dynamic, session.terminal));
  }
  if (!args.has("quiet")) {
    for (const line of problemLines(analysis.problems, session.errorTerminal))
      session.log(`${line}\n`);
  }
  const isBroken = analysis.problems.some(({ severity }) => severity === "error");
  return isBroken ? exitCodes.failure : exitCodes.clean;
}
