import { ts } from "ts-morph";
import { canDrop, type FoldContext } from "../fold/context.js";
import { declarationOf } from "../flow/declarations.js";
import { functionOf } from "../flow/known.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { containsSpan } from "../../text/span.js";
import { skipOuter } from "../syntax/unit.js";

/**
 * Whether a call whose result nothing uses any more may go: a hook that only computes or fetches, or the fetch of
 * the flags that only the removed reads looked at.
 */
export function isDroppableFetch(
  project: RemovalProject,
  file: TrackedFile,
  context: FoldContext,
  initializer: ts.Expression,
): boolean {
  const inner = skipOuter(initializer);
  const call = skipOuter(ts.isAwaitExpression(inner) ? inner.expression : inner);
  if (!ts.isCallExpression(call)) return false;
  if (isHook(call) && !ts.isAwaitExpression(inner)) {
    if (!call.arguments.every((argument) => canDrop(context, argument))) return false;
    if (runsEffects(project, file, call, 0)) return false;
    rememberHook(project, file, call);
    return true;
  }
  const { parent } = initializer;
  const name = ts.isVariableDeclaration(parent) ? parent.name.getText() : undefined;
  return fedTheFlag(project, file, call) || isFlagFetch(project, context, name, initializer);
}

/** Hooks of React, and of stores, that only hold, select or compute a value. */
const plainHook =
  /^use(?:State|Memo|Callback|Ref|Id|Context|DeferredValue|Transition|Reducer|\w*Selector)$/u;

/** A hook of a package may do more than its result tells, so that a reviewer should see that it goes. */
function rememberHook(project: RemovalProject, file: TrackedFile, call: ts.CallExpression): void {
  const callee = skipOuter(call.expression);
  if (ts.isIdentifier(callee) && declarationOf(project, file, callee) !== undefined) return;
  const { unit } = file;
  const start = unit.originAt(call.getStart(unit.source));
  const name = calleeName(call);
  if (start >= 0 && !plainHook.test(name)) file.droppedHooks.set(start, name);
}

/** Notes every call of a hook that went because nothing used its result any more. */
export function noteDroppedHooks(project: RemovalProject, file: TrackedFile): void {
  for (const [start, name] of [...file.droppedHooks].sort(([a], [b]) => a - b)) {
    const span = { start, end: start + name.length };
    if (isStillThere(file, start) || readsTheFlag(project, file, start)) continue;
    project.notes.push({
      kind: "hook-call-removed",
      message: `\`${name}\` was only called for what the removed code used, so its call goes; see that it does nothing else.`,
      place: { path: file.path, span },
    });
  }
}

/** `const { newUi } = useFlags()`: the call is a read of the flag itself. */
function readsTheFlag(project: RemovalProject, file: TrackedFile, start: number): boolean {
  let statement: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > start || node.end <= start) return;
    if (ts.isVariableStatement(node)) statement = node;
    ts.forEachChild(node, visit);
  };
  visit(file.original.source);
  const around = statement;
  return (
    around !== undefined &&
    project.input.references.some(
      ({ path, span }) => path === file.path && around.pos <= span.start && span.end <= around.end,
    )
  );
}

function isStillThere(file: TrackedFile, start: number): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && file.unit.originAt(node.getStart(file.unit.source)) === start)
      found = true;
    if (!found) ts.forEachChild(node, visit);
  };
  visit(file.unit.source);
  return found;
}

/** Whether a value only fetches the list in which the removed reads looked the flag up. */
export function isFlagFetch(
  project: RemovalProject,
  context: FoldContext,
  name: string | undefined,
  value: ts.Expression,
): boolean {
  const inner = skipOuter(value);
  const call = skipOuter(ts.isAwaitExpression(inner) ? inner.expression : inner);
  return (
    name !== undefined &&
    project.carriers.has(name) &&
    ts.isCallExpression(call) &&
    /^(?:get|fetch|load|read)[A-Z]/u.test(calleeName(call)) &&
    call.arguments.every((argument) => canDrop(context, argument))
  );
}

function calleeName(call: ts.CallExpression): string {
  const callee = skipOuter(call.expression);
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  return ts.isIdentifier(callee) ? callee.text : "";
}

function isHook(call: ts.CallExpression): boolean {
  return /^use[A-Z]/u.test(calleeName(call));
}

const effectHook =
  /^use(?:Layout|Insertion|Isomorphic\w*|Update|Mount|Unmount)?Effect|^use(?:Mount|Unmount|Interval|Timeout|EventListener)$/u;

/** Whether a hook of the workspace runs an effect hook, itself or through hooks that it calls. */
function runsEffects(
  project: RemovalProject,
  file: TrackedFile,
  call: ts.CallExpression,
  depth: number,
): boolean {
  if (effectHook.test(calleeName(call))) return true;
  const callee = skipOuter(call.expression);
  if (depth > 3 || !ts.isIdentifier(callee)) return false;
  const declared = declarationOf(project, file, callee);
  const body = declared && functionOf(declared.declaration)?.body;
  if (declared === undefined || body === undefined) return false;
  let runs = false;
  const visit = (node: ts.Node): void => {
    if (runs) return;
    if (
      ts.isCallExpression(node) &&
      isHook(node) &&
      runsEffects(project, declared.file, node, depth + 1)
    )
      runs = true;
    else ts.forEachChild(node, visit);
  };
  visit(body);
  return runs;
}

/** Whether the call's result was what the removed reads asked: its declaration's uses stood inside of them. */
function fedTheFlag(project: RemovalProject, file: TrackedFile, call: ts.CallExpression): boolean {
  if (!/^(?:get|fetch|load|read|use|is|create|select|list)[A-Z]?/u.test(calleeName(call)))
    return false;
  const origin = file.unit.originAt(call.getStart(file.unit.source));
  const { scopes, source } = file.original;
  const binding = scopes.bindings.find((candidate) =>
    candidate.declarations.some((declaration) => {
      const { parent } = declaration;
      const value = ts.isVariableDeclaration(parent) ? parent.initializer : undefined;
      return value !== undefined && value.getStart(source) <= origin && origin < value.end;
    }),
  );
  if (binding === undefined || binding.uses.length === 0) return false;
  return binding.uses.some(({ node }) => {
    const span = { start: node.getStart(source), end: node.end };
    return project.input.references.some(
      (r) => r.path === file.path && containsSpan(r.evaluation, span),
    );
  });
}
