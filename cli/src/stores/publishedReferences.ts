import { compareText, namedStores } from "@halyard/core";
import type { Analysis, FlagReference } from "@halyard/core";
import type { PublishedReference } from "@halyard/stores";

/** The references to the flags of one store, under the store's keys, by path and line, each line once per flag. */
export function publishedReferences(
  analysis: Analysis,
  store: string,
): readonly PublishedReference[] {
  const isOnly = namedStores(analysis).size === 1;
  const found = new Map<string, PublishedReference>();
  for (const reference of analysis.index.references) {
    const flagKey = keyIn(analysis, store, isOnly, reference);
    if (flagKey === undefined) continue;
    const { path } = reference;
    const { line } = analysis.rangeOf(reference).start;
    found.set(JSON.stringify([flagKey, path, line]), { flagKey, path, line });
  }
  return [...found.values()].sort(
    (a, b) => compareText(a.path, b.path) || a.line - b.line || compareText(a.flagKey, b.flagKey),
  );
}

/** What the store calls the flag that is referred to; undefined where the flag is another store's, or nobody's. */
function keyIn(
  analysis: Analysis,
  store: string,
  isOnly: boolean,
  { flagKey, path }: FlagReference,
): string | undefined {
  const flag = analysis.flagFor(flagKey, path);
  const known = analysis.stores.stores.get(store)?.flags;
  if (flag === undefined) return known?.has(flagKey) === true ? flagKey : undefined;
  const link = flag.lifecycle.store;
  const key = link?.key ?? flag.key;
  if (link !== undefined) return link.name === store ? key : undefined;
  return isOnly || known?.has(key) === true ? key : undefined;
}
