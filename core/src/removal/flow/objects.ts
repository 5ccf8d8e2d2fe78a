import { ts } from "ts-morph";
import { literalValue } from "../syntax/literals.js";
import { skipOuter, type Unit } from "../syntax/unit.js";
import type { Mark } from "../text/trackedText.js";
import { returned } from "../fold/constantFunctions.js";
import type { Known } from "./knownValue.js";
import { constantResult } from "./selectors.js";

/** Members of an object that are known because of the flag, by name. */
export type Members = ReadonlyMap<string, Known>;

/** What a used name is known to stand for. */
export type LookUp = (name: ts.Identifier) => Known | undefined;

interface Member {
  readonly mark: Mark;
  /** The value came from the flag; others are written out by hand and only agree with it. */
  readonly fromFlag: boolean;
  /** The member is a function that gives the value. */
  readonly isFunction?: boolean;
}

type AllMembers = ReadonlyMap<string, Member>;

/** The members of an expression's value that are known because of the flag; undefined where none is. */
export function membersOf(unit: Unit, node: ts.Node, lookUp: LookUp): Members | undefined {
  return fromFlagOnly(allMembersOf(unit, node, lookUp));
}

/** The members of what a function returns: known where every `return` gives an object that agrees. */
export function resultMembers(
  unit: Unit,
  node: ts.FunctionLikeDeclaration,
  lookUp: LookUp,
): Members | undefined {
  return fromFlagOnly(returnedMembers(unit, node, lookUp));
}

function fromFlagOnly(members: AllMembers | undefined): Members | undefined {
  const known = new Map<string, Known>();
  for (const [name, { mark, fromFlag, isFunction }] of members ?? []) {
    if (!fromFlag) continue;
    const called = { kind: "function" as const, mark, isAsync: false };
    known.set(name, isFunction === true ? called : { kind: "value", mark });
  }
  return known.size === 0 ? undefined : known;
}

function allMembersOf(unit: Unit, node: ts.Node, lookUp: LookUp): AllMembers | undefined {
  const inner = skipOuter(node);
  const mark = unit.markOf(inner);
  if (mark !== undefined) return markedMembers(mark);
  if (ts.isObjectLiteralExpression(inner)) return literalMembers(unit, inner);
  if (ts.isIdentifier(inner)) {
    const known = lookUp(inner);
    return known?.kind === "value"
      ? markedMembers(known.mark)
      : membersOfKnown(known, "namespace", false);
  }
  if (ts.isPropertyAccessExpression(inner) && ts.isIdentifier(inner.expression)) {
    const owner = lookUp(inner.expression);
    const member = owner?.kind === "namespace" ? owner.members.get(inner.name.text) : undefined;
    return membersOfKnown(member, "namespace", false);
  }
  if (ts.isConditionalExpression(inner))
    return agreeing([inner.whenTrue, inner.whenFalse].map((n) => allMembersOf(unit, n, lookUp)));
  if (ts.isCallExpression(inner)) return calledMembers(unit, inner, lookUp);
  if (!ts.isAwaitExpression(inner)) return undefined;
  const call = skipOuter(inner.expression);
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return undefined;
  const known = lookUp(call.expression);
  return membersOfKnown(known, "result", known?.kind === "result" && known.isAsync);
}

function membersOfKnown(
  known: Known | undefined,
  kind: "namespace" | "result" | "context",
  isAsync: boolean,
): AllMembers | undefined {
  if (known?.kind !== kind || !("members" in known)) return undefined;
  if (known.kind === "result" && known.isAsync !== isAsync) return undefined;
  const members = new Map<string, Member>();
  for (const [name, member] of known.members)
    if (member.kind === "value" || (member.kind === "function" && !member.isAsync))
      members.set(name, {
        mark: member.mark,
        fromFlag: true,
        isFunction: member.kind === "function",
      });
  return members;
}

/** `f()` of a known function, `useMemo(() => ({ … }))` and `useContext(Known)`. */
function calledMembers(
  unit: Unit,
  call: ts.CallExpression,
  lookUp: LookUp,
): AllMembers | undefined {
  const callee = skipOuter(call.expression);
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
  const [first] = call.arguments;
  if (name === "useMemo" && first !== undefined && isCallback(first))
    return returnedMembers(unit, first, lookUp);
  if (/^use(?:Context)?$/u.test(name) && first !== undefined && ts.isIdentifier(first))
    return membersOfKnown(lookUp(first), "context", false);
  return ts.isIdentifier(callee) ? membersOfKnown(lookUp(callee), "result", false) : undefined;
}

