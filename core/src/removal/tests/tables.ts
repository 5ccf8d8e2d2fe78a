import { ts } from "ts-morph";
import type { JsonValue } from "../../text/json.js";
import { toMark } from "../fold/context.js";
import { literalValue, valueText } from "../syntax/literals.js";
import type { Binding } from "../syntax/scopeModel.js";
import { skipOuter, type Unit } from "../syntax/unit.js";
import { listItemRange } from "../text/listItem.js";
import type { Edit, Part } from "../text/trackedText.js";

/** A list of cases that a loop, `forEach` or `each` runs through, with the name that holds the flag's value. */
export interface CaseTable {
  readonly rows: ts.ArrayLiteralExpression;
  /** The call or loop that runs through the rows. */
  readonly runner: ts.CallExpression | ts.ForOfStatement;
  readonly binding: Binding;
  readonly declaration: ts.Identifier;
  /** Which part of a row: the row itself, an element's number, or a property's name. */
  readonly cell: number | string | undefined;
}

/** The table that gives an expression its value, where it is the loop's or the callback's own name. */
export function tableOf(unit: Unit, given: ts.Expression | undefined): CaseTable | undefined {
  const inner = given && skipOuter(given);
  if (inner === undefined || !ts.isIdentifier(inner)) return undefined;
  const binding = unit.scopes.bindingOf(inner);
  const [declaration] = binding?.declarations ?? [];
  if (binding === undefined || declaration === undefined || binding.declarations.length > 1)
    return undefined;
  if (binding.uses.some((use) => use.write || use.inType)) return undefined;
  const element = ts.isBindingElement(declaration.parent) ? declaration.parent : undefined;
  if (element !== undefined && (element.dotDotDotToken ?? element.initializer) !== undefined)
    return undefined;
  const holder = element === undefined ? declaration.parent : element.parent.parent;
  const found = ts.isParameter(holder) ? callbackTable(unit, holder) : loopTable(unit, holder);
  if (found === undefined) return undefined;
  const cell = cellOf(found, element, holder);
  return cell === false ? undefined : { ...found, binding, declaration, cell };
}

type Found = Pick<CaseTable, "rows" | "runner">;

/** `for (const on of [true, false])`. */
function loopTable(unit: Unit, declaration: ts.Node): Found | undefined {
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const loop = declaration.parent.parent;
  const rows = ts.isForOfStatement(loop) ? rowsOf(unit, loop.expression) : undefined;
  return rows && ts.isForOfStatement(loop) ? { rows, runner: loop } : undefined;
}

/** `[true, false].forEach((on) => …)` and `it.each([true, false])("…", (on) => …)`. */
function callbackTable(unit: Unit, parameter: ts.ParameterDeclaration): Found | undefined {
  const callback = parameter.parent;
  const call = callback.parent;
  if (!ts.isCallExpression(call) || !call.arguments.some((argument) => argument === callback))
    return undefined;
  const { expression: callee } = call;
  if (ts.isPropertyAccessExpression(callee) && callee.name.text === "forEach") {
    const rows = rowsOf(unit, callee.expression);
    return rows && { rows, runner: call };
  }
  if (!ts.isCallExpression(callee) || !ts.isPropertyAccessExpression(callee.expression))
    return undefined;
  const [list] = callee.arguments;
  const rows =
    callee.expression.name.text === "each" && list !== undefined ? rowsOf(unit, list) : undefined;
  return rows && { rows, runner: call };
}

/** An array literal, or the one that a constant holds which nothing else uses. */
function rowsOf(unit: Unit, node: ts.Expression): ts.ArrayLiteralExpression | undefined {
  const inner = skipOuter(node);
  if (ts.isArrayLiteralExpression(inner))
    return inner.elements.some(ts.isSpreadElement) ? undefined : inner;
  if (!ts.isIdentifier(inner)) return undefined;
  const binding = unit.scopes.bindingOf(inner);
  const declaration = binding?.declarations[0]?.parent;
  if (binding?.uses.length !== 1 || declaration === undefined) return undefined;
  return ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined
    ? rowsOf(unit, declaration.initializer)
    : undefined;
}

/** Which cell of a row a name holds; false where that cannot be told. */
function cellOf(
  { rows, runner }: Found,
  element: ts.BindingElement | undefined,
  holder: ts.Node,
): CaseTable["cell"] | false {
  const isEach = ts.isCallExpression(runner) && ts.isCallExpression(runner.expression);
  const areLists = rows.elements.every((row) => ts.isArrayLiteralExpression(skipOuter(row)));
  if (ts.isParameter(holder)) {
    const index = holder.parent.parameters.indexOf(holder);
    // `each` spreads a row that is a list over the parameters; everything else hands the row over whole.
    if (isEach && areLists) return element === undefined ? index : false;
    if (index !== 0) return false;
  }
  if (element === undefined) return undefined;
  if (ts.isArrayBindingPattern(element.parent)) return element.parent.elements.indexOf(element);
  const key = element.propertyName ?? element.name;
  return ts.isIdentifier(key) ? key.text : false;
}

interface Cell {
  readonly row: ts.Expression;
  readonly node: ts.Node;
  readonly value: JsonValue | undefined;
}

/** The cells of every row, or undefined where one is no literal. */
function cellsOf(unit: Unit, { rows, cell }: CaseTable): Cell[] | undefined {
  const cells: Cell[] = [];
  for (const row of rows.elements) {
    const found = cellIn(row, cell);
    const value = found && literalValue(unit, found.value, () => undefined);
    if (found === undefined || value === undefined) return undefined;
    cells.push({ row, node: found.node, value: value.value });
  }
  return cells;
}

