import { ts } from "ts-morph";
import { returned } from "../fold/constantFunctions.js";
import type { Binding } from "../syntax/scopeModel.js";
import { skipOuter, type Unit } from "../syntax/unit.js";
import { wrappedComponent } from "../syntax/componentWrapper.js";
import { literalValue } from "../syntax/literals.js";
import { exportNamesOf } from "../syntax/modules.js";
import type { Mark } from "../text/trackedText.js";
import type { Known } from "./knownValue.js";
import { isOnlyLookedInto } from "./lookedInto.js";
import { membersOf, plainName, resultMembers, type LookUp } from "./objects.js";
import { knownEmission } from "./observables.js";
import { staticMembers } from "./staticMembers.js";
import { constantResult, knownInput, selectorOf } from "./selectors.js";

/**
 * The function that a name is declared as: a declaration, or a constant arrow or function expression, also within
 * `memo(…)` and the like.
 */
export function functionOf(declaration: ts.Identifier): ts.FunctionLikeDeclaration | undefined {
  const { parent } = declaration;
  if (ts.isFunctionDeclaration(parent)) return parent.body === undefined ? undefined : parent;
  if (!ts.isVariableDeclaration(parent) || parent.initializer === undefined) return undefined;
  let value: ts.Expression = parent.initializer;
  for (;;) {
    const inner = ts.isParenthesizedExpression(value) ? value.expression : wrappedComponent(value);
    if (inner === undefined) break;
    value = inner;
  }
  return ts.isArrowFunction(value) || ts.isFunctionExpression(value) ? value : undefined;
}

/** Whether a name keeps the value that it is declared with. */
function isFixed(binding: Binding): boolean {
  const single = binding.declarations.length === 1;
  return single && binding.uses.every((use) => !use.write);
}

/** What a binding is known to stand for. `told` holds what other files or callers told about it. */
export function knownOf(
  unit: Unit,
  binding: Binding,
  told: ReadonlyMap<number, Known>,
): Known | undefined {
  return knownAt(unit, binding, told, 0);
}

/** Names through which a value is followed within one file at most. */
const maximumSteps = 8;

function knownAt(
  unit: Unit,
  binding: Binding,
  told: ReadonlyMap<number, Known>,
  step: number,
): Known | undefined {
  const [declaration] = binding.declarations;
  if (declaration === undefined || step > maximumSteps || !isFixed(binding)) return undefined;
  if (isReadEarly(binding, declaration)) return undefined;
  if (binding.kind === "var" && !isSafeVar(unit, binding)) return undefined;
  const heard = told.get(unit.originAt(declaration.getStart(unit.source)));
  if (heard !== undefined) return heard;
  const { parent } = declaration;
  const lookUp: LookUp = (name) => {
    const meant = unit.scopes.bindingOf(name);
    return meant === undefined || meant === binding
      ? undefined
      : knownAt(unit, meant, told, step + 1);
  };
  if (ts.isVariableDeclaration(parent) && parent.initializer !== undefined) {
    const mark = parent.name === declaration ? unit.markOf(parent.initializer) : undefined;
    if (mark !== undefined) return { kind: "value", mark };
  }
  if (ts.isClassDeclaration(parent)) {
    const members = staticMembers(unit, parent);
    return members && { kind: "namespace", members };
  }
  if (ts.isBindingElement(parent)) return knownElement(unit, parent, lookUp);
  if (ts.isParameter(parent)) return knownParameter(unit, parent);
  return (
    knownFunction(unit, declaration, lookUp) ?? knownObject(unit, binding, declaration, lookUp)
  );
}

/** A constant object of which some members are known, and that is only looked into; exports are another matter. */
function knownObject(
  unit: Unit,
  binding: Binding,
  declaration: ts.Identifier,
  lookUp: LookUp,
): Known | undefined {
  const { parent } = declaration;
  if (!ts.isVariableDeclaration(parent) || parent.initializer === undefined) return undefined;
  const members = membersOf(unit, parent.initializer, lookUp);
  const isOwn = members !== undefined && exportNamesOf(unit, declaration).length === 0;
  return isOwn && isOnlyLookedInto(binding) ? { kind: "namespace", members } : undefined;
}

/** A `const` or `let` that the same function reads further up throws there; that must stay so. */
function isReadEarly(binding: Binding, declaration: ts.Identifier): boolean {
  if (binding.kind !== "const" && binding.kind !== "let") return false;
  return binding.uses.some(({ node }) => {
    if (node.pos > declaration.pos) return false;
    let at: ts.Node = node;
    while (at !== binding.scope.node && !ts.isFunctionLike(at) && !ts.isSourceFile(at))
      at = at.parent;
    return at === binding.scope.node;
  });
}

/** `var` may be read before it is set: only uses below it in the same function are safe. */
function isSafeVar(unit: Unit, binding: Binding): boolean {
  const [declaration] = binding.declarations;
  if (declaration === undefined) return false;
  let statement: ts.Node = declaration.parent;
  while (ts.isBindingElement(statement) || ts.isBindingName(statement))
    statement = statement.parent;
  if (!ts.isVariableDeclaration(statement)) return false;
  statement = statement.parent.parent;
  if (!ts.isVariableStatement(statement)) return false;
  const atTop = ts.isSourceFile(statement.parent) || ts.isFunctionLike(statement.parent.parent);
  if (!atTop) return false;
  const owner = binding.scope.node;
  return binding.uses.every((use) => {
    let at: ts.Node = use.node;
    while (!ts.isFunctionLike(at) && !ts.isSourceFile(at)) at = at.parent;
    return at === owner && use.node.getStart(unit.source) > declaration.end;
  });
}

