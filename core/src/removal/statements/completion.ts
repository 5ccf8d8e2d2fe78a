import { ts } from "ts-morph";

/** Whether control never reaches the statement after this one, as far as the form alone tells. */
export function cannotComplete(statement: ts.Statement): boolean {
  if (
    ts.isReturnStatement(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isBreakOrContinueStatement(statement)
  )
    return true;
  if (ts.isBlock(statement)) return statement.statements.some(cannotComplete);
  if (ts.isIfStatement(statement))
    return (
      statement.elseStatement !== undefined &&
      cannotComplete(statement.thenStatement) &&
      cannotComplete(statement.elseStatement)
    );
  if (!ts.isTryStatement(statement)) return false;
  if (statement.finallyBlock !== undefined && cannotComplete(statement.finallyBlock)) return true;
  const caught = statement.catchClause === undefined || cannotComplete(statement.catchClause.block);
  return cannotComplete(statement.tryBlock) && caught;
}

/** Every list of statements of a file. */
export function statementLists(root: ts.Node): ts.NodeArray<ts.Statement>[] {
  const lists: ts.NodeArray<ts.Statement>[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isBlock(node) ||
      ts.isSourceFile(node) ||
      ts.isModuleBlock(node) ||
      ts.isCaseOrDefaultClause(node)
    )
      lists.push(node.statements);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return lists;
}

/** The statements of a list that stand after one that never completes. */
export function unreachableIn(list: ts.NodeArray<ts.Statement>): readonly ts.Statement[] {
  const last = list.findIndex(cannotComplete);
  return last < 0 ? [] : list.slice(last + 1);
}

/** Whether a `break` or `continue` inside leaves `owner`: unlabelled ones of nested loops and functions do not. */
export function hasJumpTo(
  owner: ts.Node,
  nodes: readonly ts.Node[],
  kind: "break" | "any",
): boolean {
  const label = ts.isLabeledStatement(owner.parent) ? owner.parent.label.text : undefined;
  let found = false;
  const visit = (node: ts.Node, breaks: boolean, continues: boolean): void => {
    if (found || ts.isFunctionLike(node)) return;
    if (ts.isBreakOrContinueStatement(node)) {
      const isBreak = ts.isBreakStatement(node);
      const relevant = isBreak || kind === "any";
      const targets =
        node.label === undefined ? (isBreak ? breaks : continues) : node.label.text === label;
      if (relevant && targets) found = true;
      return;
    }
    const isLoop = ts.isIterationStatement(node, false);
    const isSwitch = ts.isSwitchStatement(node);
    ts.forEachChild(node, (child) =>
      visit(child, breaks && !isLoop && !isSwitch, continues && !isLoop),
    );
  };
  for (const node of nodes) visit(node, true, true);
  return found;
}
