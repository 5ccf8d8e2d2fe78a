import type { Flag } from "../registry/model.js";
import type { Place } from "../text/span.js";
import { codeReferences, firstPerFile } from "./codeReferences.js";
import { isUnused } from "./flagUse.js";
import type { RelatedPlace, RuleContext } from "./model.js";

/** Where the flag is written in its registry; `field` is a dotted path that is tried first. */
export function registryPlace(flag: Flag, field?: string): Place {
  const definition = flag.definitions[0];
  const span = field === undefined ? undefined : definition.fields[field];
  return { path: definition.path, span: span ?? definition.keySpan };
}

/** The registry entry as a related place. */
export function registryRelated(flag: Flag, field?: string): RelatedPlace {
  return { ...registryPlace(flag, field), message: `Flag "${flag.key}" is registered here.` };
}

/**
 * Where a lifecycle rule speaks: in the code that someone will have to change.
 *
 * That is at the reads; where nothing reads the flag, at the places that name it; where no code names
 * it, at the registry entry, unless `unused-flag` already says there that it can go.
 */
export function lifecyclePlaces(
  context: RuleContext,
  flag: Flag,
  amount: "every" | "first-per-file",
): readonly Place[] {
  const references = codeReferences(context, flag);
  const reads = references.filter(({ access }) => access === "read");
  const shown = reads.length > 0 ? reads : references.filter(({ access }) => access === "mention");
  if (shown.length > 0) {
    const chosen = amount === "every" ? shown : firstPerFile(shown);
    return chosen.map(({ path, span }) => ({ path, span }));
  }
  if (context.isEnabled("unused-flag") && isUnused(context, flag)) return [];
  return [registryPlace(flag)];
}

/** Related places of a finding: the registry entry, unless the finding is in the registry itself. */
export function relatedTo(flag: Flag, place: Place, field?: string): readonly RelatedPlace[] {
  const related = registryRelated(flag, field);
  return place.path === related.path ? [] : [related];
}
