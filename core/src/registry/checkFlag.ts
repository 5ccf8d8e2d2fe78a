import { entriesOf, fieldOf, itemsOf, numberOf, stringOf, toJson } from "../schema/node.js";
import type { DataNode, Entry } from "../schema/node.js";
import type { ProblemSink } from "../schema/problemSink.js";
import { checkTargeting } from "./checkTargeting.js";
import { checkValues } from "./checkValues.js";
import { calendarFault } from "./dateShape.js";
import { looksLikeDate } from "./dates.js";
import type { Evaluators } from "./evaluators.js";
import { flagTypeNamed } from "./flagTypeNamed.js";
import { quoted } from "../text/quoted.js";
import { suggestionFor } from "./suggestion.js";

/** Reports what a flag's entry says that cannot be true, though each part has the right form. */
export function checkFlag(entry: Entry, evaluators: Evaluators, sink: ProblemSink): void {
  const flag = entry.value;
  const variants = new Set(entriesOf(fieldOf(flag, "variants")).map(({ key }) => key));
  checkValues(entry, sink);
  checkVariantName(fieldOf(flag, "defaultVariant"), variants, entry.key, sink);
  checkTargeting(fieldOf(flag, "targeting"), evaluators, sink);
  for (const { value } of entriesOf(fieldOf(flag, "environments"))) {
    checkVariantName(fieldOf(value, "defaultVariant"), variants, entry.key, sink);
    checkTargeting(fieldOf(value, "targeting"), evaluators, sink);
    checkServed(fieldOf(value, "served"), variants, entry.key, sink);
    for (const exception of itemsOf(fieldOf(value, "exceptions"))) {
      checkVariantName(fieldOf(exception, "variant"), variants, entry.key, sink);
    }
  }
  const lifecycle = fieldOf(flag, "lifecycle");
  checkVariantName(fieldOf(lifecycle, "keepVariant"), variants, entry.key, sink);
  checkExpires(fieldOf(lifecycle, "expires"), sink);
  checkType(lifecycle, sink);
}

/** A name that must be one of the flag's variants; a flag without variants has no names to compare with. */
export function checkVariantName(
  node: DataNode | undefined,
  variants: ReadonlySet<string>,
  flagKey: string,
  sink: ProblemSink,
): void {
  const name = stringOf(node);
  if (node === undefined || name === undefined || name === "") return;
  if (variants.size === 0 || variants.has(name)) return;
  const guess = suggestionFor(name, variants, sink);
  const hint =
    guess === undefined ? `it has ${firstOf(variants)}.` : `did you mean ${quoted(guess)}?`;
  const message = `${quoted(name)} is no variant of ${quoted(flagKey)}: ${hint}`;
  sink.error("unknown-variant", message, node.span);
}

/** The first few names; a list of hundreds helps nobody. */
function firstOf(names: ReadonlySet<string>): string {
  const shown: string[] = [];
  for (const name of names) {
    if (shown.length === 8) return `${shown.join(", ")} and others`;
    shown.push(quoted(name));
  }
  return shown.join(", ");
}

function checkServed(
  node: DataNode | undefined,
  variants: ReadonlySet<string>,
  flagKey: string,
  sink: ProblemSink,
): void {
  if (node === undefined) return;
  const entries = entriesOf(node);
  for (const { key, keySpan } of entries) {
    const name: DataNode = { kind: "string", value: key, span: keySpan };
    checkVariantName(name, variants, flagKey, sink);
  }
  const percents = entries.map(({ value }) => numberOf(value));
  if (percents.length === 0 || percents.includes(undefined)) return;
  const sum = percents.reduce<number>((total, percent) => total + (percent ?? 0), 0);
  // Binary fractions do not add up exactly: 33.3 + 33.3 + 33.4.
  if (Math.abs(sum - 100) < 1e-6) return;
  const shown = Number(sum.toFixed(6));
  sink.error(
    "served-sum",
    `The percentages served sum to ${shown}, not to 100; correct them.`,
    node.span,
  );
}

function checkExpires(node: DataNode | undefined, sink: ProblemSink): void {
  const expires = stringOf(node);
  if (node === undefined || expires === undefined || !looksLikeDate(expires)) return;
  const fault = calendarFault(expires, "`expires`");
  if (fault !== undefined) sink.error("invalid-date", fault, node.span);
}

function checkType(lifecycle: DataNode | undefined, sink: ProblemSink): void {
  const type = fieldOf(lifecycle, "type");
  const kind = fieldOf(lifecycle, "kind");
  if (type === undefined || kind === undefined) return;
  if (flagTypeNamed(stringOf(type)) === flagTypeNamed(stringOf(kind))) return;
  const message = `\`kind\` says ${JSON.stringify(toJson(kind))} and \`type\` says ${JSON.stringify(toJson(type))}; keep \`type\` alone.`;
  sink.error("contradiction", message, kind.span);
}
