import { ts } from "ts-morph";
import { canDrop } from "../fold/context.js";
import { foldContextOf } from "../plan/lookUps.js";
import { isSettling, mentionsDying, type StepContext } from "./context.js";
import { builtExperiment, sidesInCallback, sidesInChain } from "./experiments.js";
import { handedOf, newSideOf, wrapperAt, type Handed } from "./handed.js";
import { inputsOf } from "./inputs.js";
import { calledLike, refuseCall, type Around, type DualPath } from "./keptCall.js";

/**
 * Calls that are handed both sides as functions (`run({ old: () => …, neu: () => … })`, `check("flag", readOld,
 * readNew, diff)`, `science("name", (e) => { e.use(…); e.try(…); })`) become the new side: comparators and reporters
 * go with the old one, the result stays. What is kept stays in place, so that it can be edited on its own.
 */
export function dualPathsIn(context: StepContext): DualPath[] {
  const { view, file, step } = context;
  const source = view.source(file.path);
  if (source === undefined || step.takes === "nothing" || step.isBetween(file.path)) return [];
  const paths: DualPath[] = [];
  const visit = (node: ts.Node): void => {
    const path = ts.isCallExpression(node)
      ? collapsed(context, node)
      : ts.isStatement(node)
        ? noted(context, node, builtExperiment(context, node))
        : undefined;
    if (path === undefined) ts.forEachChild(node, visit);
    else paths.push(path);
  };
  visit(source);
  return paths;
}

function collapsed(context: StepContext, call: ts.CallExpression): DualPath | undefined {
  const { takes } = context.step;
  // `promise.then(left, right)` runs one or the other by itself.
  if (isSettling(call)) return undefined;
  const direct = newSideOf(handedOf(context, call), takes);
  if (direct !== undefined && !isKnown(context, call)) {
    const message =
      "This call is handed both systems by a package, and what else it does is not known; replace it by the new side by hand first.";
    refuseCall(context, call, message);
    return undefined;
  }
  const inside = direct ?? sideInside(context, call);
  if (inside === undefined) return undefined;
  const around = isMaker(context, call)
    ? itself(inside)
    : losesNothing(context, call, inside)
      ? calledLike(context, call, inside)
      : undefined;
  if (around === undefined) return undefined;
  if (!isChosen(context, call)) noteAnswer(context, call);
  const before = { start: call.getStart(), end: around.kept.start };
  const after = { start: around.kept.end, end: call.end };
  return {
    edits: [
      { ...before, parts: [around.before] },
      { ...after, parts: around.after },
      ...(around.inside ?? []),
    ],
    gone: [before, after],
  };
}

/** Whether what a wrapper does is told by its body, or known of its package. */
function isKnown({ view }: StepContext, call: ts.CallExpression): boolean {
  return wrapperAt(view, call) !== undefined || isOfTzientist(view.checker, call);
}

function noted(
  context: StepContext,
  node: ts.Node,
  path: DualPath | undefined,
): DualPath | undefined {
  if (path !== undefined) noteAnswer(context, node);
  return path;
}

function sideInside(context: StepContext, call: ts.CallExpression): Handed | undefined {
  const sides = sidesInCallback(context, call) ?? sidesInChain(context, call);
  return sides && newSideOf(sides, context.step.takes);
}

function itself({ value }: Handed): Around {
  return { kept: { start: value.getStart(), end: value.end }, before: "", after: [] };
}

/** Whether a call makes a function instead of running it: `const find = experiment({ control, candidate })`. */
function isMaker({ view }: StepContext, call: ts.CallExpression): boolean {
  if (view.checker.getTypeAtLocation(call).getCallSignatures().length > 0) return true;
  const { parent } = call;
  if (ts.isCallExpression(parent) && parent.expression === call) return true;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
    const symbol = view.symbolOf(parent.name);
    const isCalled = (node: ts.Node): boolean =>
      (ts.isCallExpression(node) &&
        ts.isIdentifier(node.expression) &&
        view.symbolOf(node.expression) === symbol) ||
      ts.forEachChild(node, isCalled) === true;
    if (isCalled(parent.getSourceFile())) return true;
  }
  return isOfTzientist(view.checker, call);
}

/** `experiment` and `experimentAsync` of tzientist make the function that runs both. */
function isOfTzientist(checker: ts.TypeChecker, call: ts.CallExpression): boolean {
  const [declaration] = checker.getSymbolAtLocation(call.expression)?.declarations ?? [];
  if (declaration === undefined || !ts.isImportSpecifier(declaration)) return false;
  const { moduleSpecifier } = declaration.parent.parent.parent;
  return ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === "tzientist";
}

/** Refuses where something that the call is handed has an effect and would be handed to nobody. */
function losesNothing(context: StepContext, call: ts.CallExpression, kept: Handed): boolean {
  const fold = foldContextOf(context.project, context.file);
  const inputs = kept.slot === undefined ? [] : (inputsOf(context.view, call, kept.slot) ?? []);
  const used = new Set<ts.Node>(inputs.map(({ node }) => node));
  const isFunction = (node: ts.Node): boolean => ts.isFunctionLike(node);
  const isLost = (node: ts.Expression): boolean =>
    !used.has(node) &&
    !isFunction(node) &&
    !mentionsDying(context.view, node) &&
    !canDrop(fold, node);
  const given = call.arguments.flatMap((argument): ts.Expression[] =>
    ts.isObjectLiteralExpression(argument)
      ? argument.properties.flatMap((member) =>
          ts.isPropertyAssignment(member) ? [member.initializer] : [],
        )
      : [argument],
  );
  const lost = [...given, ...madeFor(call)].find(
    (node) => isLost(node) && !(ts.isObjectLiteralExpression(node) && !holdsEffect(context, node)),
  );
  if (lost === undefined) return true;
  const message = `\`${lost.getText()}\` has an effect that would be lost with this call; take it out of the call first.`;
  refuseCall(context, lost, message);
  return false;
}

/** What has to be called to get at the wrapper itself: `runner().both(…)`; an experiment in one breath is its own. */
function madeFor({ expression }: ts.CallExpression): ts.Expression[] {
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const made = expression.expression;
  return ts.isCallExpression(made) && !ts.isPropertyAccessExpression(made.expression) ? [made] : [];
}

/** Options of a wrapper, such as `{ publish: (results) => … }`. */
function holdsEffect(context: StepContext, options: ts.ObjectLiteralExpression): boolean {
  const fold = foldContextOf(context.project, context.file);
  return options.properties.some(
    (member) =>
      ts.isPropertyAssignment(member) &&
      !ts.isFunctionLike(member.initializer) &&
      !canDrop(fold, member.initializer),
  );
}

/** Whether a flag of the step is asked in a call, or in the function of the workspace that it calls. */
function isChosen({ step, view, file }: StepContext, call: ts.CallExpression): boolean {
  const wrapper = wrapperAt(view, call);
  const holds = (node: ts.Node, path: string): boolean =>
    step.folds.some(({ references }) =>
      references.some(
        (one) => one.path === path && node.pos <= one.span.start && one.span.end <= node.end,
      ),
    );
  return (
    holds(call, file.path) ||
    (wrapper !== undefined && holds(wrapper, wrapper.getSourceFile().fileName.slice(1)))
  );
}

function noteAnswer({ project, file }: StepContext, call: ts.Node): void {
  const message =
    "No flag was seen to choose between the two sides of this call: if it answered with the old one, the answer is the new one's from now on.";
  const place = { path: file.path, span: { start: call.getStart(), end: call.end } };
  project.notes.push({ kind: "answer-changes", message, place });
}
