import type { Analysis, DynamicReference, FlagReference } from "@halyard/core";
import { positionsOf } from "../formatters/json.js";
import { jsonText } from "../formatters/jsonText.js";
import { compareLines } from "./referenceReport.js";
import type { ReportLine } from "./referenceReport.js";

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
  wanted: ReferenceDetails,
): string {
  const items = referenceItems(analysis, references, dynamicReferences, wanted);
  if (items.length === 0) return "[]\n";
  return `[\n${items.map((item) => `  ${jsonText(item)}`).join(",\n")}\n]\n`;
}

/** The references as data, in the order of `referencesJson`. */
export function referenceItems(
  analysis: Pick<Analysis, "rangeOf">,
  references: readonly FlagReference[],
  dynamicReferences: readonly DynamicReference[],
  { details, dynamic }: ReferenceDetails,
): readonly ReportLine[] {
  const items = references.map((reference) => ({
    ...baseOf(analysis, reference, reference.flagKey),
    ...(details && detailsOf(reference)),
  }));
  const dynamicItems = dynamic || details ? dynamicReferences : [];
  for (const reference of dynamicItems) {
    items.push({ ...baseOf(analysis, reference, null), pattern: reference.pattern });
  }
  return items.sort(compareLines);
}

interface Item extends ReportLine {
  readonly endLine: number;
  readonly endColumn: number;
  readonly kind: string;
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
