import { ts } from "ts-morph";
import { isTestPath } from "../seed/tests.js";
import type { StepInput, StepRefusal } from "./model.js";
import type { SystemView } from "./view.js";

/** How many calls deep a twin write is sought. */
const maximumDepth = 4;

/**
 * Refuses where an old write has no twin: taking it out would stop all writes there. A twin is a write of the new
 * system in the same function, in what it hands on, or in what it calls.
 */
export function refuseSoleWriters(view: SystemView, step: StepInput): StepRefusal[] {
  const writes = step.old.filter(({ operation }) => operation === "write");
  const twins = step.new.filter(({ operation }) => operation === "write");
  const modules = new Set(step.old.map(({ module }) => module));
  const refusals: StepRefusal[] = [];
  for (const path of view.paths) {
    const source = view.source(path);
    if (source === undefined || step.isBetween(path) || isTestPath(path) || modules.has(path))
      continue;
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const reached = view.reached(node, writes);
        const owner = namedFunction(node);
        if (reached !== undefined && !writesNew(view, owner, twins, 0)) {
          refusals.push({
            code: "sole-writer",
            message: `This is the only write here (\`${reached.text}\`): nothing would be written once it goes. Write to the new system first.`,
            place: { path, span: { start: node.getStart(source), end: node.end } },
          });
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return refusals;
}

/** The nearest function that is more than a callback, or the file. */
function namedFunction(node: ts.Node): ts.Node {
  let at: ts.Node = node;
  while (!ts.isSourceFile(at)) {
    const isCallback = ts.isArrowFunction(at) || ts.isFunctionExpression(at);
    const isHanded = isCallback && isGivenAway(at);
    if (ts.isFunctionLike(at) && !isHanded) return at;
    at = at.parent;
  }
  return at;
}

/** Handed to a call, on its own or as a member of an object. */
function isGivenAway(callback: ts.Node): boolean {
  const { parent } = callback;
  if (ts.isCallExpression(parent)) return true;
  return ts.isPropertyAssignment(parent) && ts.isCallExpression(parent.parent.parent);
}

function writesNew(
  view: SystemView,
  node: ts.Node,
  twins: StepInput["new"],
  depth: number,
): boolean {
  let found = false;
  const visit = (child: ts.Node): void => {
    if (found) return;
    if (ts.isCallExpression(child)) {
      if (view.reached(child, twins) !== undefined) found = true;
      else if (depth < maximumDepth) {
        const body = bodyOf(view, child);
        if (body !== undefined && body !== node) found = writesNew(view, body, twins, depth + 1);
      }
    }
    if (!found) ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

function bodyOf(view: SystemView, call: ts.CallExpression): ts.Node | undefined {
  const callee = call.expression;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  const [declaration] = view.symbolOf(name)?.declarations ?? [];
  if (declaration === undefined) return undefined;
  if (ts.isVariableDeclaration(declaration)) return declaration.initializer;
  return ts.isFunctionLike(declaration) && "body" in declaration ? declaration : undefined;
}
