import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { isWrite } from "../syntax/resolveNames.js";
import { outermost } from "../syntax/unit.js";
import { isTestPath } from "../seed/tests.js";

/** Refuses where the flag's value stayed in a place that a person should look at first. */
export function refuseLeftovers(project: RemovalProject): void {
  for (const file of project.changedFiles) {
    if (file.deleted) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isExpression(node) && file.unit.markOf(node) !== undefined)
        lookAt(project, file, node);
      else ts.forEachChild(node, visit);
    };
    visit(file.unit.source);
  }
}

function lookAt(project: RemovalProject, file: TrackedFile, node: ts.Node): void {
  if (isTakenApart(file, node)) {
    project.refuse({
      code: "value-not-representable",
      message:
        "The flag's value is read as an object here, which the winning value is not; change this place by hand first.",
      place: placeOf(file, file.unit.originAt(statementStart(node))),
    });
    return;
  }
  const { unit } = file;
  const at = outermost(node);
  const mutated = mutatedName(file, at);
  if (mutated !== undefined) {
    project.refuse({
      code: "value-mutated",
      message: `\`${mutated}\` holds the flag's value and is changed later; give the changing value a name of its own first.`,
      place: placeOf(file, unit.originAt(statementStart(at))),
    });
    return;
  }
  const sink = isTestPath(file.path) ? undefined : sinkOf(at);
  if (sink === undefined) return;
  project.refuse({
    code: "value-sent-away",
    message: `The flag's value goes to \`${sink}\`, which may keep it; decide what it should get first.`,
    place: placeOf(file, unit.originAt(statementStart(at))),
  });
}

/** A member or element of a boolean, `null` or `undefined` that came from the flag: the read yields something else. */
function isTakenApart(file: TrackedFile, node: ts.Node): boolean {
  const value = file.unit.markOf(node)?.value;
  if (value !== null && value !== undefined && typeof value !== "boolean") return false;
  const at = outermost(node);
  const { parent } = at;
  const isHead =
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
    parent.expression === at;
  return (
    isHead ||
    (ts.isVariableDeclaration(parent) &&
      parent.initializer === at &&
      ts.isObjectBindingPattern(parent.name))
  );
}

function placeOf(
  file: TrackedFile,
  origin: number,
): { path: string; span: { start: number; end: number } } {
  const start = Math.max(origin, 0);
  const end = file.originalText.indexOf("\n", start);
  return { path: file.path, span: { start, end: end < 0 ? file.originalText.length : end } };
}

function statementStart(node: ts.Node): number {
  let at = node;
  while (!ts.isSourceFile(at) && !ts.isStatement(at)) at = at.parent;
  return at.getStart();
}

/** The name of a variable that starts with the value, or gets it, and is assigned to elsewhere. */
function mutatedName(file: TrackedFile, node: ts.Node): string | undefined {
  const { parent } = node;
  if (
    ts.isVariableDeclaration(parent) &&
    parent.initializer === node &&
    ts.isIdentifier(parent.name)
  ) {
    const binding = file.unit.scopes.bindingOf(parent.name);
    return binding?.uses.some((use) => use.write) === true ? binding.name : undefined;
  }
  const assigns = ts.isBinaryExpression(parent) && parent.right === node && isWrite(parent.left);
  if (!assigns || !ts.isIdentifier(parent.left)) return undefined;
  return file.unit.scopes.bindingOf(parent.left) === undefined ? undefined : parent.left.text;
}

const sinkRoots =
  /^(?:console|logger|log|analytics|posthog|mixpanel|amplitude|Sentry|localStorage|sessionStorage|telemetry|gtag)$/u;
const sinkMethods =
  /^(?:track\w*|capture\w*|identify|setItem|persist|logEvent|recordEvent|sendEvent)$/u;

/** The call that a value is handed to, where its name says that it logs, tracks or stores. */
function sinkOf(node: ts.Node): string | undefined {
  let at = node;
  while (
    ts.isPropertyAssignment(at.parent) ||
    ts.isObjectLiteralExpression(at.parent) ||
    ts.isArrayLiteralExpression(at.parent)
  )
    at = at.parent;
  const call = at.parent;
  if (!ts.isCallExpression(call) || !call.arguments.some((argument) => argument === at))
    return undefined;
  const callee = call.expression;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
  let root: ts.Expression = callee;
  while (ts.isPropertyAccessExpression(root)) {
    if (sinkRoots.test(root.name.text) && root !== callee) return callee.getText();
    root = root.expression;
  }
  return sinkMethods.test(name) || sinkRoots.test(root.getText()) ? callee.getText() : undefined;
}
