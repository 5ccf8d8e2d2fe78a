import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { foldContextOf } from "../plan/lookUps.js";
import { canDrop } from "../fold/context.js";
import { ts } from "ts-morph";
import { skipOuter } from "../syntax/unit.js";
import type { StagedObject } from "./stagedObjects.js";
import type { SystemView } from "./view.js";
import type { StepInput } from "./model.js";
import { lifecycle } from "./named.js";

/** What the rules may ask that take a system out of one living file. */
export interface StepContext {
  readonly project: RemovalProject;
  readonly step: StepInput;
  readonly view: SystemView;
  readonly file: TrackedFile;
  /** Names of functions in which the step's flags chose between the systems. */
  readonly deciders: ReadonlySet<string>;
  /** Objects of an SDK that run both sides by a flag of the step. */
  readonly staged: readonly StagedObject[];
}

/** Whether a node, or anything inside of it, means something that goes. */
export function mentionsDying(view: SystemView, node: ts.Node): boolean {
  let found = false;
  const visit = (child: ts.Node): void => {
    if (found) return;
    if ((ts.isIdentifier(child) || ts.isPrivateIdentifier(child)) && view.isDying(child))
      found = true;
    else ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

/** The call inside `await`, `void` and a chain of `.then`, `.catch` and `.finally`. */
export function innerCall(node: ts.Expression): ts.CallExpression | undefined {
  let at: ts.Node = skipOuter(node);
  while (ts.isAwaitExpression(at) || ts.isVoidExpression(at)) at = skipOuter(at.expression);
  while (ts.isCallExpression(at) && isSettling(at)) {
    const before = skipOuter((at.expression as ts.PropertyAccessExpression).expression);
    if (!ts.isCallExpression(before)) break;
    at = before;
  }
  return ts.isCallExpression(at) ? at : undefined;
}

/** A call of a promise's `then`, `catch` or `finally`. */
export function isSettling({ expression }: ts.CallExpression): boolean {
  return (
    ts.isPropertyAccessExpression(expression) &&
    /^(?:then|catch|finally)$/u.test(expression.name.text)
  );
}

/**
 * Whether a call is one of something that goes: its function, or the object it is called on. What a package has besides
 * the names of the registry may matter to somebody, and is none.
 */
export function isDyingCall(view: SystemView, call: ts.CallExpression): boolean {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee)) return view.isDying(callee);
  if (!view.isDying(callee.name) && !view.isDying(callee.expression)) return false;
  return lifecycle.test(callee.name.text) || !view.isUnnamed(call, callee.expression);
}

/** Whether leaving the arguments of a call out loses no effect; what goes itself has none that counts. */
export function hasPlainArguments(context: StepContext, call: ts.CallExpression): boolean {
  const fold = foldContextOf(context.project, context.file);
  return call.arguments.every(
    (argument) =>
      ts.isArrowFunction(argument) ||
      ts.isFunctionExpression(argument) ||
      mentionsDying(context.view, argument) ||
      canDrop(fold, argument),
  );
}
