import { ts } from "ts-morph";
import type { Span } from "../../text/span.js";
import { containsSpan } from "../../text/span.js";
import { statementList } from "../syntax/positions.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import type { Edit } from "../text/trackedText.js";
import type { StepContext } from "./context.js";

/**
 * Locals that only fed the making of what goes (`new OldClient({ url: cluster.url })`): they go with their
 * initializers, calls included, for nothing else ever looked at what these made.
 */
export function dropFedLocals(context: StepContext, gone: readonly Edit[]): Edit[] {
  const { unit } = context.file;
  const taken: Span[] = gone.filter(({ parts }) => parts.length === 0);
  const edits: Edit[] = [];
  let found = true;
  while (found) {
    found = false;
    for (const binding of unit.scopes.bindings) {
      const [declaration] = binding.declarations;
      const statement = declaration && constantOf(declaration);
      if (statement === undefined || isIn(taken, statement) || binding.uses.length === 0) continue;
      if (!binding.uses.every(({ node }) => isIn(taken, node))) continue;
      if (!binding.uses.some(({ node }) => feedsMaking(node))) continue;
      const edit = deleteStatement(unit, statement);
      taken.push(edit);
      edits.push(edit);
      found = true;
    }
  }
  return edits;
}

function isIn(taken: readonly Span[], node: ts.Node): boolean {
  const span = { start: node.getStart(), end: node.end };
  return taken.some((one) => containsSpan(one, span));
}

/** `const x = …;` as a statement of its own. */
function constantOf(declaration: ts.Identifier): ts.VariableStatement | undefined {
  const { parent } = declaration;
  if (!ts.isVariableDeclaration(parent) || parent.name !== declaration) return undefined;
  const list = parent.parent;
  if (!ts.isVariableDeclarationList(list) || list.declarations.length !== 1) return undefined;
  const statement = list.parent;
  const isConst = (list.flags & ts.NodeFlags.Const) !== 0;
  if (!ts.isVariableStatement(statement) || !isConst) return undefined;
  return statementList(statement) === undefined ? undefined : statement;
}

/** Whether a use stands in a `new …(…)` or in the declaration of another variable. */
function feedsMaking(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isNewExpression(at)) return true;
    if (ts.isVariableDeclaration(at)) return true;
    if (ts.isExpressionStatement(at) || ts.isFunctionLike(at)) return false;
  }
  return false;
}
