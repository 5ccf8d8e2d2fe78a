import { ts } from "ts-morph";
import type { Span } from "../../text/span.js";
import { type FoldContext } from "../fold/context.js";
import { literalValue } from "../syntax/literals.js";
import { statementList } from "../syntax/positions.js";
import type { Unit } from "../syntax/unit.js";
import { indentAt, startsLine, reindented } from "../text/layout.js";
import { withLeadingComments } from "../text/listItem.js";
import type { Edit, Part } from "../text/trackedText.js";
import { cannotComplete, hasJumpTo } from "./completion.js";
import { deleteStatement } from "./deleteStatement.js";
import { claimNames, clashes, hoistedOut, joinsPrevious, lexicalNames } from "./splice.js";

/** Folds a `switch` over a known value: the statements of the clause that runs take its place. */
export function foldSwitch(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (!ts.isSwitchStatement(node) || statementList(node) === undefined) return undefined;
  const mark = context.unit.markOf(node.expression);
  if (mark === undefined) return undefined;
  const index = runningClause(node, mark.value, context);
  if (index === undefined) return undefined;
  const { clauses } = node.caseBlock;
  const runs = index < 0 ? [] : runningStatements(clauses.slice(index));
  if (hasJumpTo(node, runs, "break")) return undefined;
  if (hoistedOut(context.unit, node).length > 0 || usesDropped(context.unit, node, runs))
    return undefined;
  if (runs.length === 0) return [deleteStatement(context.unit, node)];
  return [replaceBy(context.unit, node, runs)];
}

/** The index of the clause that runs, -1 for none, or undefined where a label is not plainly known. */
function runningClause(
  node: ts.SwitchStatement,
  value: unknown,
  context: FoldContext,
): number | undefined {
  const { clauses } = node.caseBlock;
  for (const [index, clause] of clauses.entries()) {
    if (!ts.isCaseClause(clause)) continue;
    const label = literalValue(context.unit, clause.expression, context.constantOf);
    if (label === undefined) return undefined;
    if (label.value === value) return index;
  }
  return clauses.findIndex(ts.isDefaultClause);
}

/** What runs from a clause on: up to the `break` that ends it, falling through clauses that do not end. */
function runningStatements(clauses: readonly ts.CaseOrDefaultClause[]): ts.Statement[] {
  const runs: ts.Statement[] = [];
  for (const clause of clauses) {
    const statements = soleBlock(clause) ?? clause.statements;
    for (const statement of statements) {
      if (ts.isBreakStatement(statement) && statement.label === undefined) return runs;
      runs.push(statement);
      if (cannotComplete(statement)) return runs;
    }
  }
  return runs;
}

function soleBlock(clause: ts.CaseOrDefaultClause): ts.NodeArray<ts.Statement> | undefined {
  const [only, ...more] = clause.statements;
  return only !== undefined && more.length === 0 && ts.isBlock(only) ? only.statements : undefined;
}

/** Whether what runs uses a name that a dropped clause declares. */
function usesDropped(unit: Unit, node: ts.SwitchStatement, runs: readonly ts.Statement[]): boolean {
  const scope = unit.scopes.scopeAt(node.caseBlock);
  const within = (at: ts.Node): boolean =>
    runs.some((run) => run.pos <= at.pos && at.end <= run.end);
  return [...scope.names.values()].some(
    (binding) =>
      !binding.declarations.every(within) && binding.uses.some((use) => within(use.node)),
  );
}

function replaceBy(unit: Unit, node: ts.SwitchStatement, runs: readonly ts.Statement[]): Edit {
  const start = node.getStart(unit.source);
  const to = indentAt(unit.text, start);
  const scopes = new Set(runs.map((run) => run.parent));
  const names = lexicalNames(runs);
  const target = unit.scopes.scopeAt(node.parent);
  const keepsBlock =
    (scopes.size > 1 && names.length > 0) ||
    clashes(unit, names, node, target) ||
    !claimNames(target, names);
  const unitIndent =
    indentAt(unit.text, (node.caseBlock.clauses[0] ?? node).getStart(unit.source)).slice(
      to.length,
    ) || "  ";
  const inner = keepsBlock ? to + unitIndent : to;
  const line = unit.style.newline + inner;
  const regions = regionsOf(unit, runs);
  const moved = regions.flatMap((region, index): Part[] => [
    ...(index === 0 ? [] : [line]),
    ...(startsLine(unit.text, region.start)
      ? reindented(unit.text, region, indentAt(unit.text, region.start), inner, unit.fixedRanges)
      : [region]),
  ]);
  const [first] = runs;
  const firstChar = first === undefined ? "" : (unit.text[first.getStart(unit.source)] ?? "");
  const guard = joinsPrevious(unit, node, firstChar) ? ";" : "";
  const parts: Part[] = keepsBlock
    ? ["{", line, ...moved, unit.style.newline + to, "}"]
    : [guard, ...moved];
  const unwraps = [
    node.parent.getStart(unit.source),
    ...runs.map((run) => run.getStart(unit.source)),
  ];
  return { start, end: node.end, parts, unwraps };
}

/** The statements as runs of neighbours, each with the comments between and above its statements. */
function regionsOf(unit: Unit, runs: readonly ts.Statement[]): Span[] {
  const regions: { start: number; end: number; parent: ts.Node }[] = [];
  for (const run of runs) {
    const last = regions[regions.length - 1];
    if (last?.parent === run.parent) last.end = run.end;
    else regions.push({ start: withLeadingComments(unit, run), end: run.end, parent: run.parent });
  }
  return regions.map(({ start, end }) => ({ start, end }));
}
