import { editOf } from "../text/change.js";
import { fixDataOf, outdated, unchangedText } from "./fixData.js";
import type { Fix, FixContext } from "./model.js";
import type { FlagReference } from "../reference/model.js";

/** Shapes of evaluation that are an expression which a literal can stand in for. */
const expressionKinds = new Set<FlagReference["kind"]>(["call", "method", "hook", "wrapper"]);

/** Puts what is already known in the place of a check that an enclosing branch has decided. */
export const dropRedundantCheck: Fix = {
  id: "drop-redundant-check",
  ruleIds: ["redundant-flag-check"],
  offers(finding, context) {
    const { place, messageId } = finding;
    const reference = context.analysis.index.references.find(
      ({ path, evaluation }) =>
        path === place.path &&
        evaluation.start === place.span.start &&
        evaluation.end === place.span.end,
    );
    if (reference === undefined || !isPlainBoolean(reference, context)) return [];
    const value = String((messageId === "alwaysOn") !== reference.inverted);
    const data = fixDataOf(finding, context, { value });
    const title = `Put \`${value}\` in the place of this check`;
    return data === undefined ? [] : [{ title, kind: "suggestion", staysInFile: true, data }];
  },
  resolve(data, context) {
    const { path, start, end, values } = data;
    const text = unchangedText(data, context);
    const newText = values?.value === "true" ? "true" : "false";
    if (text === undefined) return outdated(data);
    return { ok: true, changes: [editOf(path, text, [{ start, end, newText }])] };
  },
};

function isPlainBoolean(reference: FlagReference, { analysis }: FixContext): boolean {
  if (!expressionKinds.has(reference.kind)) return false;
  if (reference.valueType === "boolean") return true;
  const flag = analysis.flagFor(reference.flagKey, reference.path);
  return reference.valueType === "unknown" && flag?.valueType === "boolean";
}
