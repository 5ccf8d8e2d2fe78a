import type { StoreSettings } from "@halyard/core";
import { suggestion } from "../arguments/suggestion.js";
import type { Arguments, ExitCode, Outcome } from "../command.js";
import { exitCodes, failure, success } from "../command.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import { openAnalysis } from "../workspace/openAnalysis.js";
import { problemLines } from "../workspace/problemLines.js";
import { namedStores } from "./namedStores.js";
import { syncFaults, syncGaps, syncSummary } from "./syncReport.js";
import { syncStores } from "./syncStores.js";

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

async function wantedStores(
  stores: ReadonlyMap<string, StoreSettings>,
  names: readonly string[],
): Promise<Outcome<ReadonlyMap<string, StoreSettings>>> {
  if (stores.size === 0) {
    return failure(
      "No flag store is named; write one under `stores` in the configuration or the registry.",
    );
  }
  if (names.length === 0) return success(stores);
  const wanted = new Map<string, StoreSettings>();
  for (const name of names) {
    const settings = stores.get(name);
    if (settings === undefined) {
      const hint = await suggestion(name, [...stores.keys()]);
      const known = [...stores.keys()].map(inert).join(", ");
      return failure(`--store: there is no store "${inert(name)}".${hint} Stores: ${known}.`);
    }
    wanted.set(name, settings);
  }
  return success(wanted);
}

function fail(session: Session, message: string): ExitCode {
  session.log(`${message}\n`);
  return exitCodes.failure;
}
