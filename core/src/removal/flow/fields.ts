import { ts } from "ts-morph";
import { toMark, type FoldContext } from "../fold/context.js";
import { returned } from "../fold/constantFunctions.js";
import { privateFields, type PrivateField } from "../syntax/fields.js";
import { canDrop } from "../fold/context.js";
import type { Edit, Mark } from "../text/trackedText.js";

/** Replaces reads of private fields, and calls of private methods, that only ever give the flag's value. */
export function foldFields(context: FoldContext): Edit[] {
  return privateFields(context.unit.source).flatMap((field) => {
    if (field.opaque) return [];
    return ts.isMethodDeclaration(field.declaration)
      ? foldMethod(context, field, field.declaration)
      : foldProperty(context, field, field.declaration);
  });
}

function foldProperty(
  context: FoldContext,
  field: PrivateField,
  declaration: ts.PropertyDeclaration,
): Edit[] {
  const mark = onlyValue(context, field, declaration);
  if (mark === undefined || (typeof mark.value === "object" && mark.value !== null)) return [];
  return field.reads
    .filter((read) => read.expression.kind === ts.SyntaxKind.ThisKeyword)
    .map((read) => toMark(context.unit, read, mark.value));
}

/** The value of the initializer, or of the single assignment at the top of the constructor. */
function onlyValue(
  context: FoldContext,
  field: PrivateField,
  declaration: ts.PropertyDeclaration,
): Mark | undefined {
  const { unit } = context;
  const [write, ...more] = field.writes;
  if (declaration.initializer !== undefined) {
    return write === undefined ? unit.markOf(declaration.initializer) : undefined;
  }
  if (write === undefined || more.length > 0) return undefined;
  const body = write.parent.parent;
  const owner = body.parent;
  if (!ts.isBlock(body) || !ts.isConstructorDeclaration(owner) || owner.parent !== field.owner)
    return undefined;
  const readsBefore = field.reads.some((read) => read.pos < write.pos && body.pos < read.pos);
  const mayRunBefore = body.statements.some((s) => s.pos < write.pos && !isPlainStep(context, s));
  return readsBefore || mayRunBefore ? undefined : unit.markOf(write.right);
}

/** `super(…)`, declarations and assignments that call nothing of the half-made object. */
function isPlainStep(context: FoldContext, statement: ts.Statement): boolean {
  if (ts.isVariableStatement(statement)) return true;
  if (!ts.isExpressionStatement(statement)) return false;
  const { expression } = statement;
  if (ts.isCallExpression(expression))
    return expression.expression.kind === ts.SyntaxKind.SuperKeyword;
  return ts.isBinaryExpression(expression) && canDrop(context, expression.right);
}

function foldMethod(
  context: FoldContext,
  field: PrivateField,
  declaration: ts.MethodDeclaration,
): Edit[] {
  const value = declaration.asteriskToken === undefined ? returned(declaration) : undefined;
  const mark = value && context.unit.markOf(value);
  if (mark === undefined || field.writes.length > 0) return [];
  if (typeof mark.value === "object" && mark.value !== null) return [];
  const isAsync =
    ts.getModifiers(declaration)?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) === true;
  return field.reads.flatMap((read) => {
    const call = read.parent;
    const isCall = ts.isCallExpression(call) && call.expression === read;
    if (!isCall || read.expression.kind !== ts.SyntaxKind.ThisKeyword) return [];
    if (!call.arguments.every((argument) => canDrop(context, argument))) return [];
    if (!isAsync) return [toMark(context.unit, call, mark.value)];
    return ts.isAwaitExpression(call.parent) ? [toMark(context.unit, call.parent, mark.value)] : [];
  });
}
