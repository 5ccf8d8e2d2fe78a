import { ts } from "ts-morph";
import { skipParentheses } from "../syntax/unit.js";
import { endsLine, lineStart, nextLine, startsLine } from "../text/layout.js";
import type { Edit } from "../text/trackedText.js";
import {
  canDrop,
  isTruthy,
  knownTruthiness,
  marked,
  sliceOf,
  type FoldContext,
} from "./context.js";

/** Whether a node is a child of an element or fragment. */
function isJsxChild(node: ts.Node): boolean {
  return ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent);
}

function isElement(node: ts.Node): boolean {
  return ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node);
}

/** `true`, `false`, `null` and `undefined` render nothing. */
function rendersNothing(value: unknown): boolean {
  return typeof value === "boolean" || value === null || value === undefined;
}

/** Drops a child that renders nothing now, and takes an element out of the braces that a fold has left. */
export function foldJsxChild(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  const { unit } = context;
  if (!ts.isJsxExpression(node) || !isJsxChild(node) || node.expression === undefined)
    return undefined;
  const inner = skipParentheses(node.expression);
  const mark = marked(context, inner);
  if (mark !== undefined)
    return rendersNothing(mark.value) ? [removeChild(node, context)] : undefined;
  if (neverRenders(inner, context)) return [removeChild(node, context)];
  if (!unit.wasUnwrapped(inner)) return undefined;
  if (isEmptyRendering(inner)) return [removeChild(node, context)];
  if (ts.isStringLiteral(inner) && /^[\w.,:;!?%-]+(?: [\w.,:;!?%-]+)*$/u.test(inner.text))
    return [{ start: node.getStart(unit.source), end: node.end, parts: [inner.text] }];
  if (!isElement(inner)) return undefined;
  const start = node.getStart(unit.source);
  return [
    {
      start,
      end: node.end,
      parts: sliceOf(unit, inner, start),
      unwraps: [inner.getStart(unit.source)],
    },
  ];
}

function isEmptyRendering(node: ts.Node): boolean {
  return (
    node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === "undefined")
  );
}

/** `{cond && known-false}` renders what a falsy `cond` renders: nothing, if it is boolean or only asked for truth. */
function neverRenders(node: ts.Expression, context: FoldContext): boolean {
  if (!ts.isBinaryExpression(node) || knownTruthiness(context, node) !== false) return false;
  const isOnlyTruth =
    ts.isPrefixUnaryExpression(skipParentheses(node.left)) ||
    ts.isBinaryExpression(skipParentheses(node.left));
  return (
    isOnlyTruth &&
    canDrop(context, node) &&
    marked(context, node.right) !== undefined &&
    isComparison(node.left)
  );
}

function isComparison(node: ts.Expression): boolean {
  const inner = skipParentheses(node);
  if (ts.isPrefixUnaryExpression(inner)) return inner.operator === ts.SyntaxKind.ExclamationToken;
  return (
    ts.isBinaryExpression(inner) &&
    inner.operatorToken.kind >= ts.SyntaxKind.LessThanToken &&
    inner.operatorToken.kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken
  );
}

function removeChild(node: ts.Node, context: FoldContext): Edit {
  const { text } = context.unit;
  const start = node.getStart(context.unit.source);
  if (startsLine(text, start) && endsLine(text, node.end))
    return { start: lineStart(text, start), end: nextLine(text, node.end), parts: [] };
  return { start, end: node.end, parts: [] };
}

