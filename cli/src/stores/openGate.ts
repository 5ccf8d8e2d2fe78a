import { namedStores } from "@halyard/core";
import type { ArchiveVerdict } from "@halyard/stores";
import type { Arguments, Outcome } from "../command.js";
import { failure, success } from "../command.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import { openAnalysis, type OpenedWorkspace } from "../workspace/openAnalysis.js";
import { readDeployed } from "./readDeployed.js";
import { readReferences } from "./readReferences.js";
import { syncFaults } from "./syncReport.js";
import { syncStores } from "./syncStores.js";

/** A workspace with the gate's answer about one flag. */
export interface OpenedGate {
  readonly workspace: OpenedWorkspace;
  readonly verdict: ArchiveVerdict;
}

/**
 * Asks the gate about the flag that the arguments name. With `fresh`, the flag's store is read before; a store that
 * cannot be read is a failure then, because an old state must not pass for a new one.
 */
export async function openGate(
  args: Arguments,
  session: Session,
  fresh: boolean,
): Promise<Outcome<OpenedGate>> {
  const [flagKey] = args.positionals;
  if (flagKey === undefined)
    return failure("Name the flag, as the registry or the store spells it.");
  const elsewhere = await readReferences(args.all("references"), session.cwd);
  if (!elsewhere.ok) return elsewhere;
  const opened = await openAnalysis(args, session);
  if (!opened.ok) return opened;
  const { canArchive } = await import("@halyard/stores");
  const spellings = spellingsOf(opened.value, flagKey);
  if (!isKnown(opened.value, flagKey)) {
    return failure(`No registry, store or code knows the flag "${inert(flagKey)}".`);
  }
  const written = args.text("deployed");
  const deployed =
    written === undefined
      ? success(undefined)
      : await readDeployed(written, opened.value.root, spellings);
  if (!deployed.ok) return deployed;
  const judge = ({ analysis }: OpenedWorkspace): ArchiveVerdict =>
    canArchive({
      analysis,
      flagKey,
      elsewhere: elsewhere.value,
      ...(deployed.value !== undefined && { deployed: deployed.value }),
    });
  const first = judge(opened.value);
  if (!fresh) return success({ workspace: opened.value, verdict: first });
  const refreshed = await refresh(args, session, opened.value, first);
  return refreshed.ok
    ? success({ workspace: refreshed.value, verdict: judge(refreshed.value) })
    : refreshed;
}

/** Reads the flag's store, or every store where it is not known which one has it, and opens the workspace again. */
async function refresh(
  args: Arguments,
  session: Session,
  workspace: OpenedWorkspace,
  { store }: ArchiveVerdict,
): Promise<Outcome<OpenedWorkspace>> {
  const all = namedStores(workspace.analysis);
  const settings = store === undefined ? undefined : all.get(store.name);
  const wanted = store !== undefined && settings ? new Map([[store.name, settings]]) : all;
  const synced = await syncStores(workspace, wanted, session);
  if (!synced.ok) return synced;
  const faults = syncFaults(synced.value);
  return faults.length > 0 ? failure(faults.join("\n")) : openAnalysis(args, session);
}

function spellingsOf({ analysis }: OpenedWorkspace, flagKey: string): readonly string[] {
  const flag = analysis.flags().find(({ key }) => key === flagKey);
  return [flagKey, ...(flag?.lifecycle.aliases ?? [])];
}

function isKnown({ analysis }: OpenedWorkspace, flagKey: string): boolean {
  const { index, stores } = analysis;
  return (
    analysis.flags().some(({ key }) => key === flagKey) ||
    index.referencesTo(flagKey).length > 0 ||
    [...stores.stores.values()].some(({ flags }) => flags.has(flagKey)) ||
    namedStores(analysis).size > 0
  );
}
