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
  let reads = false;
  let writes = false;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const reached = view.reached(node, systems);
      if (reached?.operation === "read") reads = true;
      if (reached?.operation === "write") writes = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return reads && !writes;
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
