import { namedStores } from "@halyard/core";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import type { Session } from "../session.js";
import { inert, withoutWorkflowCommands } from "../terminal/inert.js";
import { openAnalysis } from "../workspace/openAnalysis.js";
import { publishedReferences } from "./publishedReferences.js";
import { repositoryOf } from "./repositoryOf.js";
import { wantedStores } from "./wantedStores.js";

/** Runs `halyard publish`. Exit code 0 when every store was told, 2 when one of them was not. */
export async function runPublish(args: Arguments, session: Session): Promise<ExitCode> {
  const opened = await openAnalysis(args, session);
  if (!opened.ok) return fail(session, opened.message);
  const { analysis, root, now } = opened.value;
  if (analysis.problems.some(({ severity }) => severity === "error")) {
    // A store would take what a broken registry hides for gone.
    return fail(
      session,
      "Nothing was published: a configuration or registry has errors; run halyard check.",
    );
  }
  const wanted = await wantedStores(namedStores(analysis), args.all("store"));
  if (!wanted.ok) return fail(session, wanted.message);
  const repository = await repositoryOf(args, root);
  if (!repository.ok) return fail(session, repository.message);
  const { publishReferences } = await import("@halyard/stores");
  const planned: Record<string, unknown> = {};
  let code: ExitCode = exitCodes.clean;
  for (const [name, settings] of wanted.value) {
    const references = publishedReferences(analysis, name);
    if (args.has("dry-run")) {
      planned[name] = { ...repository.value, references };
      continue;
    }
    const publication = { ...repository.value, references, now };
    const result = await publishReferences(settings, session.env, publication);
    if (result.ok) {
      session.write(`${inert(name)}: ${references.length} references published\n`);
    } else {
      session.log(withoutWorkflowCommands(`Store "${inert(name)}" ${inert(result.message)}.\n`));
      code = exitCodes.failure;
    }
  }
  if (args.has("dry-run")) session.write(`${JSON.stringify(planned, null, 2)}\n`);
  return code;
}

function fail(session: Session, message: string): ExitCode {
  session.log(`${message}\n`);
  return exitCodes.failure;
}
