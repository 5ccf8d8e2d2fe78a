import { ts } from "ts-morph";
import { deleteStatement } from "../statements/deleteStatement.js";
import { statementList } from "../syntax/positions.js";
import type { Edit } from "../text/trackedText.js";
import { mentionsDying, type StepContext } from "./context.js";
import { handed, newSideOf, type Handed } from "./handed.js";
import { calledLike, refuseCall, type DualPath } from "./keptCall.js";

/** Members by which an experiment is run. */
const runs = /^(?:run|runAsync|runSync|execute|start|result)$/u;

/**
 * The sides that a call names inside of a callback: `science("name", (e) => { e.use(…); e.try(…); })`. Undefined where
 * it has no such callback, or one that does more than name them.
 */
export function sidesInCallback(
  context: StepContext,
  call: ts.CallExpression,
): readonly Handed[] | undefined {
  for (const argument of call.arguments) {
    if (!ts.isArrowFunction(argument) && !ts.isFunctionExpression(argument)) continue;
    const [parameter, ...more] = argument.parameters;
    if (parameter === undefined || more.length > 0 || !ts.isIdentifier(parameter.name)) continue;
    const symbol = context.view.symbolOf(parameter.name);
    const statements = ts.isBlock(argument.body) ? [...argument.body.statements] : [];
    const setUps = statements.map((one) => setUpOf(context, one, symbol));
    const sides = setUps.flatMap((one) => one ?? []);
    const isExperiment = sides.some((one) => one.old) && sides.some((one) => one.new);
    if (!isExperiment) continue;
    const isPlain = setUps.every((one) => one !== undefined);
    if (isPlain && !sides.some(({ value }) => uses(context, value, symbol))) return sides;
    const message =
      "The set-up of this experiment does more than name its two sides; replace it by the new side by hand first.";
    refuseCall(context, call, message);
    return undefined;
  }
  return undefined;
}

/** The functions that a statement hands to an experiment; undefined for a statement that does something else. */
function setUpOf(
  context: StepContext,
  statement: ts.Statement,
  symbol: ts.Symbol | undefined,
): Handed[] | undefined {
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  if (ts.isBinaryExpression(expression)) {
    const { left, operatorToken } = expression;
    const isSetting =
      operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(left) &&
      means(context, left.expression, symbol);
    return isSetting ? [] : undefined;
  }
  const chain = chainOf(expression);
  return chain !== undefined && means(context, chain.root, symbol)
    ? chain.given.flatMap((value) => handed(context, value, undefined))
    : undefined;
}

/** `root.a(x).b(y)`: what is called, and everything it is given on the way. */
function chainOf(
  expression: ts.Expression,
): { readonly root: ts.Expression; readonly given: readonly ts.Expression[] } | undefined {
  const given: ts.Expression[] = [];
  let at = expression;
  while (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression)) {
    given.unshift(...at.arguments);
    at = at.expression.expression;
  }
  return at === expression ? undefined : { root: at, given };
}

function means(
  { view }: StepContext,
  expression: ts.Expression,
  symbol: ts.Symbol | undefined,
): boolean {
  return ts.isIdentifier(expression) && view.symbolOf(expression) === symbol;
}

function uses(context: StepContext, node: ts.Node, symbol: ts.Symbol | undefined): boolean {
  const visit = (child: ts.Node): boolean =>
    (ts.isIdentifier(child) && means(context, child, symbol)) ||
    ts.forEachChild(child, visit) === true;
  return visit(node);
}

/** The sides of an experiment in one breath: `new Experiment("name").use(…).try(…).run()`. */
export function sidesInChain(
  context: StepContext,
  call: ts.CallExpression,
): readonly Handed[] | undefined {
  if (!ts.isPropertyAccessExpression(call.expression) || !runs.test(call.expression.name.text))
    return undefined;
  const chain = chainOf(call);
  if (chain === undefined || (!ts.isNewExpression(chain.root) && !ts.isCallExpression(chain.root)))
    return undefined;
  return chain.given.flatMap((value) => handed(context, value, undefined));
}

/**
 * An experiment that a variable holds: `const e = new Experiment("name"); e.use(…); e.try(…); … e.run()`. Its making
 * and its set-up go, and the new side stands where it was run.
 */
export function builtExperiment(
  context: StepContext,
  statement: ts.Statement,
): DualPath | undefined {
  const declaration = heldBy(statement);
  const list = statementList(statement);
  if (declaration?.initializer === undefined || list === undefined) return undefined;
  const symbol = context.view.symbolOf(declaration.name);
  const setUps = list.filter((one) => one !== statement && setUpOf(context, one, symbol));
  const sides = [declaration.initializer, ...setUps].flatMap((node) =>
    ts.isExpression(node)
      ? (chainOf(node)?.given ?? []).flatMap((value) => handed(context, value, undefined))
      : (setUpOf(context, node, symbol) ?? []),
  );
  const kept = newSideOf(sides, context.step.takes);
  if (kept === undefined) return undefined;
  const others = usesOf(context, statement, symbol).filter(
    (use) => !setUps.some((one) => one.pos <= use.pos && use.end <= one.end),
  );
  const run = others.length === 1 ? runOf(others[0]) : undefined;
  if (run === undefined || !isMovable(context, kept.value)) {
    const name = declaration.name.getText();
    const message = `\`${name}\` is used for more than this experiment, or not run just once; replace it by the new side by hand first.`;
    refuseCall(context, declaration, message);
    return undefined;
  }
  const around = calledLike(context, run, kept);
  if (around === undefined) return undefined;
  const gone = [statement, ...setUps].map((one) => deleteStatement(context.file.unit, one));
  const edit: Edit = {
    start: run.getStart(),
    end: run.end,
    parts: [around.before, around.kept, ...around.after],
  };
  return { edits: [...gone, edit], gone: [...gone, edit] };
}

/** `const name = new Experiment(…);`, or what a call or a chain of calls makes. */
function heldBy(statement: ts.Statement): ts.VariableDeclaration | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const { declarations } = statement.declarationList;
  const [declaration] = declarations;
  const made = declaration?.initializer;
  const isMade = made !== undefined && (ts.isNewExpression(made) || ts.isCallExpression(made));
  return declarations.length === 1 && isMade && ts.isIdentifier(declaration?.name ?? made)
    ? declaration
    : undefined;
}

function usesOf(
  context: StepContext,
  statement: ts.Statement,
  symbol: ts.Symbol | undefined,
): ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    const isOther = node.pos < statement.pos || statement.end <= node.pos;
    if (ts.isIdentifier(node) && isOther && means(context, node, symbol)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(statement.getSourceFile());
  return found;
}

function runOf(use: ts.Identifier | undefined): ts.CallExpression | undefined {
  const access = use?.parent;
  if (access === undefined || !ts.isPropertyAccessExpression(access)) return undefined;
  const call = access.parent;
  return runs.test(access.name.text) && ts.isCallExpression(call) && call.expression === access
    ? call
    : undefined;
}

/** Whether a function may stand elsewhere in its list of statements: nothing in it is still to be edited. */
function isMovable({ view, step, file }: StepContext, value: ts.Expression): boolean {
  const isAsked = step.folds.some(({ references }) =>
    references.some(
      ({ path, span }) => path === file.path && value.pos <= span.start && span.end <= value.end,
    ),
  );
  return !isAsked && !mentionsDying(view, value);
}