function cellIn(
  row: ts.Expression,
  cell: CaseTable["cell"],
): { readonly node: ts.Node; readonly value: ts.Expression } | undefined {
  const inner = skipOuter(row) as ts.Expression;
  if (cell === undefined) return { node: row, value: row };
  if (typeof cell === "number") {
    const value = ts.isArrayLiteralExpression(inner) ? inner.elements[cell] : undefined;
    return value && { node: value, value };
  }
  if (!ts.isObjectLiteralExpression(inner)) return undefined;
  const member = inner.properties.find((property) => property.name?.getText() === cell);
  return member !== undefined && ts.isPropertyAssignment(member)
    ? { node: member, value: member.initializer }
    : undefined;
}

/** The edits that leave only the rows of the winning value, or `"losing"` where there are none. */
export function narrowedTable(
  unit: Unit,
  table: CaseTable,
  winner: JsonValue,
): readonly Edit[] | "losing" | undefined {
  const cells = cellsOf(unit, table);
  if (cells === undefined || cells.length === 0) return undefined;
  const kept = cells.filter(({ value }) => value === winner);
  if (kept.length === 0) return "losing";
  const parameter = parameterEdit(unit, table);
  if (parameter === undefined) return undefined;
  return [
    rowsEdit(unit, table, kept, winner),
    ...parameter,
    ...useEdits(unit, table.binding, winner),
    ...titleEdits(unit, table, winner),
  ];
}

/** The list with the kept rows, each without the cell; rows that are nothing but the cell become one marked value. */
function rowsEdit(
  unit: Unit,
  { rows, cell }: CaseTable,
  kept: readonly Cell[],
  winner: JsonValue,
): Edit {
  const first = rows.elements[0];
  const last = rows.elements[rows.elements.length - 1];
  const start = first === undefined ? rows.end : first.getStart(unit.source);
  const end = last === undefined ? rows.end : last.end;
  if (cell === undefined) {
    const text = valueText(winner, unit.style.quote);
    return { start, end, parts: [{ text, mark: { value: winner } }] };
  }
  const [one, two] = rows.elements;
  const between =
    one === undefined || two === undefined
      ? ", "
      : unit.text.slice(one.end, two.getStart(unit.source));
  const parts = kept.flatMap(({ row, node }, index): Part[] => [
    ...(index === 0 ? [] : [between]),
    ...rowWithout(unit, row, node),
  ]);
  return { start, end, parts };
}

function rowWithout(unit: Unit, row: ts.Expression, node: ts.Node): Part[] {
  const inner = skipOuter(row);
  const list = ts.isArrayLiteralExpression(inner)
    ? inner.elements
    : ts.isObjectLiteralExpression(inner)
      ? inner.properties
      : undefined;
  const span = { start: row.getStart(unit.source), end: row.end };
  if (list === undefined) return [span];
  const gap = listItemRange(unit, list, node);
  return [
    { start: span.start, end: gap.start },
    { start: gap.end, end: span.end },
  ];
}

/** The name goes from the callback; a loop's own variable goes with the loop. */
function parameterEdit(unit: Unit, { declaration }: CaseTable): Edit[] | undefined {
  const { parent } = declaration;
  if (ts.isBindingElement(parent)) {
    const { elements } = parent.parent;
    const hasRest = elements.some(
      (one) => ts.isBindingElement(one) && one.dotDotDotToken !== undefined,
    );
    return hasRest ? undefined : [{ ...listItemRange(unit, elements, parent), parts: [] }];
  }
  if (!ts.isParameter(parent)) return [];
  const callback = parent.parent;
  const bare = ts.isArrowFunction(callback) && !/^(?:async\s*)?\(/u.test(callback.getText());
  if (bare) return [{ start: parent.getStart(unit.source), end: parent.end, parts: ["()"] }];
  return [{ ...listItemRange(unit, callback.parameters, parent), parts: [] }];
}

/** Every use of the name gives way to the value. */
function useEdits(unit: Unit, binding: Binding, winner: JsonValue): Edit[] {
  return binding.uses.map(({ node }) => {
    const { parent } = node;
    if (!ts.isShorthandPropertyAssignment(parent)) return toMark(unit, node, winner);
    const text = valueText(winner, unit.style.quote);
    const literal = { text, mark: { value: winner } };
    return { start: node.getStart(unit.source), end: node.end, parts: [`${node.text}: `, literal] };
  });
}

const placeholder = /%[spjoOidf]|\$\w+/gu;

/** `"is %s"` and `"is $on"` say the value; the other placeholders keep their cells. */
function titleEdits(
  unit: Unit,
  { runner, cell, declaration }: CaseTable,
  winner: JsonValue,
): Edit[] {
  const title = ts.isCallExpression(runner) ? runner.arguments[0] : undefined;
  if (title === undefined || !ts.isStringLiteralLike(title)) return [];
  const said = typeof winner === "object" ? "" : String(winner);
  if (!/^[\w .-]+$/u.test(said)) return [];
  const start = title.getStart(unit.source);
  const text = unit.text.slice(start, title.end);
  let count = -1;
  const name = typeof cell === "string" ? cell : declaration.text;
  const replaced = text.replace(placeholder, (found) => {
    if (found.startsWith("$"))
      return found === `$${name}` && typeof cell === "string" ? said : found;
    count++;
    return count === (cell ?? 0) ? said : found;
  });
  return replaced === text ? [] : [{ start, end: title.end, parts: [replaced] }];
}
