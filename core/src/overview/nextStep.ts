import type { Flag, Registry } from "../registry/model.js";
import { isGone, isLasting } from "../rules/flagLife.js";
import type { Finding } from "../rules/model.js";
import type { FlagVerdict } from "../verdict/model.js";

/** What to do about a flag next: a word for programs, a sentence for people, and its place in the list. */
export interface NextStep {
  readonly action: "remove" | "unblock" | "extend-or-remove" | "archive" | "wait" | "keep";
  readonly words: string;
  /** Lower comes first. */
  readonly urgency: number;
}

/** The rules whose findings decide the next step; a list of flags turns them on whatever the configuration says. */
export const decidingRules = [
  "archived-flag-reference",
  "expired-flag",
  "rolled-out-flag",
  "stale-flag",
  "unused-flag",
] as const;

/** What is known of one flag. */
export interface FlagState {
  readonly flag: Flag;
  readonly registry: Registry;
  readonly verdict: FlagVerdict;
  /** The findings about this flag. */
  readonly findings: readonly Finding[];
}

/**
 * The next step of a flag. The rules decide; this only words their answer, so that list and check never disagree.
 */
export function nextStepOf(state: FlagState): NextStep {
  const found = new Set(state.findings.map(({ ruleId }) => ruleId));
  // A removal by what Halyard recognises would leave these behind, so they come before everything else.
  if (state.findings.some(({ messageId }) => messageId === "unrecognised")) {
    return step("unblock", "named where nothing reads it: add a matcher or clean up", 5);
  }
  if (found.has("rolled-out-flag")) return removal(state.verdict);
  if (found.has("archived-flag-reference")) {
    return step("remove", "archived: remove what still reads it", 1);
  }
  if (found.has("unused-flag")) return step("archive", "unused: archive", 4);
  if (found.has("expired-flag")) return step("extend-or-remove", "expired: remove or extend", 2);
  if (found.has("stale-flag")) return step("extend-or-remove", "stale: remove or extend", 3);
  return waiting(state) ?? step("keep", "keep", 7);
}

function removal({ winningVariant, removable, blockers }: FlagVerdict): NextStep {
  if (removable) {
    const kept = winningVariant === undefined ? "" : `, keep ${winningVariant}`;
    return step("remove", `remove now${kept}`, 0);
  }
  const [blocker] = blockers;
  return step("unblock", blocker === undefined ? "remove, after a look" : `blocked: ${blocker}`, 5);
}

/** A flag that is constant but not long enough yet; lasting flags are constant by nature and have nothing to await. */
function waiting({ flag, registry, verdict }: FlagState): NextStep | undefined {
  if (verdict.outcome !== "soaking" || isGone(flag) || isLasting(flag, registry)) return undefined;
  const days = Math.max(1, registry.defaults.soakDays - (verdict.days ?? 0));
  return step("wait", `wait ${days} day${days === 1 ? "" : "s"}`, 6);
}

function step(action: NextStep["action"], words: string, urgency: number): NextStep {
  return { action, words, urgency };
}
