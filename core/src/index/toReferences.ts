import type { FileFacts, Site } from "../syntax/facts.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { AcceptedSite } from "./derive.js";
import type { Linker } from "./link.js";
import { displayName } from "./plannedMatchers.js";
import type { DynamicReference, FlagReference } from "../reference/model.js";

/** The linked references of one file, in order of place. */
export interface LinkedFile {
  readonly references: readonly FlagReference[];
  readonly dynamicReferences: readonly DynamicReference[];
}

/**
 * The sites of a file that their matchers really mean, by site number.
 *
 * Where the user's own matcher has claimed a place, learnt matchers are not asked: following imports is the dear part.
 */
export function acceptedSites(
  path: string,
  facts: FileFacts,
  planned: ReadonlyMap<string, PlannedMatcher>,
  linker: Linker,
): Map<number, AcceptedSite> {
  const accepted = new Map<number, AcceptedSite>();
  const claimed = new Set<number>();
  facts.sites.forEach((site, number) => {
    const matcher = planned.get(site.matcher);
    if (matcher === undefined || matcher.target !== undefined) return;
    if (!linker.accepts(site, matcher, path)) return;
    accepted.set(number, { site, planned: matcher });
    claimed.add(site.span.start);
  });
  facts.sites.forEach((site, number) => {
    const matcher = planned.get(site.matcher);
    if (matcher?.target === undefined || claimed.has(site.span.start)) return;
    if (linker.accepts(site, matcher, path)) accepted.set(number, { site, planned: matcher });
  });
  return accepted;
}

/** How the sites of one file become references. */
export interface ReferenceRules {
  /** Place of each matcher among all; the first wins. */
  readonly ranks: ReadonlyMap<string, number>;
  /** The file declares a registry, so the values that it gives flags are declarations. */
  readonly declaresFlags: boolean;
}

/** Turns accepted sites into references. Where several shapes claim one place, the first matcher's is kept. */
export function toReferences(
  path: string,
  accepted: ReadonlyMap<number, AcceptedSite>,
  { ranks, declaresFlags }: ReferenceRules,
  linker: Linker,
): LinkedFile {
  const best = new Map<string, { site: Site; key: string; rank: number }>();
  const dynamic = new Map<number, { found: DynamicReference; rank: number }>();
  for (const { site, planned } of accepted.values()) {
    const key = linker.keyAt(site, planned, path);
    if (key === null || (declaresFlags && site.access === "override")) continue;
    const rank = (ranks.get(site.matcher) ?? 0) + (site.argumentsFit ? 0 : 1_000_000);
    if ("key" in key) {
      if (!linker.believes(site, planned, key.key, path)) continue;
      const place = `${String(site.span.start)}:${key.key}`;
      const known = best.get(place);
      if (known === undefined || rank < known.rank) best.set(place, { site, key: key.key, rank });
    } else if (!site.knownKeysOnly && isTraced(site, planned)) {
      const known = dynamic.get(site.span.start);
      if (known !== undefined && known.rank <= rank) continue;
      dynamic.set(site.span.start, { found: dynamicReference(path, site, key.pattern), rank });
    }
  }
  const references = [...best.values()].map(({ site, key }) => reference(path, site, key));
  const taken = new Set(references.map((one) => one.span.start));
  return {
    references: references.sort(byPlace),
    dynamicReferences: [...dynamic.values()]
      .map(({ found }) => found)
      .filter((found) => !taken.has(found.span.start))
      .sort(byPlace),
  };
}

/** A key built at run time is told only where the call is certainly the SDK's or the user's own shape. */
function isTraced(site: Site, planned: PlannedMatcher): boolean {
  return (
    planned.matcher.from === undefined ||
    site.receiverNamed ||
    site.origin.kind === "import" ||
    site.origin.kind === "local"
  );
}

function reference(path: string, site: Site, flagKey: string): FlagReference {
  return {
    flagKey,
    path,
    span: site.span,
    evaluation: site.evaluation,
    kind: site.kind,
    matcher: displayName(site.matcher),
    access: site.access,
    inverted: site.inverted,
    valueType: site.valueType,
    ...(site.members && { members: site.members }),
    ...(site.defaultArgument && { defaultArgument: site.defaultArgument }),
    atModuleLevel: site.atModuleLevel,
    functionStart: site.functionStart,
    conditions: site.conditions,
  };
}

function dynamicReference(path: string, site: Site, pattern: string): DynamicReference {
  return {
    path,
    span: site.span,
    kind: site.kind,
    matcher: displayName(site.matcher),
    pattern,
    atModuleLevel: site.atModuleLevel,
  };
}

function byPlace(
  left: { span: { start: number; end: number } },
  right: { span: { start: number; end: number } },
): number {
  return left.span.start - right.span.start || left.span.end - right.span.end;
}