/** Writes `title={"a"}` that a fold has left as `title="a"`. */
export function foldJsxAttribute(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (!ts.isJsxExpression(node) || !ts.isJsxAttribute(node.parent) || node.expression === undefined)
    return undefined;
  const { unit } = context;
  const inner = skipParentheses(node.expression);
  if (!ts.isStringLiteral(inner) || unit.markOf(inner) !== undefined || !unit.wasUnwrapped(inner))
    return undefined;
  if (/["'\\&\n]/u.test(inner.text)) return undefined;
  return [{ start: node.getStart(unit.source), end: node.end, parts: [`"${inner.text}"`] }];
}

/** Drops a fragment that a fold has left around a single element, or among the children of another one. */
export function foldFragment(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (!ts.isJsxFragment(node) || !context.unit.wasUnwrapped(node)) return undefined;
  const { unit } = context;
  const children = node.children.filter(
    (c) => !ts.isJsxText(c) || !c.containsOnlyTriviaWhiteSpaces,
  );
  const [only, ...more] = children;
  const start = node.getStart(unit.source);
  if (only !== undefined && more.length === 0 && isElement(only)) {
    return [
      {
        start,
        end: node.end,
        parts: sliceOf(unit, only, start),
        unwraps: [only.getStart(unit.source)],
      },
    ];
  }
  const last = children[children.length - 1];
  if (!isJsxChild(node) || only === undefined || last === undefined) return undefined;
  if (!children.every(isElement) || !standsAlone(node, context)) return undefined;
  const parts = children.flatMap((child, index) => [
    ...(index === 0 ? [] : [unit.style.newline + indentOf(unit.text, start)]),
    ...sliceOf(unit, child, start),
  ]);
  return [{ start, end: node.end, parts }];
}

function standsAlone(node: ts.Node, context: FoldContext): boolean {
  const { text } = context.unit;
  return startsLine(text, node.getStart(context.unit.source)) && endsLine(text, node.end);
}

function indentOf(text: string, at: number): string {
  return text.slice(lineStart(text, at), at);
}

/** Folds a component that shows one of two children by a condition. */
export function foldConditionComponent(
  node: ts.Node,
  context: FoldContext,
): readonly Edit[] | undefined {
  if (!ts.isJsxSelfClosingElement(node) && !ts.isJsxElement(node)) return undefined;
  const opening = ts.isJsxElement(node) ? node.openingElement : node;
  const shape = context.conditionComponents.get(opening.tagName.getText(context.unit.source));
  if (shape === undefined || opening.attributes.properties.some(ts.isJsxSpreadAttribute))
    return undefined;
  const condition = attributeValue(opening, shape.condition);
  if (condition === undefined) return undefined;
  const known = knownTruthiness(context, condition);
  if (known === undefined || !canDrop(context, condition)) return undefined;
  const name = known ? shape.whenTrue : shape.whenFalse;
  const shown = name === undefined ? undefined : attributeValue(opening, name);
  if (shown === undefined && known && shape.whenTrue === undefined) return undefined;
  if (shown !== undefined && (ts.isArrowFunction(shown) || ts.isFunctionExpression(shown)))
    return undefined;
  return [showInstead(node, shown, context)];
}

function showInstead(node: ts.Node, shown: ts.Expression | undefined, context: FoldContext): Edit {
  const { unit } = context;
  const start = node.getStart(unit.source);
  const inner = shown && skipParentheses(shown);
  const nothing = inner === undefined || isEmptyRendering(inner);
  if (isJsxChild(node)) {
    if (nothing) return removeChild(node, context);
    const slice = sliceOf(unit, inner, start);
    const parts = isElement(inner) ? slice : ["{", ...slice, "}"];
    return { start, end: node.end, parts, unwraps: [inner.getStart(unit.source)] };
  }
  const parts = nothing ? ["null"] : sliceOf(unit, inner, start);
  return { start, end: node.end, parts, unwraps: nothing ? [] : [inner.getStart(unit.source)] };
}

/** The expression that an attribute holds. */
export function attributeValue(
  opening: ts.JsxOpeningLikeElement,
  name: string,
): ts.Expression | undefined {
  for (const attribute of opening.attributes.properties) {
    if (!ts.isJsxAttribute(attribute) || attribute.name.getText() !== name) continue;
    const value = attribute.initializer;
    if (value !== undefined && ts.isJsxExpression(value)) return value.expression;
    return value;
  }
  return undefined;
}

/** Whether a known value makes an attribute say what its absence says. Used for `{...(known && {…})}`. */
export function foldJsxSpread(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (!ts.isJsxSpreadAttribute(node)) return undefined;
  const mark = marked(context, node.expression);
  if (mark === undefined || isTruthy(mark.value)) return undefined;
  const { text } = context.unit;
  const start = node.getStart(context.unit.source);
  if (startsLine(text, start) && endsLine(text, node.end))
    return [{ start: lineStart(text, start), end: nextLine(text, node.end), parts: [] }];
  const blank = text[start - 1] === " " ? start - 1 : start;
  return [{ start: blank, end: node.end, parts: [] }];
}
