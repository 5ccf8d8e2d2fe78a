import { namedStores } from "@halyard/core";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import type { Session } from "../session.js";
import { openAnalysis } from "../workspace/openAnalysis.js";
import { problemLines } from "../workspace/problemLines.js";
import { syncFaults, syncGaps, syncSummary } from "./syncReport.js";
import { syncStores } from "./syncStores.js";
import { wantedStores } from "./wantedStores.js";

/** Runs `halyard sync`. Exit code 0 when every store was read, 2 when one of them was not. */
export async function runSync(args: Arguments, session: Session): Promise<ExitCode> {
  const opened = await openAnalysis(args, session);
  if (!opened.ok) return fail(session, opened.message);
  const { analysis } = opened.value;
  const wanted = await wantedStores(namedStores(analysis), args.all("store"));
  if (!wanted.ok) return fail(session, wanted.message);
  const synced = await syncStores(opened.value, wanted.value, session, args.has("allow-empty"));
  if (!synced.ok) return fail(session, synced.message);
  session.write(syncSummary(synced.value));
  const faults = syncFaults(synced.value);
  const told = args.has("quiet")
    ? faults
    : [
        ...problemLines(analysis.problems, session.errorTerminal),
        ...syncGaps(synced.value),
        ...faults,
      ];
  for (const line of told) session.log(`${line}\n`);
  return faults.length === 0 ? exitCodes.clean : exitCodes.failure;
}

function fail(session: Session, message: string): ExitCode {
  session.log(`${message}\n`);
  return exitCodes.failure;
}
