import { ts } from "ts-morph";
import type { JsonValue } from "../../text/json.js";
import { skipOuter, type Unit } from "./unit.js";

/** A value that was found out; `undefined` is a value too, so it is wrapped. */
export interface KnownValue {
  readonly value: JsonValue | undefined;
}

/** Looks a name of another file up: the literal that an imported constant or enum member stands for. */
export type ConstantLookUp = (unit: Unit, node: ts.Expression) => KnownValue | undefined;

/** The value that a literal, a constant or an enum member has by itself. */
export function literalValue(
  unit: Unit,
  node: ts.Expression,
  lookUp: ConstantLookUp,
): KnownValue | undefined {
  const inner = skipOuter(node) as ts.Expression;
  if (ts.isStringLiteralLike(inner)) return { value: inner.text };
  if (ts.isNumericLiteral(inner)) return { value: Number(inner.text) };
  if (inner.kind === ts.SyntaxKind.TrueKeyword) return { value: true };
  if (inner.kind === ts.SyntaxKind.FalseKeyword) return { value: false };
  if (inner.kind === ts.SyntaxKind.NullKeyword) return { value: null };
  if (ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.MinusToken) {
    return ts.isNumericLiteral(inner.operand) ? { value: -Number(inner.operand.text) } : undefined;
  }
  if (ts.isIdentifier(inner) && inner.text === "undefined") {
    return unit.scopes.bindingOf(inner) === undefined ? { value: undefined } : undefined;
  }
  if (ts.isIdentifier(inner) || ts.isPropertyAccessExpression(inner)) return lookUp(unit, inner);
  return undefined;
}

/** The text of a value as source, in the file's quotes. Objects come in parentheses where `wrap` says so. */
export function valueText(value: JsonValue | undefined, quote: '"' | "'", wrap = false): string {
  if (value === undefined) return "undefined";
  if (typeof value === "string") return quoted(value, quote);
  if (typeof value !== "object" || value === null) return String(value);
  if (isList(value)) return `[${value.map((item) => valueText(item, quote)).join(", ")}]`;
  const members = Object.entries(value).map(([key, item]) => {
    const name = /^[A-Za-z_$][\w$]*$/u.test(key) && key !== "__proto__" ? key : quoted(key, quote);
    return `${name}: ${valueText(item, quote)}`;
  });
  const text = members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  return wrap ? `(${text})` : text;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A string literal in the given quotes. */
function quoted(value: string, quote: '"' | "'"): string {
  const json = JSON.stringify(value);
  if (quote === '"') return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
