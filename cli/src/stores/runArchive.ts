import { namedStores, tombstonesPath } from "@halyard/core";
import { checkIds, type ArchiveVerdict } from "@halyard/stores";
import { suggestion } from "../arguments/suggestion.js";
import type { Arguments, ExitCode, Outcome } from "../command.js";
import { exitCodes, failure, success } from "../command.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import type { OpenedWorkspace } from "../workspace/openAnalysis.js";
import { problemLines } from "../workspace/problemLines.js";
import { openGate } from "./openGate.js";
import { syncFaults } from "./syncReport.js";
import { syncStores } from "./syncStores.js";
import { verdictText } from "./verdictText.js";
import { writeTombstone } from "./writeTombstone.js";

/** Runs `halyard archive`. Exit code 0 when the flag is archived, 3 when that was refused, 2 for everything else. */
export async function runArchive(args: Arguments, session: Session): Promise<ExitCode> {
  const mistake = await usageMistake(args);
  if (mistake !== undefined) return fail(session, mistake);
  const byHand = args.has("tombstone-only");
  const gate = await openGate(args, session, !byHand);
  if (!gate.ok) return fail(session, gate.message);
  const { verdict, workspace } = gate.value;
  const broken = brokenTombstones(workspace, session);
  if (broken.length > 0) return fail(session, broken.join("\n"));
  const allowed = args.all("allow");
  const against = verdict.checks.filter(
    ({ id, standing }) => standing !== "safe" && !allowed.includes(id),
  );
  session.write(verdictText(verdict, session.terminal));
  if (against.length > 0) {
    const names = against.map(({ id }) => id).join(", ");
    session.log(
      `Nothing was archived. Settle what speaks against it (${names}), or overrule it with --allow and --reason.\n`,
    );
    return exitCodes.refused;
  }
  if (!byHand) {
    const done = await archiveInStore(args, session, workspace, verdict);
    if (!done.ok) {
      session.log(`${done.message}\n`);
      return exitCodes.refused;
    }
  }
  return bury(args, session, workspace, verdict);
}

async function usageMistake(args: Arguments): Promise<string | undefined> {
  for (const check of args.all("allow")) {
    if (checkIds.some((id) => id === check)) continue;
    const hint = await suggestion(check, checkIds);
    return `--allow: there is no check "${inert(check)}".${hint} Checks: ${checkIds.join(", ")}.`;
  }
  const reason = args.text("reason")?.trim() ?? "";
  return args.all("allow").length > 0 && reason === ""
    ? "--allow needs --reason, so that whoever looks later knows why."
    : undefined;
}

/** A file that cannot be read must not be written anew: every tombstone in it would be lost. */
function brokenTombstones({ analysis }: OpenedWorkspace, session: Session): readonly string[] {
  const broken = analysis.problems.filter(
    ({ path, severity }) => path === tombstonesPath && severity === "error",
  );
  return problemLines(broken, session.errorTerminal);
}

async function archiveInStore(
  args: Arguments,
  session: Session,
  { analysis }: OpenedWorkspace,
  { store }: ArchiveVerdict,
): Promise<Outcome<void>> {
  const name = store?.name ?? "";
  const settings = namedStores(analysis).get(name);
  if (store === undefined || settings === undefined) {
    return failure("Nothing was archived: the flag's store is not configured.");
  }
  const reason = args.text("reason") ?? "No code refers to it any more.";
  const { archiveFlag } = await import("@halyard/stores");
  const result = await archiveFlag(settings, session.env, { key: store.key, reason });
  if (result.ok) return success(undefined);
  return failure(`Nothing was archived: store "${inert(name)}" ${inert(result.message)}.`);
}

/** Writes the tombstone, and the state that holds now. */
async function bury(
  args: Arguments,
  session: Session,
  workspace: OpenedWorkspace,
  verdict: ArchiveVerdict,
): Promise<ExitCode> {
  const written = writeTombstone(workspace, verdict, args.text("reason"));
  if (!written.ok) return fail(session, written.message);
  if (!args.has("quiet")) {
    const left = entryLeft(workspace, verdict.flagKey);
    session.log(`Archived. The tombstone is in ${tombstonesPath}; commit it.${left}\n`);
  }
  const { store } = verdict;
  const settings = store && namedStores(workspace.analysis).get(store.name);
  if (store === undefined || settings === undefined || args.has("tombstone-only")) {
    return exitCodes.clean;
  }
  const synced = await syncStores(workspace, new Map([[store.name, settings]]), session);
  const faults = synced.ok ? syncFaults(synced.value) : [synced.message];
  for (const line of faults) session.log(`${line}\n`);
  return exitCodes.clean;
}

/** What is left to do where a registry still lists the flag as if nothing had happened. */
function entryLeft({ analysis }: OpenedWorkspace, flagKey: string): string {
  const entry = analysis.flags().find(({ key }) => key === flagKey);
  const status = (entry?.declared ?? entry?.lifecycle)?.status;
  if (entry === undefined || status === "archived" || status === "deleted") return "";
  const path = inert(entry.definitions[0].path);
  return ` Take its entry out of ${path}, or set its status to "archived".`;
}

function fail(session: Session, message: string): ExitCode {
  session.log(`${message}\n`);
  return exitCodes.failure;
}
