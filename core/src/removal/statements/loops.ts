import { ts } from "ts-morph";
import { canDrop, knownTruthiness, type FoldContext } from "../fold/context.js";
import { parentOf } from "../syntax/parent.js";
import type { Edit } from "../text/trackedText.js";
import { replaceStatement } from "./branches.js";
import { hasJumpTo } from "./completion.js";

/** Drops loops that never run, and unwraps `do … while (known-false)`. */
export function foldLoop(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  const around = parentOf(node);
  if (around !== undefined && ts.isLabeledStatement(around)) return undefined;
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) {
    if (knownTruthiness(context, node.expression) !== false || !canDrop(context, node.expression))
      return undefined;
    if (ts.isWhileStatement(node))
      return [replaceStatement(context, node, undefined, node.statement, [])];
    if (hasJumpTo(node, [node.statement], "any")) return undefined;
    return [replaceStatement(context, node, node.statement, undefined, [])];
  }
  if (!ts.isForStatement(node) || node.condition === undefined) return undefined;
  const never =
    knownTruthiness(context, node.condition) === false && canDrop(context, node.condition);
  if (!never || node.initializer !== undefined) return undefined;
  return [replaceStatement(context, node, undefined, node.statement, [])];
}
