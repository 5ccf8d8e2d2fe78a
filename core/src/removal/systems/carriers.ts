import { ts } from "ts-morph";
import { memberRange } from "../seed/mentions.js";
import type { Edit } from "../text/trackedText.js";
import { isDyingCall, type StepContext } from "./context.js";
import { dropItems } from "./lists.js";

/** What a rule does with one node: its edits, or undefined where it has nothing to say. */
export type SystemRule = (node: ts.Node, context: StepContext) => readonly Edit[] | undefined;

function dropWhere<T extends ts.Node>(
  context: StepContext,
  list: ts.NodeArray<T> | undefined,
  goes: (item: T) => boolean,
): Edit[] | undefined {
  const dropped = new Set<ts.Node>(list?.filter(goes));
  if (list === undefined || dropped.size === 0) return undefined;
  return dropItems(context.file.unit, list, dropped);
}

/** Members of objects and object patterns that carry what goes. */
export function dropProperties(node: ts.Node, context: StepContext): readonly Edit[] | undefined {
  const { view } = context;
  if (ts.isObjectLiteralExpression(node)) {
    return dropWhere(context, node.properties, (member) => {
      if (ts.isShorthandPropertyAssignment(member)) return view.isDying(member.name);
      if (ts.isMethodDeclaration(member))
        return ts.isIdentifier(member.name) && view.isDying(member.name);
      if (!ts.isPropertyAssignment(member)) return false;
      const goes = ts.isIdentifier(member.name) && view.isDying(member.name);
      return goes || isDyingValue(context, member.initializer);
    });
  }
  if (!ts.isObjectBindingPattern(node)) return undefined;
  return dropWhere(
    context,
    node.elements,
    (element) => ts.isIdentifier(element.name) && view.isDying(element.name),
  );
}

/**
 * A value that goes: it is of the old system, by its type, or by the class that makes it. What a call of the old system
 * answers is data that somebody asked for, and does not go.
 */
export function isDyingValue(context: StepContext, node: ts.Expression): boolean {
  return context.view.isDyingType(context.view.checker.getTypeAtLocation(node));
}

/** Members of interfaces, type literals and classes whose type goes. */
export function dropMembers(node: ts.Node, context: StepContext): readonly Edit[] | undefined {
  const isMember =
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isMethodSignature(node) ||
    (ts.isMethodDeclaration(node) && ts.isClassLike(node.parent));
  if (!isMember || !context.view.isDying(node.name)) return undefined;
  return [{ ...memberRange(context.file.unit, node), parts: [] }];
}

/** Parameters whose type goes. */
export function dropParameters(node: ts.Node, context: StepContext): readonly Edit[] | undefined {
  if (!ts.isFunctionLike(node)) return undefined;
  return dropWhere(
    context,
    node.parameters,
    ({ name }) => ts.isIdentifier(name) && context.view.isDying(name),
  );
}

/** Arguments that carry what goes; those of a call that goes itself are no matter. */
export function dropArguments(node: ts.Node, context: StepContext): readonly Edit[] | undefined {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const { arguments: given } = node;
  // Only where the parameter goes as well: a function from outside would take the next argument in its place.
  const parameters = context.view.checker.getResolvedSignature(node)?.declaration?.parameters;
  return dropWhere(context, given, (argument) => {
    if (ts.isSpreadElement(argument) || !isCarrier(context, argument)) return false;
    const parameter = parameters?.[given?.indexOf(argument) ?? -1];
    if (parameter === undefined || !ts.isParameter(parameter)) return false;
    return ts.isIdentifier(parameter.name) && context.view.isDying(parameter.name);
  });
}

/** A value that only names what goes: dropping a call of it is a question of its own. */
function isCarrier(context: StepContext, node: ts.Expression): boolean {
  if (ts.isCallExpression(node) || ts.isAwaitExpression(node) || ts.isFunctionLike(node))
    return false;
  return context.view.isDyingType(context.view.checker.getTypeAtLocation(node));
}

/** `Promise.all([old.write(), neu.write()])`, whose results nobody looks at, loses the calls of what goes. */
export function dropAwaited(node: ts.Node, context: StepContext): readonly Edit[] | undefined {
  if (!ts.isArrayLiteralExpression(node) || !isUnreadGroup(node)) return undefined;
  return dropWhere(
    context,
    node.elements,
    (element) => ts.isCallExpression(element) && isDyingCall(context.view, element),
  );
}

function isUnreadGroup(list: ts.ArrayLiteralExpression): boolean {
  const call = list.parent;
  if (!ts.isCallExpression(call) || !/^Promise\.all(?:Settled)?$/u.test(call.expression.getText()))
    return false;
  const { parent } = call;
  const outer = ts.isAwaitExpression(parent) ? parent.parent : parent;
  return ts.isExpressionStatement(outer);
}

/** Parts of unions that go, and names of dying members in `Pick` and `Omit`. */
export function dropTypeParts(node: ts.Node, context: StepContext): readonly Edit[] | undefined {
  const { view, file } = context;
  if (!ts.isUnionTypeNode(node)) return undefined;
  const goes = node.types.filter((part) => namesDyingMember(context, node, part));
  const parts = node.types.filter(
    (part) => goes.includes(part) || view.isDyingType(view.checker.getTypeFromTypeNode(part)),
  );
  if (parts.length === 0 || parts.length === node.types.length) return undefined;
  const kept = node.types.filter((part) => !parts.includes(part));
  const text = kept.map((part) => part.getText()).join(" | ");
  return [{ start: node.getStart(file.unit.source), end: node.end, parts: [text] }];
}

function namesDyingMember(
  { view }: StepContext,
  union: ts.UnionTypeNode,
  part: ts.TypeNode,
): boolean {
  const outer = union.parent;
  if (!ts.isTypeReferenceNode(outer) || !ts.isLiteralTypeNode(part)) return false;
  if (!/^(?:Pick|Omit)$/u.test(outer.typeName.getText())) return false;
  const [whole] = outer.typeArguments ?? [];
  if (whole === undefined || !ts.isStringLiteral(part.literal)) return false;
  const member = view.checker.getTypeFromTypeNode(whole).getProperty(part.literal.text);
  return member !== undefined && view.isDyingType(view.checker.getTypeOfSymbol(member));
}
