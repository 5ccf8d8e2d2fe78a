import { ts } from "ts-morph";
import type { FlagReference } from "../../reference/model.js";
import type { FlagFold, StepInput } from "./model.js";
import type { SystemView } from "./view.js";

/**
 * A fold that is only for reads keeps the references whose function reads one of the systems and writes the new one
 * nowhere: there the kill switch chose between the two reads, and nothing is left to choose.
 */
export function narrowed(view: SystemView, step: StepInput, fold: FlagFold): FlagFold {
  if (fold.isPartial !== true) return fold;
  return { ...fold, references: fold.references.filter((one) => guardsReads(view, step, one)) };
}

function guardsReads(view: SystemView, step: StepInput, reference: FlagReference): boolean {
  const source = view.source(reference.path);
  const owner = source && functionAround(source, reference.evaluation.start);
  if (owner === undefined) return false;
  const systems = [...step.old, ...step.new];
  const done = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const reached = view.reached(node, systems);
      if (reached !== undefined) done.add(reached.operation);
    }
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return done.has("read") && !done.has("write");
}

/** Names of functions in which this step's flags chose between the systems: what calls them meets one side only. */
export function deciders(view: SystemView, step: StepInput): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { path, evaluation } of step.folds.flatMap(({ references }) => references)) {
    const source = view.source(path);
    let at = source && functionAround(source, evaluation.start);
    if (at === undefined || !reachesOld(view, step, at)) continue;
    while (!ts.isSourceFile(at)) {
      const name = ts.isFunctionLike(at) ? at.name : undefined;
      if (name !== undefined && ts.isIdentifier(name)) names.add(name.text);
      at = at.parent;
    }
  }
  return names;
}

function reachesOld(view: SystemView, step: StepInput, owner: ts.Node): boolean {
  const visit = (node: ts.Node): boolean =>
    (ts.isCallExpression(node) && view.reached(node, step.old) !== undefined) ||
    ts.forEachChild(node, visit) === true;
  return visit(owner);
}

/** The innermost function around an offset. */
function functionAround(source: ts.SourceFile, offset: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (offset < node.getStart(source) || node.end <= offset) return;
    if (ts.isFunctionLike(node)) found = node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
