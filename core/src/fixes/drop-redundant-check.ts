import { editOf } from "../text/change.js";
import type { Span } from "../text/span.js";
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
    const { path, values } = data;
    const text = unchangedText(data, context);
    const newText = values?.value === "true" ? "true" : "false";
    if (text === undefined) return outdated(data);
    return { ok: true, changes: [editOf(path, text, [{ ...withAwait(text, data), newText }])] };
  },
};

/** A check that is waited for, with the `await` and the parentheses that are there for it: a literal needs neither. */
function withAwait(text: string, { start, end }: Span): Span {
  const [wait] = /\bawait\s+$/u.exec(text.slice(0, start)) ?? [];
  if (wait === undefined) return { start, end };
  const from = start - wait.length;
  // After a name or a closing bracket, parentheses belong to a call or a statement.
  const isOwn = /(?:^|[^\w$)\]\s])\s*\($/u.test(text.slice(0, from)) && text[end] === ")";
  return isOwn ? { start: from - 1, end: end + 1 } : { start: from, end };
}

function isPlainBoolean(reference: FlagReference, { analysis }: FixContext): boolean {
  if (!expressionKinds.has(reference.kind)) return false;
  if (reference.valueType === "boolean") return true;
  const flag = analysis.flagFor(reference.flagKey, reference.path);
  return reference.valueType === "unknown" && flag?.valueType === "boolean";
}
