import type { Analysis, DynamicReference, FlagReference } from "@halyard/core";
import { compareText } from "@halyard/core";
import { positionsOf } from "../formatters/json.js";
import { jsonText } from "../formatters/jsonText.js";

/** What goes into the JSON besides the eight fields of each reference. */
export interface ReferenceDetails {
  readonly details: boolean;
  readonly dynamic: boolean;
}

/**
 * The references as a JSON array, one object per line, sorted by path, line, column and key.
 *
 * A read whose key is built at run time has `flagKey: null` and its `pattern`.
 */
export function referencesJson(
  analysis: Pick<Analysis, "rangeOf">,
  references: readonly FlagReference[],
  dynamicReferences: readonly DynamicReference[],
  { details, dynamic }: ReferenceDetails,
): string {
  const items = references.map((reference) => ({
    ...baseOf(analysis, reference, reference.flagKey),
    ...(details && detailsOf(reference)),
  }));
  const dynamicItems = dynamic || details ? dynamicReferences : [];
  for (const reference of dynamicItems) {
    items.push({ ...baseOf(analysis, reference, null), pattern: reference.pattern });
  }
  items.sort(compareItems);
  if (items.length === 0) return "[]\n";
  return `[\n${items.map((item) => `  ${jsonText(item)}`).join(",\n")}\n]\n`;
}

interface Item {
  readonly flagKey: string | null;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly kind: string;
  readonly matcher: string;
  readonly pattern?: string;
}

function baseOf(
  analysis: Pick<Analysis, "rangeOf">,
  reference: FlagReference | DynamicReference,
  flagKey: string | null,
): Item {
  const { path, span, kind, matcher } = reference;
  return { flagKey, path, ...positionsOf(analysis.rangeOf({ path, span })), kind, matcher };
}

function detailsOf({ access, inverted, valueType, defaultArgument }: FlagReference): object {
  return { access, inverted, valueType, defaultValue: defaultArgument?.value ?? null };
}

function compareItems(left: Item, right: Item): number {
  return (
    compareText(left.path, right.path) ||
    left.line - right.line ||
    left.column - right.column ||
    compareText(left.flagKey ?? "", right.flagKey ?? "") ||
    compareText(left.matcher, right.matcher)
  );
}
