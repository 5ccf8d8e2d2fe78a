import { ts } from "ts-morph";
import { statementList } from "../syntax/positions.js";
import { toMark } from "../fold/context.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import type { Edit } from "../text/trackedText.js";
import { isDyingValue } from "./carriers.js";
import {
  hasPlainArguments,
  innerCall,
  isDyingCall,
  mentionsDying,
  type StepContext,
} from "./context.js";
import { dropItems } from "./lists.js";

function removed(context: StepContext, statement: ts.Statement): readonly Edit[] | undefined {
  return statementList(statement) === undefined
    ? undefined
    : [deleteStatement(context.file.unit, statement)];
}

/** Statements that only call what goes, hand it on, remember it, or report what it said. */
export function dropCalls(node: ts.Node, context: StepContext): readonly Edit[] | undefined {
  if (!ts.isExpressionStatement(node)) return undefined;
  const { expression } = node;
  if (ts.isBinaryExpression(expression)) {
    const assigns = expression.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    const goes =
      assigns &&
      (isDyingValue(context, expression.right) || isDyingValue(context, expression.left));
    return goes ? removed(context, node) : undefined;
  }
  const call = innerCall(expression);
  if (call === undefined) return undefined;
  const goes = isDyingCall(context.view, call)
    ? hasPlainArguments(context, call)
    : mocksDying(context, call) || handsOnDying(context, call) || reportsDying(context, call);
  return goes ? removed(context, node) : undefined;
}

/** `vi.mock("./old.js")`. */
function mocksDying({ project, view, file }: StepContext, call: ts.CallExpression): boolean {
  const [module] = call.arguments;
  if (module === undefined || !ts.isStringLiteral(module)) return false;
  if (!/^(?:vi|jest)\.(?:mock|doMock|unmock)$/u.test(call.expression.getText())) return false;
  return view.isDyingModule(project, file.path, module.text);
}

/** Names of functions that take work to be done later, and nothing that they would miss. */
const takers =
  /(?:^|\.)(?:enqueue|add|push|schedule|defer|submit|dispatch|waitUntil|after|setTimeout|setImmediate|queueMicrotask|deliver|forEach|runInBackground)$/u;

/** `queue.add(() => old.write(x))`: a callback that does nothing else takes the call that it is handed to along. */
function handsOnDying(context: StepContext, call: ts.CallExpression): boolean {
  const callbacks = call.arguments.filter(
    (argument) => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument),
  );
  return (
    callbacks.length > 0 &&
    takers.test(call.expression.getText()) &&
    callbacks.every((callback) => doesOnlyDying(context, callback)) &&
    hasPlainArguments(context, call)
  );
}

function doesOnlyDying(
  context: StepContext,
  callback: ts.ArrowFunction | ts.FunctionExpression,
): boolean {
  const { body } = callback;
  const expressions = ts.isBlock(body)
    ? body.statements.map((statement) =>
        ts.isExpressionStatement(statement) || ts.isReturnStatement(statement)
          ? statement.expression
          : undefined,
      )
    : [body];
  return (
    expressions.length > 0 &&
    expressions.every((expression) => {
      const call = expression && innerCall(expression);
      return call !== undefined && isDyingCall(context.view, call);
    })
  );
}

/** Names of functions that only tell people something. */
export const sinks =
  /^(?:console|logger|log|metrics|stats|telemetry|Sentry)(?:\.|$)|(?:^|\.)report\w*$/u;

/** `console.log("differences", await compare(old, neu))`: a report that has nothing left to say. */
function reportsDying(context: StepContext, call: ts.CallExpression): boolean {
  if (!sinks.test(call.expression.getText())) return false;
  const about = call.arguments.filter((argument) => isAbout(context, argument));
  return about.length > 0 && hasPlainArguments(context, call);
}

function isAbout(context: StepContext, argument: ts.Expression): boolean {
  return !ts.isFunctionLike(argument) && mentionsDying(context.view, argument);
}

/** Variables that hold what goes. */
export function dropVariables(node: ts.Node, context: StepContext): readonly Edit[] | undefined {
  if (!ts.isVariableStatement(node)) return undefined;
  const { declarations } = node.declarationList;
  const goes = new Set<ts.Node>(declarations.filter((one) => holdsDying(context, one)));
  if (goes.size === 0) return undefined;
  if (goes.size === declarations.length) return removed(context, node);
  return dropItems(context.file.unit, declarations, goes);
}

function holdsDying(context: StepContext, declaration: ts.VariableDeclaration): boolean {
  const { name, initializer } = declaration;
  if (ts.isIdentifier(name)) {
    if (context.view.isDying(name)) return true;
    const { view } = context;
    return initializer !== undefined && ts.isObjectLiteralExpression(initializer)
      ? initializer.properties.length > 0 && initializer.properties.every((p) => isEmptied(view, p))
      : false;
  }
  const names = name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? [element.name] : [],
  );
  return (
    names.length > 0 && names.every((one) => ts.isIdentifier(one) && context.view.isDying(one))
  );
}

function isEmptied(view: StepContext["view"], member: ts.ObjectLiteralElementLike): boolean {
  return ts.isShorthandPropertyAssignment(member) && view.isDying(member.name);
}

/** Functions that make or return what goes. */
export function dropFactories(node: ts.Node, context: StepContext): readonly Edit[] | undefined {
  if (!ts.isFunctionDeclaration(node) || node.name === undefined) return undefined;
  const { checker } = context.view;
  if (context.view.isDying(node.name)) return removed(context, node);
  const [signature] = checker.getTypeAtLocation(node.name).getCallSignatures();
  if (signature === undefined) return undefined;
  return context.view.isDyingType(checker.getReturnTypeOfSignature(signature))
    ? removed(context, node)
    : undefined;
}

/** `export … from`, and imports for their effect alone, of a dying file. */
export function dropModuleLinks(node: ts.Node, context: StepContext): readonly Edit[] | undefined {
  const links = ts.isExportDeclaration(node) || ts.isImportDeclaration(node);
  if (!links || node.moduleSpecifier === undefined || !ts.isStringLiteral(node.moduleSpecifier))
    return undefined;
  const { view, project, file } = context;
  const goes = view.isDyingModule(project, file.path, node.moduleSpecifier.text);
  return goes ? removed(context, node) : undefined;
}

/** Classes, interfaces and names of types that are of what goes. */
export function dropTypes(node: ts.Node, context: StepContext): readonly Edit[] | undefined {
  const isType =
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node);
  if (!isType || node.name === undefined || !context.view.isDying(node.name)) return undefined;
  return removed(context, node);
}

/** Nothing is an instance of a class that is gone. */
export function foldInstanceOf(node: ts.Node, context: StepContext): readonly Edit[] | undefined {
  const asks =
    ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  if (!asks || !mentionsDying(context.view, node.right)) return undefined;
  return [toMark(context.file.unit, node, false)];
}
