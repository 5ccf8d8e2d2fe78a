import { daysBetween, dayCount, instantOf, isGone } from "@halyard/core";
import { blocked, caution, safe } from "../model.js";
import type { Answer, Subject } from "../model.js";

/** A state that is older says little about today. */
const freshDays = 1;

/** Whether a store has the flag, and how fresh what is known of it is. */
export function checkStore({ entry, flagKey, analysis }: Subject): Answer {
  const synced = analysis.stores.stores.size > 0;
  if (entry === undefined) {
    const message = synced
      ? `no single store is known to hold "${flagKey}"; name it in the flag's \`lifecycle.store\``
      : "no flag store was ever read; run `halyard sync` first";
    return blocked(message);
  }
  const { store, flag, key } = entry;
  if (flag === undefined) {
    const more = store.complete ? "" : ", as far as it could be read";
    return blocked(`store "${store.name}" has no flag "${key}"${more}`);
  }
  if (isGone(flag)) return safe(`store "${store.name}" has it archived already`);
  const days = daysBetween(instantOf(store.syncedAt) ?? 0, analysis.now.getTime());
  if (days > freshDays) {
    return caution(
      `what is known of store "${store.name}" is ${dayCount(days)} old; run \`halyard sync\``,
    );
  }
  return safe(`store "${store.name}" has it, as read on ${store.syncedAt.slice(0, 10)}`);
}
