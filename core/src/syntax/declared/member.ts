import { ts } from "../compiler.js";
import type { FlagValueType } from "../../registry/model.js";
import type { JsonValue } from "../../text/json.js";
import type { Span } from "../../text/span.js";
import type { JsDoc } from "./jsDoc.js";

/** One flag as a TypeScript file declares it. */
export interface DeclaredMember {
  readonly key: string;
  readonly keySpan: Span;
  readonly entrySpan: Span;
  readonly doc: JsDoc;
  readonly valueType?: FlagValueType;
  readonly defaultValue?: JsonValue;
  readonly description?: string;
  /** Spans of the values above, by field name. */
  readonly fields: Readonly<Record<string, Span>>;
}

/** The span of a node without its comments. */
export function spanOf(node: ts.Node, sourceFile: ts.SourceFile): Span {
  return { start: node.getStart(sourceFile, false), end: node.end };
}

/** The node below parentheses, `as`, `satisfies`, `!` and calls such as `Object.freeze({…})`. */
export function unwrapped(node: ts.Expression): ts.Expression {
  let inner = node;
  for (;;) {
    if (
      ts.isParenthesizedExpression(inner) ||
      ts.isAsExpression(inner) ||
      ts.isSatisfiesExpression(inner) ||
      ts.isTypeAssertionExpression(inner) ||
      ts.isNonNullExpression(inner)
    ) {
      inner = inner.expression;
    } else if (isFreeze(inner)) {
      const [argument] = inner.arguments;
      if (argument === undefined) return inner;
      inner = argument;
    } else {
      return inner;
    }
  }
}

function isFreeze(node: ts.Expression): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    ts.isIdentifier(node.expression.expression) &&
    node.expression.expression.text === "Object" &&
    node.expression.name.text === "freeze"
  );
}

/** The value of a literal: string, number, boolean or null; undefined for everything else. */
export function literalValue(node: ts.Expression): JsonValue | undefined {
  const inner = unwrapped(node);
  if (ts.isStringLiteralLike(inner)) return inner.text;
  if (ts.isNumericLiteral(inner)) return Number(inner.text);
  if (inner.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (inner.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (inner.kind === ts.SyntaxKind.NullKeyword) return null;
  const negated =
    ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.MinusToken
      ? inner.operand
      : undefined;
  return negated && ts.isNumericLiteral(negated) ? -Number(negated.text) : undefined;
}

/** The name of a property, or undefined where it is computed. */
export function nameOf(name: ts.PropertyName | ts.BindingName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
  if (ts.isNumericLiteral(name)) return name.text;
  return ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)
    ? name.expression.text
    : undefined;
}

/** The initializer of a property of an object literal, or undefined. */
export function propertyOf(
  object: ts.ObjectLiteralExpression,
  name: string,
): ts.Expression | undefined {
  for (const property of object.properties) {
    if (ts.isPropertyAssignment(property) && nameOf(property.name) === name) {
      return unwrapped(property.initializer);
    }
  }
  return undefined;
}