/** `const [a, on] = await Promise.all([f(), known])` and `const { on } = { on: known }`. */
function knownElement(unit: Unit, element: ts.BindingElement, lookUp: LookUp): Known | undefined {
  const pattern = element.parent;
  const declaration = pattern.parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  if (element.dotDotDotToken !== undefined || !ts.isIdentifier(element.name)) return undefined;
  if (!ts.isArrayBindingPattern(pattern)) {
    const name = plainName(element.propertyName ?? element.name);
    const members = membersOf(unit, declaration.initializer, lookUp);
    const member = name === undefined ? undefined : members?.get(name);
    const isPlain = member?.kind === "value" && !isObject(member.mark.value);
    return isPlain && member.mark.value !== undefined ? member : undefined;
  }
  const tuple = tupleOf(unit, declaration.initializer);
  const index = pattern.elements.indexOf(element);
  const spreadBefore = tuple?.elements.slice(0, index + 1).some(ts.isSpreadElement) ?? true;
  const value = tuple?.elements[index];
  const mark = value === undefined || spreadBefore ? undefined : unit.markOf(value);
  return mark?.value === undefined ? undefined : { kind: "value", mark };
}

/** What a parameter of a callback gets, where the call around it says so. */
function knownParameter(unit: Unit, parameter: ts.ParameterDeclaration): Known | undefined {
  const mark = ts.isIdentifier(parameter.name)
    ? (knownInput(unit, parameter) ?? knownEmission(unit, parameter))
    : undefined;
  return mark === undefined ? knownResolution(unit, parameter) : { kind: "value", mark };
}

/** `Promise.resolve(known).then((on) => …)`. */
function knownResolution(unit: Unit, parameter: ts.ParameterDeclaration): Known | undefined {
  const callback = parameter.parent;
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return undefined;
  const call = callback.parent;
  const isThen =
    ts.isCallExpression(call) &&
    call.arguments[0] === callback &&
    callback.parameters[0] === parameter &&
    ts.isPropertyAccessExpression(call.expression) &&
    call.expression.name.text === "then";
  const promise =
    isThen && ts.isPropertyAccessExpression(call.expression)
      ? call.expression.expression
      : undefined;
  if (promise === undefined || !ts.isCallExpression(promise)) return undefined;
  if (promise.expression.getText(unit.source) !== "Promise.resolve") return undefined;
  const [value] = promise.arguments;
  const mark = value && unit.markOf(value);
  return mark && { kind: "value", mark };
}

/** The array literal that a pattern takes apart, directly or through `await Promise.all(…)`. */
export function tupleOf(
  unit: Unit,
  initializer: ts.Expression,
): ts.ArrayLiteralExpression | undefined {
  if (ts.isArrayLiteralExpression(initializer)) return initializer;
  const call = ts.isAwaitExpression(initializer) ? initializer.expression : undefined;
  if (call === undefined || !ts.isCallExpression(call)) return undefined;
  if (call.expression.getText(unit.source) !== "Promise.all") return undefined;
  const [list, ...more] = call.arguments;
  return list !== undefined && more.length === 0 && ts.isArrayLiteralExpression(list)
    ? list
    : undefined;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function knownFunction(unit: Unit, declaration: ts.Identifier, lookUp: LookUp): Known | undefined {
  const node = functionOf(declaration);
  if (node === undefined) return knownSelector(unit, declaration);
  if (node.asteriskToken !== undefined) return undefined;
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const isAsync = modifiers.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword);
  const throwsDefault = node.parameters.some(
    (p) => p.initializer !== undefined || !ts.isIdentifier(p.name),
  );
  const value = returned(node);
  const mark = value && (unit.markOf(value) ?? becameConstant(unit, value));
  if (mark !== undefined && !isObject(mark.value))
    return throwsDefault ? undefined : { kind: "function", mark, isAsync };
  const resolved = value && resolvedMark(unit, value);
  if (resolved !== undefined && !isObject(resolved.value))
    return throwsDefault ? undefined : { kind: "function", mark: resolved, isAsync: true };
  const members = resultMembers(unit, node, lookUp);
  return members && { kind: "result", members, isAsync };
}

/** `return null;` that is all the removal has left of a function: its callers get a constant because of the flag. */
function becameConstant(unit: Unit, value: ts.Expression): Mark | undefined {
  if (!ts.isReturnStatement(value.parent) || !unit.wasUnwrapped(value.parent)) return undefined;
  const written = literalValue(unit, value, () => undefined);
  const isPlain =
    written !== undefined &&
    (written.value === undefined || written.value === null || typeof written.value === "boolean");
  return isPlain ? written : undefined;
}

/** The value of `Promise.resolve(known)`. */
function resolvedMark(unit: Unit, node: ts.Expression): Mark | undefined {
  const call = skipOuter(node);
  if (!ts.isCallExpression(call) || call.arguments.length !== 1) return undefined;
  if (call.expression.getText(unit.source) !== "Promise.resolve") return undefined;
  const [value] = call.arguments;
  return value && unit.markOf(value);
}

/** `createSelector(inputs…, () => known)` gives the value whatever its inputs are. */
function knownSelector(unit: Unit, declaration: ts.Identifier): Known | undefined {
  const { parent } = declaration;
  if (!ts.isVariableDeclaration(parent) || parent.initializer === undefined) return undefined;
  const selector = selectorOf(parent.initializer);
  const mark = selector && constantResult(unit, selector.result);
  return mark && { kind: "function", mark, isAsync: false };
}
