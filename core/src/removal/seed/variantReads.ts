import { ts } from "ts-morph";
import type { JsonValue } from "../../text/json.js";
import { settled, type Unit } from "../syntax/unit.js";

/**
 * Whether all that is done with an SDK's object is to read members that the given value has: directly, by taking it
 * apart, or through a constant. Anything else would see the constant that takes the object's place.
 */
export function readsOnlyMembers(unit: Unit, node: ts.Expression, value: JsonValue): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return true;
  const names = new Set(Object.keys(value));
  const whole = settled(node);
  const { parent } = whole;
  if (isKnownMember(whole, names)) return true;
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== whole) return false;
  if (ts.isObjectBindingPattern(parent.name)) {
    return parent.name.elements.every((element) => takesKnownMember(element, names));
  }
  const binding = ts.isIdentifier(parent.name) ? unit.scopes.bindingOf(parent.name) : undefined;
  return (
    binding?.kind === "const" && binding.uses.every((use) => isLookedInto(settled(use.node), names))
  );
}

function isKnownMember(object: ts.Node, names: ReadonlySet<string>): boolean {
  const { parent } = object;
  return (
    ts.isPropertyAccessExpression(parent) &&
    parent.expression === object &&
    names.has(parent.name.text)
  );
}

/** `object.name`, or `const { name } = object`. */
function isLookedInto(object: ts.Node, names: ReadonlySet<string>): boolean {
  const { parent } = object;
  if (isKnownMember(object, names)) return true;
  return (
    ts.isVariableDeclaration(parent) &&
    parent.initializer === object &&
    ts.isObjectBindingPattern(parent.name) &&
    parent.name.elements.every((element) => takesKnownMember(element, names))
  );
}

function takesKnownMember(element: ts.BindingElement, names: ReadonlySet<string>): boolean {
  const taken = element.propertyName ?? element.name;
  return element.dotDotDotToken === undefined && ts.isIdentifier(taken) && names.has(taken.text);
}
