import { ts } from "ts-morph";
import type { Span } from "../../text/span.js";
import { functionScope } from "../syntax/declareNames.js";
import type { Scope } from "../syntax/scopeModel.js";
import { statementList } from "../syntax/positions.js";
import type { Unit } from "../syntax/unit.js";
import { sliceOf } from "../fold/context.js";
import { indentAt, reindented, startsLine } from "../text/layout.js";
import type { Part } from "../text/trackedText.js";

/** The names that a list of statements declares for the block around it. */
export function lexicalNames(statements: readonly ts.Statement[]): string[] {
  const names: string[] = [];
  const addPattern = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.push(name.text);
    else
      for (const element of name.elements)
        if (ts.isBindingElement(element)) addPattern(element.name);
  };
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) {
      if ((statement.declarationList.flags & ts.NodeFlags.BlockScoped) === 0) continue;
      for (const declaration of statement.declarationList.declarations)
        addPattern(declaration.name);
    } else if (
      (ts.isFunctionDeclaration(statement) ||
        ts.isClassDeclaration(statement) ||
        ts.isEnumDeclaration(statement) ||
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement)) &&
      statement.name !== undefined
    ) {
      names.push(statement.name.text);
    }
  }
  return names;
}

/**
 * Whether names that move from `from` into `target` would meet others there: names declared in the target or in
 * the function whose body it is, `var`s that pass through it, and uses in it that mean a name from further out.
 */
export function clashes(
  unit: Unit,
  names: readonly string[],
  from: ts.Node,
  target: Scope,
): boolean {
  if (names.length === 0) return false;
  const wanted = new Set(names);
  const inside = (node: ts.Node, region: ts.Node): boolean =>
    region.pos <= node.pos && node.end <= region.end;
  for (const name of names) if (target.names.has(name)) return true;
  const { bindings, globals } = unit.scopes;
  for (const binding of bindings) {
    if (!wanted.has(binding.name) || binding.scope.node === from) continue;
    const passes =
      binding.kind === "var" &&
      binding.declarations.some((d) => inside(d, target.node) && !inside(d, from)) &&
      functionScope(target) === binding.scope;
    const isOutside = !inside(binding.scope.node, target.node) || binding.scope === target;
    const used = binding.uses.some(
      (use) => inside(use.node, target.node) && !inside(use.node, from),
    );
    if (passes || (isOutside && used)) return true;
  }
  return globals.some(
    (use) => wanted.has(use.node.text) && inside(use.node, target.node) && !inside(use.node, from),
  );
}

/** The text between the braces of a block, without the blanks at its ends. */
function contentOf(unit: Unit, block: ts.Block): Span {
  let start = block.getStart(unit.source) + 1;
  let end = block.end - 1;
  while (start < end && /\s/u.test(unit.text[start] ?? "")) start++;
  while (end > start && /\s/u.test(unit.text[end - 1] ?? "")) end--;
  return { start, end };
}

/** Content moved to the place of `statement`, its lines re-indented. */
function movedContent(unit: Unit, content: Span, statement: ts.Node): Part[] {
  const target = statement.getStart(unit.source);
  if (!startsLine(unit.text, content.start)) return [content];
  const from = indentAt(unit.text, content.start);
  return reindented(unit.text, content, from, indentAt(unit.text, target), unit.fixedRanges);
}

/** Names that other edits of the same round bring into a scope: two blocks with one name cannot both be unwrapped. */
const claimed = new WeakMap<Scope, Set<string>>();

/** Reserves names for a scope; false where one of them is taken already. A scope lives for one round. */
export function claimNames(scope: Scope, names: readonly string[]): boolean {
  const taken = claimed.get(scope) ?? new Set<string>();
  if (names.some((name) => taken.has(name))) return false;
  claimed.set(scope, new Set([...taken, ...names]));
  return true;
}

/** Whether no name of a block clashes with the list that holds `statement`, other edits of the round left aside. */
export function fitsIn(unit: Unit, block: ts.Block, statement: ts.Statement): boolean {
  const target = unit.scopes.scopeAt(statement.parent);
  const names = lexicalNames(block.statements);
  // What a case declares is there for every case after it, so a block in a case keeps what is its own.
  if (names.length > 0 && ts.isCaseOrDefaultClause(statement.parent)) return false;
  return !clashes(unit, names, block, target);
}

/** Whether a block's statements may stand directly in the list that holds `statement`. */
function canSplice(unit: Unit, block: ts.Block, statement: ts.Statement): boolean {
  const names = lexicalNames(block.statements);
  const target = unit.scopes.scopeAt(statement.parent);
  return fitsIn(unit, block, statement) && claimNames(target, names);
}

/** What stands in a list in the place of `statement`: the branch, its block unwrapped where no name clashes. */
export function branchParts(unit: Unit, statement: ts.Statement, branch: ts.Statement): Part[] {
  const target = statement.getStart(unit.source);
  if (!ts.isBlock(branch) || !canSplice(unit, branch, statement))
    return sliceOf(unit, branch, target);
  return movedContent(unit, contentOf(unit, branch), statement);
}

/** Whether the statement before could swallow one that starts with `next` for want of a semicolon. */
export function joinsPrevious(unit: Unit, statement: ts.Statement, next: string): boolean {
  const list = statementList(statement);
  const previous = list?.[list.indexOf(statement) - 1];
  if (previous === undefined || !/^[([`+\-/*,.]/u.test(next)) return false;
  return unit.text[previous.end - 1] !== ";" && !endsInBlock(previous);
}

function endsInBlock(statement: ts.Statement): boolean {
  if (ts.isIfStatement(statement))
    return endsInBlock(statement.elseStatement ?? statement.thenStatement);
  if (ts.isIterationStatement(statement, false))
    return !ts.isDoStatement(statement) && endsInBlock(statement.statement);
  return (
    ts.isBlock(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isSwitchStatement(statement) ||
    ts.isTryStatement(statement)
  );
}

/** `var` names of a dropped region that are used or declared outside of it: their declaration must stay. */
export function hoistedOut(unit: Unit, dropped: ts.Node): string[] {
  const inside = (node: ts.Node): boolean => dropped.pos <= node.pos && node.end <= dropped.end;
  return unit.scopes.bindings
    .filter((binding) => {
      if (binding.kind !== "var" || !binding.declarations.some(inside)) return false;
      if (!binding.declarations.every(inside)) return false;
      return binding.uses.some((use) => !inside(use.node));
    })
    .map((binding) => binding.name);
}
