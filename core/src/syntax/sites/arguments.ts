import { ts } from "../compiler.js";
import type { ArgumentPath } from "../../adapters/model.js";
import type { DefaultArgument } from "../../reference/model.js";
import type { JsonValue } from "../../text/json.js";
import { propertyName, spanOf, unwrap } from "../nodes.js";

/** The expression that an argument path (`0`, `"0.key"`) reaches, the first of several, or undefined. */
export function argumentAt(
  args: readonly ts.Expression[],
  path: ArgumentPath,
): ts.Expression | undefined {
  return argumentsAt(args, path)[0];
}

/** Every expression that an argument path reaches: several where a step is `*` (`"0.*.key"`). */
export function argumentsAt(
  args: readonly ts.Expression[],
  path: ArgumentPath,
): readonly ts.Expression[] {
  const [index = "", ...steps] = String(path).split(".");
  let nodes = plain(args[Number(index)]);
  for (const step of steps) {
    nodes = nodes.flatMap((node) => (step === "*" ? elementsOf(node) : memberOf(node, step)));
  }
  return nodes;
}

/** Whether a call has as many arguments as asked for; a spread may stand for any number. */
export function hasArgumentCount(
  args: readonly ts.Expression[],
  count: readonly [least: number, most: number] | undefined,
): boolean {
  if (count === undefined || args.some((argument) => ts.isSpreadElement(argument))) return true;
  return args.length >= count[0] && args.length <= count[1];
}

function plain(argument: ts.Expression | undefined): readonly ts.Expression[] {
  return argument && !ts.isSpreadElement(argument) ? [argument] : [];
}

function elementsOf(expression: ts.Expression): readonly ts.Expression[] {
  const node = unwrap(expression);
  return ts.isArrayLiteralExpression(node) ? node.elements.flatMap(plain) : [];
}

/** The value of a member of an object literal; a shorthand member is its own value. */
function memberOf(expression: ts.Expression, name: string): readonly ts.Expression[] {
  const node = unwrap(expression);
  if (!ts.isObjectLiteralExpression(node)) return [];
  for (const property of node.properties) {
    if (property.name === undefined || propertyName(property.name) !== name) continue;
    if (ts.isPropertyAssignment(property)) return [property.initializer];
    if (ts.isShorthandPropertyAssignment(property)) return [property.name];
  }
  return [];
}

/** The default argument of a call, its value where that is a literal. */
export function defaultArgumentOf(
  args: readonly ts.Expression[],
  path: ArgumentPath | undefined,
): DefaultArgument | undefined {
  return path === undefined ? undefined : defaultArgumentFrom(argumentAt(args, path));
}

/** A default argument from the expression that gives it. */
export function defaultArgumentFrom(node: ts.Expression | undefined): DefaultArgument | undefined {
  if (node === undefined) return undefined;
  const span = spanOf(node);
  const value = literalValue(unwrap(node));
  if (value !== undefined) return { span, value };
  const typeName = typeNameOf(unwrap(node));
  return typeName === undefined ? { span } : { span, typeName };
}

/** The JSON value of a literal expression, undefined for anything else. */
function literalValue(node: ts.Expression): JsonValue | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return true;
    case ts.SyntaxKind.FalseKeyword:
      return false;
    case ts.SyntaxKind.NullKeyword:
      return null;
    default:
      break;
  }
  if (
    ts.isPrefixUnaryExpression(node) &&
    node.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(node.operand)
  ) {
    return -Number(node.operand.text);
  }
  if (ts.isArrayLiteralExpression(node)) return arrayValue(node);
  return ts.isObjectLiteralExpression(node) ? objectValue(node) : undefined;
}

function arrayValue(node: ts.ArrayLiteralExpression): JsonValue | undefined {
  const values: JsonValue[] = [];
  for (const element of node.elements) {
    const value = literalValue(unwrap(element));
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function objectValue(node: ts.ObjectLiteralExpression): JsonValue | undefined {
  const members = Object.create(null) as Record<string, JsonValue>;
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property)) return undefined;
    const name = propertyName(property.name);
    const value = literalValue(unwrap(property.initializer));
    if (name === undefined || value === undefined) return undefined;
    members[name] = value;
  }
  return members;
}

function typeNameOf(node: ts.Expression): DefaultArgument["typeName"] {
  if (ts.isTemplateExpression(node)) return "string";
  if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) return "object";
  if (ts.isIdentifier(node) && node.text === "undefined") return "undefined";
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return "boolean";
  }
  return undefined;
}
