import { ts } from "ts-morph";
import { containsSpan } from "../../text/span.js";
import { returned } from "../fold/constantFunctions.js";
import type { ConditionComponent, FoldContext } from "../fold/context.js";
import { declarationOf } from "../flow/declarations.js";
import { functionOf } from "../flow/known.js";
import { isPure } from "../syntax/effects.js";
import { literalValue, type KnownValue } from "../syntax/literals.js";
import { importedNames } from "../syntax/modules.js";
import type { Unit } from "../syntax/unit.js";
import type { RemovalProject } from "./project.js";
import type { TrackedFile } from "./trackedFile.js";

const builtInConditionComponents: readonly (readonly [string, ConditionComponent])[] = [
  ["ConditionallyRender", { condition: "condition", whenTrue: "show", whenFalse: "elseShow" }],
];

/** What the folding rules may ask while they look at one file. */
export function foldContextOf(project: RemovalProject, file: TrackedFile): FoldContext {
  const own = Object.entries(project.input.conditionComponents ?? {});
  return {
    unit: file.unit,
    flagWords: project.flagWords,
    deadInOriginal: file.deadInOriginal,
    conditionComponents: new Map([...builtInConditionComponents, ...own]),
    pureCall: (unit, call) => isPureCall(project, unit, call, 0),
    constantOf: (unit, node) => constantOf(project, unit, node, 0),
    isBooleanCall: (unit, call) => isBooleanCall(project, unit, call),
    hasBooleanType: (unit, node) => project.booleanTypes.isBoolean(unit, node),
  };
}

const maximumDepth = 4;

function calledFunction(
  project: RemovalProject,
  unit: Unit,
  call: ts.CallExpression | ts.NewExpression,
): { readonly file: TrackedFile; readonly node: ts.FunctionLikeDeclaration } | undefined {
  const file = project.file(unit.path);
  if (file === undefined || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression))
    return undefined;
  const declared = declarationOf(project, file, call.expression);
  const node = declared && functionOf(declared.declaration);
  return declared === undefined || node === undefined ? undefined : { file: declared.file, node };
}

/** A call is free of effects where it reads another flag, or its function only computes what it returns. */
function isPureCall(
  project: RemovalProject,
  unit: Unit,
  call: ts.CallExpression | ts.NewExpression,
  depth: number,
): boolean {
  if (readsOtherFlag(project, unit, call)) return true;
  if (depth > maximumDepth) return false;
  const again = (at: Unit, inner: ts.CallExpression | ts.NewExpression): boolean =>
    isPureCall(project, at, inner, depth + 1);
  const pure = (at: Unit, node: ts.Node): boolean => isPure(at, node, again);
  if (!(call.arguments ?? []).every((argument) => pure(unit, argument))) return false;
  if (ts.isNewExpression(call)) return isPureClass(project, unit, call, pure);
  const called = calledFunction(project, unit, call);
  if (called === undefined || called.node.asteriskToken !== undefined) return false;
  const defaults = called.node.parameters.every((p) => p.initializer === undefined);
  const value = returned(called.node);
  return defaults && value !== undefined && pure(called.file.unit, value);
}

/** A class of the workspace whose making does nothing: no parent, no constructor, and fields that only hold values. */
function isPureClass(
  project: RemovalProject,
  unit: Unit,
  { expression }: ts.NewExpression,
  pure: (at: Unit, node: ts.Node) => boolean,
): boolean {
  const file = project.file(unit.path);
  const declared =
    file !== undefined && ts.isIdentifier(expression)
      ? declarationOf(project, file, expression)
      : undefined;
  const made = declared?.declaration.parent;
  if (declared === undefined || made === undefined || !ts.isClassDeclaration(made)) return false;
  if ((made.heritageClauses ?? []).some((one) => one.token === ts.SyntaxKind.ExtendsKeyword))
    return false;
  return made.members.every((member) => {
    if (ts.isConstructorDeclaration(member)) return false;
    if (!ts.isPropertyDeclaration(member) || member.initializer === undefined) return true;
    return pure(declared.file.unit, member.initializer);
  });
}

function readsOtherFlag(project: RemovalProject, unit: Unit, node: ts.Node): boolean {
  const start = unit.originAt(node.getStart(unit.source));
  const end = unit.originAt(node.end - 1) + 1;
  if (start < 0 || end <= 0) return false;
  const span = { start, end };
  return (project.input.otherReads ?? []).some(
    (place) =>
      place.path === unit.path && containsSpan(place.span, span) && containsSpan(span, place.span),
  );
}

function isBooleanCall(project: RemovalProject, unit: Unit, call: ts.CallExpression): boolean {
  const called = calledFunction(project, unit, call);
  return called?.node.type?.kind === ts.SyntaxKind.BooleanKeyword;
}

/** The literal that a constant, an enum member or a member of a constant object stands for. */
function constantOf(
  project: RemovalProject,
  unit: Unit,
  node: ts.Expression,
  depth: number,
): KnownValue | undefined {
  const file = project.file(unit.path);
  if (file === undefined || depth > maximumDepth) return undefined;
  const again = (at: Unit, inner: ts.Expression): KnownValue | undefined =>
    constantOf(project, at, inner, depth + 1);
  if (ts.isIdentifier(node)) {
    const declared = declarationOf(project, file, node);
    const owner = declared?.declaration.parent;
    if (declared === undefined || owner === undefined || !ts.isVariableDeclaration(owner))
      return undefined;
    const isConst = (ts.getCombinedNodeFlags(owner) & ts.NodeFlags.Const) !== 0;
    return isConst && owner.initializer !== undefined
      ? literalValue(declared.file.unit, owner.initializer, again)
      : undefined;
  }
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const stage = stageOfSdk(unit, node.expression, node.name.text);
  if (stage !== undefined) return { value: stage };
  const declared = declarationOf(project, file, node.expression);
  return (
    declared && memberConstant(declared.file.unit, declared.declaration, node.name.text, again)
  );
}

/** LaunchDarkly's own names of a migration's stages: `LDMigrationStage.DualWrite` is `dualwrite`. */
function stageOfSdk(unit: Unit, holder: ts.Identifier, name: string): string | undefined {
  if (holder.text !== "LDMigrationStage") return undefined;
  const isImported = importedNames(unit.source).some(
    ({ local, specifier }) => local?.text === holder.text && specifier.includes("launchdarkly"),
  );
  return isImported ? name.toLowerCase() : undefined;
}

function memberConstant(
  unit: Unit,
  declaration: ts.Identifier,
  name: string,
  again: (unit: Unit, node: ts.Expression) => KnownValue | undefined,
): KnownValue | undefined {
  const owner = declaration.parent;
  if (ts.isEnumDeclaration(owner)) {
    const member = owner.members.find((m) => ts.isIdentifier(m.name) && m.name.text === name);
    return member?.initializer && literalValue(unit, member.initializer, again);
  }
  if (!ts.isVariableDeclaration(owner) || owner.initializer === undefined) return undefined;
  const isFrozen =
    ts.isAsExpression(owner.initializer) && owner.initializer.type.getText() === "const";
  if (!isFrozen || !ts.isObjectLiteralExpression(owner.initializer.expression)) return undefined;
  const member = owner.initializer.expression.properties.find(
    (p) => p.name !== undefined && ts.isIdentifier(p.name) && p.name.text === name,
  );
  return member !== undefined && ts.isPropertyAssignment(member)
    ? literalValue(unit, member.initializer, again)
    : undefined;
}
