import type { Adapter, Matcher } from "../../../core/src/adapters/model.js";
import { indexTexts } from "../../../core/src/index/indexTexts.js";
import { positionAt } from "../../../core/src/text/lineIndex.js";

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

/** The references in one text, as `line:column key`. */
export async function places(
  path: string,
  text: string,
  matchers: readonly Matcher[],
): Promise<string[]> {
  const index = await indexTexts({ [path]: text }, { matchers });
  return index.references.map(({ flagKey, span }) => {
    const { line, column } = positionAt(index.lineStarts(path) ?? [], span.start);
    return `${String(line)}:${String(column)} ${flagKey}`;
  });
}
