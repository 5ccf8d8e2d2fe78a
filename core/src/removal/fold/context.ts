import { ts } from "ts-morph";
import type { JsonValue } from "../../text/json.js";
import type { PureCall } from "../syntax/effects.js";
import { isPure } from "../syntax/effects.js";
import { valueText, type ConstantLookUp } from "../syntax/literals.js";
import { needsParentheses } from "../syntax/precedence.js";
import { skipOuter, skipParentheses, type Unit } from "../syntax/unit.js";
import { indentAt, lineStart, reindented, startsLine } from "../text/layout.js";
import type { Edit, Part } from "../text/trackedText.js";

/** What the folding rules may ask about the file at hand and the others. */
export interface FoldContext {
  readonly unit: Unit;
  readonly pureCall: PureCall;
  readonly constantOf: ConstantLookUp;
  /** Whether a call's declared result is boolean, as its function in the workspace says. */
  readonly isBooleanCall: (unit: Unit, call: ts.CallExpression) => boolean;
  /** What the types of the original files say about an expression. */
  readonly hasBooleanType: (unit: Unit, node: ts.Node) => boolean;
  /** Words that name the flag: comments that hold one speak of it. */
  readonly flagWords: readonly string[];
  /** Original offsets of statements that could never run. */
  readonly deadInOriginal: ReadonlySet<number>;
  /** Components that show one of two children, by name. */
  readonly conditionComponents: ReadonlyMap<string, ConditionComponent>;
}

/** The attributes of a component that shows one of two children. */
export interface ConditionComponent {
  readonly condition: string;
  /** The attribute shown when the condition holds; undefined for the children. */
  readonly whenTrue?: string;
  readonly whenFalse?: string;
}

/** One simplification: the edits it needs, or undefined where it does not apply. Edits must not overlap. */
export type FoldRule = (node: ts.Node, context: FoldContext) => readonly Edit[] | undefined;

/** JavaScript's truthiness of a known value. */
export function isTruthy(value: JsonValue | undefined): boolean {
  return Boolean(value);
}

/** Whether leaving the expression out changes nothing. */
export function canDrop(context: FoldContext, node: ts.Node): boolean {
  return isPure(context.unit, node, context.pureCall);
}

