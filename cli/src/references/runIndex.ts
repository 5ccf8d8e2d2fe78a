import { pathScope } from "../check/pathScope.js";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import type { Session } from "../session.js";
import { openAnalysis } from "../workspace/openAnalysis.js";
import { problemLines } from "../workspace/problemLines.js";
import { referencesJson } from "./referencesJson.js";
import { referencesTable } from "./referencesTable.js";

/** Runs `halyard index`. Problems with inputs go to standard error; an error among them is exit code 2. */
export async function runIndex(args: Arguments, session: Session): Promise<ExitCode> {
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
  session.write(
    args.text("format") === "json"
      ? referencesJson(analysis, references, dynamic, wanted)
      : referencesTable(analysis, references, dynamic, session.terminal),
  );
  if (!args.has("quiet")) {
    for (const line of problemLines(analysis.problems, session.errorTerminal))
      session.log(`${line}\n`);
  }
  const isBroken = analysis.problems.some(({ severity }) => severity === "error");
  return isBroken ? exitCodes.failure : exitCodes.clean;
}
