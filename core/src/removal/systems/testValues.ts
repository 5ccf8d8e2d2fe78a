import { ts } from "ts-morph";
import type { JsonValue } from "../../text/json.js";
import { literalValue } from "../syntax/literals.js";
import { statementList } from "../syntax/positions.js";
import type { Unit } from "../syntax/unit.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import type { Edit } from "../text/trackedText.js";
import { dropItems } from "./lists.js";
import type { FlagFold } from "./model.js";

/** A place in a test that names a flag of the step. */
export interface TestMention {
  readonly node: ts.StringLiteralLike;
  readonly fold: FlagFold;
  /** What the place gives to the flag: the value that stays, another one, or something that cannot be told. */
  readonly gives: "winner" | "loser" | "other";
}

/** Every string of a test file that is the key of one of the flags. */
export function testMentions(
  unit: Unit,
  source: ts.SourceFile,
  folds: readonly FlagFold[],
): TestMention[] {
  const found: TestMention[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) {
      const fold = folds.find(({ flagKey }) => flagKey === node.text);
      if (fold !== undefined) found.push({ node, fold, gives: givenTo(unit, node, fold) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function givenTo(unit: Unit, node: ts.StringLiteralLike, fold: FlagFold): TestMention["gives"] {
  const value = valueGiven(unit, node);
  if (value === undefined) return "other";
  return value.value === fold.winningValue ? "winner" : "loser";
}

/** `{ key: false }`, `turn("key", true)`; a key alone in a list (`on("key")`) is turned on. */
function valueGiven(
  unit: Unit,
  node: ts.StringLiteralLike,
): { readonly value: JsonValue | undefined } | undefined {
  const { parent } = node;
  const plain = (
    expression: ts.Expression,
  ): { readonly value: JsonValue | undefined } | undefined =>
    literalValue(unit, expression, () => undefined);
  if (ts.isPropertyAssignment(parent))
    return parent.name === node ? plain(parent.initializer) : undefined;
  if (ts.isArrayLiteralExpression(parent)) return { value: true };
  if (!ts.isCallExpression(parent)) return undefined;
  const next = parent.arguments[parent.arguments.indexOf(node) + 1];
  if (next === undefined || ts.isStringLiteralLike(next)) return { value: true };
  return plain(next);
}

/** The edits that take mentions of the value that stays out of their set-ups. */
export function withoutWinners(unit: Unit, mentions: readonly TestMention[]): Edit[] {
  const lists = new Map<ts.NodeArray<ts.Node>, Set<ts.Node>>();
  const edits: Edit[] = [];
  for (const { node } of mentions) {
    const { parent } = node;
    if (ts.isPropertyAssignment(parent) && ts.isObjectLiteralExpression(parent.parent)) {
      addTo(lists, parent.parent.properties, parent);
    } else if (ts.isArrayLiteralExpression(parent)) addTo(lists, parent.elements, node);
    else if (ts.isCallExpression(parent)) {
      const statement = statementOf(parent);
      const [, value] = parent.arguments;
      const sets = value !== undefined && !ts.isStringLiteralLike(value);
      if (!sets) addTo(lists, parent.arguments, node);
      else if (statement !== undefined) edits.push(deleteStatement(unit, statement));
    }
  }
  for (const [list, dropped] of lists) edits.push(...dropItems(unit, list, dropped));
  return edits;
}

function addTo(
  lists: Map<ts.NodeArray<ts.Node>, Set<ts.Node>>,
  list: ts.NodeArray<ts.Node>,
  item: ts.Node,
): void {
  lists.set(list, (lists.get(list) ?? new Set()).add(item));
}

/** The statement that a call, awaited or not, is all of. */
function statementOf(call: ts.CallExpression): ts.ExpressionStatement | undefined {
  const outer = ts.isAwaitExpression(call.parent) ? call.parent.parent : call.parent;
  return ts.isExpressionStatement(outer) && statementList(outer) !== undefined ? outer : undefined;
}