/** Replaces an expression by a marked literal. */
export function toMark(unit: Unit, node: ts.Node, value: JsonValue | undefined): Edit {
  const { parent } = node;
  const wrap =
    (ts.isArrowFunction(parent) && parent.body === node) ||
    ts.isExpressionStatement(parent) ||
    ((ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
      parent.expression === node);
  const literal = { text: valueText(value, unit.style.quote), mark: { value } };
  const number = typeof value === "number";
  const needs = wrap && (number || (typeof value === "object" && value !== null));
  const parts: Part[] = needs ? ["(", literal, ")"] : [literal];
  const joined = ts.isArrowFunction(parent) ? joinsLine(unit, node, undefined) : undefined;
  if (joined !== undefined) return { start: joined, end: node.end, parts: [" ", ...parts] };
  return { start: node.getStart(unit.source), end: node.end, parts };
}

/** Puts a part of an expression in the place of the whole, re-indented, in parentheses where needed. */
export function keepOperand(unit: Unit, node: ts.Node, operand: ts.Expression): Edit {
  const inner = skipParentheses(operand);
  const start = node.getStart(unit.source);
  const keepsParentheses = inner !== operand && keepsLayoutParentheses(unit, node, inner);
  const kept = keepsParentheses ? operand : inner;
  const wrap = !keepsParentheses && needsParentheses(inner, node);
  const joined = joinsLine(unit, node, kept);
  const slice = sliceOf(unit, kept, joined ?? start);
  const parts: Part[] = wrap ? ["(", ...slice, ")"] : slice;
  return {
    start: joined ?? start,
    end: node.end,
    parts: joined === undefined ? parts : [" ", ...parts],
    unwraps: [inner.getStart(unit.source)],
  };
}

/** Columns up to which a kept operand is pulled up to the line of its `=` or `=>`. */
const lineWidth = 80;

/** Where the line before ends, if an operand (or a literal) that stood on its own line fits there now. */
function joinsLine(unit: Unit, node: ts.Node, kept: ts.Node | undefined): number | undefined {
  const { text, source } = unit;
  const { parent } = node;
  const place =
    ts.isArrowFunction(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isPropertyAssignment(parent);
  const start = node.getStart(source);
  if (!place || !startsLine(text, start)) return undefined;
  let end = start;
  while (/\s/u.test(text[end - 1] ?? "")) end--;
  if (
    !/[=>:]/u.test(text[end - 1] ?? "") ||
    (ts.getLeadingCommentRanges(text, node.pos) ?? []).length > 0
  )
    return undefined;
  if (kept === undefined) return end;
  const [firstLine = ""] = text.slice(kept.getStart(source), kept.end).split("\n");
  const opens =
    kept.end - kept.getStart(source) === firstLine.length || /[({[]\s*$/u.test(firstLine);
  const fits = end - lineStart(text, end) + 2 + firstLine.length <= lineWidth;
  return opens && fits ? end : undefined;
}

/** Parentheses around several lines of JSX belong to the layout of `return (…)`, `=> (…)` and `= (…)`. */
function keepsLayoutParentheses(unit: Unit, node: ts.Node, inner: ts.Node): boolean {
  const { parent } = node;
  const isJsx =
    ts.isJsxElement(inner) || ts.isJsxFragment(inner) || ts.isJsxSelfClosingElement(inner);
  const several = unit.text.slice(inner.getStart(unit.source), inner.end).includes("\n");
  const place =
    ts.isReturnStatement(parent) || ts.isArrowFunction(parent) || ts.isVariableDeclaration(parent);
  return isJsx && several && place;
}

/** The text of a kept node as it moves to `target`: its later lines follow the change of indentation. */
export function sliceOf(unit: Unit, kept: ts.Node, target: number): Part[] {
  const { text, source } = unit;
  const start = kept.getStart(source);
  const span = { start, end: kept.end };
  if (!text.slice(start, kept.end).includes("\n")) return [span];
  const lastLine = lineStart(text, kept.end);
  const closes = /^[ \t]*[)\]}>]|^[ \t]*<\//u.test(text.slice(lastLine, kept.end));
  const from =
    closes || !startsLine(text, start) ? indentAt(text, lastLine) : indentAt(text, start);
  const to = indentAt(text, target);
  if (!closes && !startsLine(text, start)) return [span];
  return reindented(text, span, from, to, unit.fixedRanges);
}

/** The value that a node is known to have because of the flag. */
export function marked(
  context: FoldContext,
  node: ts.Node,
): { value: JsonValue | undefined } | undefined {
  return context.unit.markOf(node);
}

/** The truthiness that an expression has whatever its unknown parts are, if the flag decides it. */
export function knownTruthiness(context: FoldContext, node: ts.Node): boolean | undefined {
  const inner = skipOuter(node);
  const mark = context.unit.markOf(inner);
  if (mark !== undefined) return isTruthy(mark.value);
  if (ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.ExclamationToken) {
    const operand = knownTruthiness(context, inner.operand);
    return operand === undefined ? undefined : !operand;
  }
  if (!ts.isBinaryExpression(inner)) return undefined;
  const deciding = decidingTruthiness(inner.operatorToken.kind);
  if (deciding === undefined) return undefined;
  const sides = [knownTruthiness(context, inner.left), knownTruthiness(context, inner.right)];
  if (sides.includes(deciding)) return deciding;
  return sides.every((side) => side === !deciding) ? !deciding : undefined;
}

/** The truthiness of one operand that decides a whole `&&` or `||`. */
function decidingTruthiness(kind: ts.SyntaxKind): boolean | undefined {
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return false;
  return kind === ts.SyntaxKind.BarBarToken ? true : undefined;
}
