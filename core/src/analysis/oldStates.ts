import { dayCount, daysBetween, instantOf } from "../registry/dates.js";
import type { StoreView } from "../state/model.js";
import type { Problem } from "../text/problem.js";

/** A state that is older says too little about today to go without a word. */
const freshDays = 7;

/** States that were read so long ago that the stores may well serve something else by now. */
export function oldStates({ stores }: StoreView, now: Date): readonly Problem[] {
  return [...stores.values()].flatMap(({ name, syncedAt, place }): readonly Problem[] => {
    const days = daysBetween(instantOf(syncedAt) ?? 0, now.getTime());
    if (days <= freshDays) return [];
    const message = `What is known of store "${name}" is ${dayCount(days)} old; run \`halyard sync\`.`;
    const { path } = place;
    return [{ code: "state-old", severity: "warning", message, path }];
  });
}
