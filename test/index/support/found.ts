import type { Adapter, Matcher } from "../../../core/src/adapters/model.js";
import { indexTexts } from "../../../core/src/index/indexTexts.js";

/** What to look for beside the matchers. */
export interface FoundOptions {
  readonly keys?: readonly string[];
  readonly adapters?: readonly Adapter[];
}

/** The references in texts by path, as `path: key kind text`, dynamic ones as `path: dynamic pattern`. */
export async function found(
  files: Readonly<Record<string, string>>,
  matchers: readonly Matcher[],
  { keys = [], adapters = [] }: FoundOptions = {},
): Promise<string[]> {
  const index = await indexTexts(files, { matchers, keys, adapters });
  return [
    ...index.references.map(({ path, flagKey, kind, span }) => {
      const text = (files[path] ?? "").slice(span.start, span.end);
      return `${path}: ${flagKey} ${kind} ${text}`;
    }),
    ...index.dynamicReferences.map(({ path, pattern }) => `${path}: dynamic ${pattern}`),
  ];
}
