import type { FlagReference } from "../reference/model.js";
import { editOf } from "../text/change.js";
import type { JsonValue } from "../text/json.js";
import { fixDataOf, outdated, refused, unchangedText } from "./fixData.js";
import { flagOf } from "./flagOf.js";
import type { Fix, FixContext, FixData, FixOffer } from "./model.js";
import { isWritable, setFlagField } from "./registry/setField.js";

type Side = "code" | "registry" | "both";

/** Lets a call and its registry entry fall back to the same value: the one, the other, or what is rolled out. */
export const alignDefault: Fix = {
  id: "align-default",
  ruleIds: ["default-value-mismatch"],
  offers(finding, context) {
    const data = fixDataOf(finding, context);
    if (data === undefined) return [];
    const flag = flagOf(data, context);
    const here = referenceAt(data, context)?.defaultArgument?.value;
    const rolledOut = flag && context.analysis.verdictOf(flag).winningValue;
    const inRegistry = flag?.defaultValue;
    const canWrite = flag !== undefined && isWritable(context.analysis.registryOf(flag));
    const offers: (FixOffer | undefined)[] = [];
    if (finding.messageId === "differsFromRegistry" && inRegistry !== undefined) {
      offers.push(offerOf(data, "code", inRegistry));
      if (canWrite && here !== undefined) offers.push(offerOf(data, "registry", here));
    }
    if (finding.messageId === "differsFromRollout" && rolledOut !== undefined) {
      const side = inRegistry !== undefined && canWrite ? "both" : "code";
      offers.push(offerOf(data, side, rolledOut));
    }
    return offers.flatMap((offer) => offer ?? []);
  },
  resolve(data, context) {
    const { values, path, start, end } = data;
    const text = unchangedText(data, context);
    const flag = flagOf(data, context);
    const value = valueIn(values?.value);
    if (text === undefined || value === undefined) return outdated(data);
    const code = editOf(path, text, [{ start, end, newText: literalOf(value, text) }]);
    if (values?.side === "code") return { ok: true, changes: [code] };
    if (flag === undefined) return refused("The flag is no longer there.");
    const registry = setFlagField(flag, ["defaultValue"], value, context);
    if (!registry.ok || values?.side === "registry") return registry;
    const changes = [code, ...registry.changes].sort((a, b) => (a.path < b.path ? -1 : 1));
    return { ok: true, changes };
  },
};

const places: Readonly<Record<Side, string>> = {
  code: "here",
  registry: "in the registry",
  both: "here and in the registry",
};

function offerOf(data: FixData, side: Side, value: JsonValue): FixOffer | undefined {
  // What is no plain literal is better written by hand.
  if (typeof value === "object") return undefined;
  return {
    title: `Fall back to ${JSON.stringify(value)} ${places[side]}`,
    kind: "suggestion",
    isPreferred: side !== "registry",
    staysInFile: side === "code",
    data: { ...data, values: { side, value: JSON.stringify(value) } },
  };
}

function referenceAt(data: FixData, { analysis }: FixContext): FlagReference | undefined {
  return analysis.index.references.find(
    ({ path, defaultArgument }) =>
      path === data.path &&
      defaultArgument?.span.start === data.start &&
      defaultArgument.span.end === data.end,
  );
}

function valueIn(text: string | undefined): JsonValue | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as JsonValue;
    return typeof value === "object" ? undefined : value;
  } catch {
    return undefined;
  }
}

/** The value as the file would write it: with the quotes that it uses most. */
function literalOf(value: JsonValue, text: string): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const isSingle = (text.match(/'/gu) ?? []).length > (text.match(/"/gu) ?? []).length;
  const written = JSON.stringify(value);
  return isSingle && !value.includes("'") && !value.includes("\\") && !value.includes('"')
    ? `'${written.slice(1, -1)}'`
    : written;
}
