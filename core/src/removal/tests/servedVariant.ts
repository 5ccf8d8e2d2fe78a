import { ts } from "ts-morph";
import { literalValue, type KnownValue } from "../syntax/literals.js";
import { skipOuter, type Unit } from "../syntax/unit.js";

/**
 * The value that an in-memory flag of OpenFeature serves, as a test writes it:
 * `{ variants: { on: true }, defaultVariant: "on", disabled: false }`. Undefined for everything else.
 */
export function servedVariant(unit: Unit, given: ts.Expression): KnownValue | undefined {
  const flag = objectBehind(unit, given);
  const chosen = flag && member(flag, "defaultVariant");
  const variants = flag && member(flag, "variants");
  if (flag === undefined || chosen === undefined || variants === undefined) return undefined;
  const disabled = member(flag, "disabled");
  if (disabled !== undefined && valueOf(unit, disabled)?.value !== false) return undefined;
  // A context that picks a variant may pick another one than the default.
  if (member(flag, "contextEvaluator") !== undefined) return undefined;
  const name = valueOf(unit, chosen)?.value;
  const values = objectBehind(unit, variants);
  const value = typeof name === "string" && values ? member(values, name) : undefined;
  return value && valueOf(unit, value);
}

function valueOf(unit: Unit, node: ts.Expression): KnownValue | undefined {
  return literalValue(unit, node, () => undefined);
}

/** The object literal that an expression is, or that a constant of the file stands for. */
function objectBehind(unit: Unit, node: ts.Expression): ts.ObjectLiteralExpression | undefined {
  const inner = skipOuter(node);
  if (ts.isObjectLiteralExpression(inner)) return inner;
  if (!ts.isIdentifier(inner)) return undefined;
  const binding = unit.scopes.bindingOf(inner);
  const declaration = binding?.declarations[0]?.parent;
  if (binding?.uses.some((use) => use.write) !== false || declaration === undefined)
    return undefined;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  const value = skipOuter(declaration.initializer);
  return ts.isObjectLiteralExpression(value) ? value : undefined;
}

/** The value of a plainly written member; undefined too where a spread could change it. */
function member(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  if (object.properties.some((property) => ts.isSpreadAssignment(property))) return undefined;
  const found = object.properties.find(
    (property) =>
      property.name !== undefined &&
      (ts.isIdentifier(property.name) || ts.isStringLiteralLike(property.name)) &&
      property.name.text === name,
  );
  if (found === undefined) return undefined;
  if (ts.isShorthandPropertyAssignment(found)) return found.name;
  return ts.isPropertyAssignment(found) ? found.initializer : undefined;
}
