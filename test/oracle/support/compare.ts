import { indexTexts } from "../../../core/src/index/indexTexts.js";
import { positionAt } from "../../../core/src/text/lineIndex.js";
import { sdkAdapter } from "./sdk.js";

/** What the index says, in the oracle's words. */
export async function referencesByIndex(
  files: Readonly<Record<string, string>>,
): Promise<string[]> {
  const index = await indexTexts(files, { adapters: [sdkAdapter] });
  const at = (path: string, offset: number): string => {
    const { line, column } = positionAt(index.lineStarts(path) ?? [], offset);
    return `${path}:${String(line)}:${String(column)}`;
  };
  const found = index.references.map(
    ({ path, span, flagKey }) => `${at(path, span.start)} ${flagKey}`,
  );
  const dynamic = index.dynamicReferences.map(
    ({ path, span }) => `${at(path, span.start)} dynamic`,
  );
  return [...found, ...dynamic].sort();
}
