import { canonicalJson } from "@halyard/core";
import type { EnvironmentState, Flag, JsonValue } from "@halyard/core";

/**
 * Dates what the store does not date: a state that is as it was keeps its date, any other holds since it was seen.
 *
 * What happened between two readings goes unseen, as it does for anyone who looks now and then.
 */
export function withHistory(
  flags: ReadonlyMap<string, Flag>,
  before: ReadonlyMap<string, Flag>,
  now: Date,
): ReadonlyMap<string, Flag> {
  const dated = new Map<string, Flag>();
  for (const [key, flag] of flags) {
    const earlier = before.get(key);
    const environments = new Map<string, EnvironmentState>();
    for (const [name, state] of flag.environments) {
      const then = earlier?.environments.get(name);
      const isSame = then !== undefined && serves(then) === serves(state);
      const since = state.since ?? (isSame ? then.since : undefined) ?? now.toISOString();
      environments.set(name, { ...state, since });
    }
    dated.set(key, { ...flag, environments });
  }
  return dated;
}

/** Whom the state serves what, as text: everything but when it was read and used. */
function serves(state: EnvironmentState): string {
  const { since: _since, lastEvaluated: _used, syncedAt: _read, source: _source, ...rest } = state;
  // A state is made of JSON values throughout.
  return canonicalJson(rest as unknown as JsonValue);
}
