import { isGone } from "@halyard/core";
import type { SyncResult } from "@halyard/stores";
import { inert, withoutWorkflowCommands } from "../terminal/inert.js";

/** What was read, one line for each store that could be. */
export function syncSummary(results: readonly SyncResult[]): string {
  const read = results.filter(({ failures, state }) => failures.length === 0 && state);
  return read.map((result) => `${withoutWorkflowCommands(summaryOf(result))}\n`).join("");
}

function summaryOf({ name, state }: SyncResult): string {
  const flags = [...(state?.flags.values() ?? [])];
  const archived = flags.filter(isGone).length;
  const unknown = state?.unknownKeys.length ?? 0;
  const parts = [
    counted(flags.length - archived, "living flag"),
    ...(archived > 0 ? [`${archived} archived`] : []),
    ...(unknown > 0 ? [`${counted(unknown, "key")} asked for in vain`] : []),
  ];
  return `${inert(name)} (${inert(state?.type ?? "")}): ${parts.join(", ")}`;
}

/** What went wrong, in sentences that say which state holds now. */
export function syncFaults(results: readonly SyncResult[]): readonly string[] {
  return results.flatMap(({ name, state, failures }) =>
    failures.map((failure) => {
      const stays =
        state === undefined
          ? "Nothing is known of it yet."
          : `Its state of ${state.syncedAt.slice(0, 10)} stays.`;
      return withoutWorkflowCommands(`Store "${inert(name)}" ${inert(failure)}. ${stays}`);
    }),
  );
}

/** What is missing though the rest was read. */
export function syncGaps(results: readonly SyncResult[]): readonly string[] {
  return results.flatMap(({ name, gaps }) =>
    gaps.map((gap) => withoutWorkflowCommands(`Store "${inert(name)}" ${inert(gap)}.`)),
  );
}

function counted(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