function isCallback(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** The members of an object that is the flag's value itself. */
function markedMembers({ value }: Mark): AllMembers | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const members = new Map<string, Member>();
  for (const [name, member] of Object.entries(value))
    members.set(name, { mark: { value: member }, fromFlag: true });
  return members;
}

/** The plain members of a literal. What may overwrite them later in it, a spread or a computed name, makes them unknown. */
function literalMembers(unit: Unit, literal: ts.ObjectLiteralExpression): AllMembers {
  const members = new Map<string, Member>();
  if (literal.properties.some(speaksOfItself)) return members;
  for (const property of literal.properties) {
    const name = property.name === undefined ? undefined : plainName(property.name);
    if (name === undefined) {
      members.clear();
      continue;
    }
    members.delete(name);
    const given = constantMember(unit, property);
    if (given !== undefined) members.set(name, { mark: given, fromFlag: true, isFunction: true });
    if (!ts.isPropertyAssignment(property)) continue;
    const mark = unit.markOf(property.initializer);
    const written = mark ?? literalValue(unit, property.initializer, () => undefined);
    const isPlain = written !== undefined && !isObject(written.value);
    if (isPlain) members.set(name, { mark: written, fromFlag: mark !== undefined });
  }
  return members;
}

/** `{ isOn: () => known }` and `{ isOn() { return known; } }`. */
export function constantMember(
  unit: Unit,
  property: ts.ObjectLiteralElementLike | ts.ClassElement,
): Mark | undefined {
  if (ts.isPropertyAssignment(property)) return constantResult(unit, property.initializer);
  if (!ts.isMethodDeclaration(property) || property.asteriskToken !== undefined) return undefined;
  const isPlain = ts
    .getModifiers(property)
    ?.every(({ kind }) => kind !== ts.SyntaxKind.AsyncKeyword);
  const plain = property.parameters.every(
    (p) => p.initializer === undefined && ts.isIdentifier(p.name),
  );
  const value = plain && isPlain !== false ? returned(property) : undefined;
  const mark = value && unit.markOf(value);
  return mark === undefined || isObject(mark.value) ? undefined : mark;
}

/** A method written with `this` may change the object that it is called on. */
function speaksOfItself(property: ts.ObjectLiteralElementLike): boolean {
  const value = ts.isPropertyAssignment(property) ? skipOuter(property.initializer) : property;
  if (!ts.isFunctionLike(value) || ts.isArrowFunction(value)) return false;
  let found = false;
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.ThisKeyword) found = true;
    if (!found) ts.forEachChild(node, visit);
  };
  visit(value);
  return found;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** The name that an object's member is written with; undefined for computed names and `__proto__`. */
export function plainName(name: ts.PropertyName | ts.BindingName): string | undefined {
  const isPlain = ts.isIdentifier(name) || ts.isStringLiteral(name);
  return isPlain && name.text !== "__proto__" ? name.text : undefined;
}

function returnedMembers(
  unit: Unit,
  node: ts.FunctionLikeDeclaration,
  lookUp: LookUp,
): AllMembers | undefined {
  const values = returnsOf(node);
  if (values === undefined || values.length === 0) return undefined;
  return agreeing(values.map((value) => allMembersOf(unit, value, lookUp)));
}

/** Members that all of several objects have with the same value. */
function agreeing(all: readonly (AllMembers | undefined)[]): AllMembers | undefined {
  const [first, ...others] = all;
  if (first === undefined) return undefined;
  let agreed: AllMembers = first;
  for (const other of others) {
    if (other === undefined) return undefined;
    const both = new Map<string, Member>();
    for (const [name, member] of agreed) {
      const twin = other.get(name);
      if (twin === undefined || twin.mark.value !== member.mark.value) continue;
      if (twin.isFunction !== member.isFunction) continue;
      both.set(name, { ...member, fromFlag: member.fromFlag || twin.fromFlag });
    }
    agreed = both;
  }
  return agreed;
}

/**
 * Every expression that a function returns, or undefined where it may return nothing: its end can be reached, or
 * a `return` has no value.
 */
export function returnsOf(node: ts.FunctionLikeDeclaration): ts.Expression[] | undefined {
  const { body } = node;
  if (body === undefined || node.asteriskToken !== undefined) return undefined;
  if (!ts.isBlock(body)) return [body];
  const values: ts.Expression[] = [];
  let bare = 0;
  const visit = (child: ts.Node): void => {
    if (ts.isFunctionLike(child) || ts.isClassLike(child)) return;
    if (ts.isReturnStatement(child)) {
      if (child.expression === undefined) bare++;
      else values.push(child.expression);
    } else ts.forEachChild(child, visit);
  };
  visit(body);
  const last = body.statements[body.statements.length - 1];
  const ends = last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
  return bare > 0 || !ends ? undefined : values;
}
