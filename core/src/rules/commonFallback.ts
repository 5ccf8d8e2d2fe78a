import type { FlagReference } from "../reference/model.js";
import type { Flag } from "../registry/model.js";
import type { JsonValue } from "../text/json.js";
import type { Place } from "../text/span.js";
import { codeReferences } from "./codeReferences.js";
import { canonicalJson } from "../text/json.js";
import type { RuleContext } from "./model.js";
import { byReferencePlace } from "./referenceOrder.js";
import { isTestFile } from "./testFiles.js";

/** The fallback that most calls of a flag have, with the first call that has it. */
export interface CommonFallback {
  readonly value: JsonValue;
  readonly place: Place;
}

/** Answers `commonFallback` for one run, working each flag's (or unregistered key's) answer out once. */
export function createCommonFallbacks(
  context: RuleContext,
): (flag: Flag | undefined, flagKey: string) => CommonFallback | undefined {
  const known = new Map<Flag | string, CommonFallback | undefined>();
  return (flag, flagKey) => {
    const id = flag ?? flagKey;
    if (!known.has(id)) known.set(id, commonFallback(context, flag, flagKey));
    return known.get(id);
  };
}

/** The fallback that most calls of a flag (or of a key without a registry) have; of equally many, the first in order. */
function commonFallback(
  context: RuleContext,
  flag: Flag | undefined,
  flagKey: string,
): CommonFallback | undefined {
  const groups = new Map<string, CommonFallback & { count: number }>();
  for (const { access, defaultArgument, path } of callsOf(context, flag, flagKey)) {
    if (access !== "read" || defaultArgument === undefined) continue;
    const { value, span } = defaultArgument;
    if (value === undefined || value === null) continue;
    const known = groups.get(canonicalJson(value));
    if (known !== undefined) known.count += 1;
    else groups.set(canonicalJson(value), { value, place: { path, span }, count: 1 });
  }
  return [...groups.values()].reduce<(CommonFallback & { count: number }) | undefined>(
    (best, group) => (best === undefined || group.count > best.count ? group : best),
    undefined,
  );
}

function callsOf(
  context: RuleContext,
  flag: Flag | undefined,
  flagKey: string,
): readonly FlagReference[] {
  if (flag !== undefined) return codeReferences(context, flag);
  return context.index
    .referencesTo(flagKey)
    .filter(({ path }) => !isTestFile(path) && context.flagFor(flagKey, path) === undefined)
    .sort(byReferencePlace);
}
