import type { DashboardFlag } from "./model.js";

/** The ten oldest flags, oldest first; those of unknown age are not among them. */
export function oldestFlags(flags: readonly DashboardFlag[]): readonly DashboardFlag[] {
  return flags
    .filter(({ ageDays }) => ageDays !== null)
    .sort((left, right) => (right.ageDays ?? 0) - (left.ageDays ?? 0))
    .slice(0, 10);
}
