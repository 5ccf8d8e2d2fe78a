import { ts } from "ts-morph";
import { isTestPath } from "../seed/tests.js";
import type { StepInput, StepRefusal } from "./model.js";
import { reaches } from "./reaching.js";
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
  const refusals: StepRefusal[] = [];
  for (const path of view.paths) {
    const source = view.source(path);
    if (source === undefined || step.isBetween(path) || isTestPath(path)) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const reached = view.reached(node, writes);
        const owner = namedFunction(node);
        if (
          reached !== undefined &&
          !view.isInside(node, writes) &&
          !reaches(view, owner, twins, maximumDepth, bodyOf)
        ) {
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

function bodyOf(view: SystemView, callee: ts.Expression): ts.Node | undefined {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  const [declaration] = view.symbolOf(name)?.declarations ?? [];
  if (declaration === undefined) return undefined;
  if (ts.isVariableDeclaration(declaration)) return declaration.initializer;
  return ts.isFunctionLike(declaration) && "body" in declaration ? declaration : undefined;
}
