import type { Adapter, Matcher } from "../adapters/model.js";
import type { PlannedMatcher } from "../syntax/plan.js";

/**
 * Gives every matcher its id, `config/name` or `adapter/name`, a missing name taken from the matcher's first word.
 *
 * The user's own come first: where two shapes claim the same place, the earlier one wins.
 */
export function plannedMatchers(
  adapters: readonly Adapter[],
  configured: readonly Matcher[],
): PlannedMatcher[] {
  const planned = [
    ...planAll("config", configured),
    ...adapters.flatMap((adapter) => planAll(adapter.name, adapter.matchers)),
  ];
  const seen = new Map<string, number>();
  return planned.map((one) => {
    const count = seen.get(one.id) ?? 0;
    seen.set(one.id, count + 1);
    return count === 0 ? one : { ...one, id: `${one.id}#${String(count + 1)}` };
  });
}

/** The name that people see: without the suffixes that keep ids apart. */
export function displayName(id: string): string {
  return id.replace(/[#@].*$/, "");
}

function planAll(owner: string, matchers: readonly Matcher[]): PlannedMatcher[] {
  return matchers.map((matcher) => ({
    id: `${owner}/${matcher.name ?? nameOf(matcher)}`,
    matcher,
  }));
}

function nameOf(matcher: Matcher): string {
  switch (matcher.kind) {
    case "call":
    case "hook":
    case "selector":
    case "hoc":
    case "migration":
    case "component":
    case "decorator":
      return matcher.names[0] ?? matcher.kind;
    case "method":
      return matcher.methods[0] ?? matcher.kind;
    case "property":
      return matcher.objects?.[0] ?? matcher.calls?.[0] ?? matcher.types?.[0] ?? matcher.kind;
    case "includes":
      return matcher.receivers[0] ?? matcher.kind;
    case "option":
      return matcher.properties[0] ?? matcher.kind;
    case "function":
    case "constant":
    case "env":
      return matcher.kind;
  }
}

/** Whether a matcher comes from the user's configuration rather than from an SDK's adapter. */
export function isConfigured(planned: PlannedMatcher): boolean {
  return planned.id.startsWith("config/");
}
