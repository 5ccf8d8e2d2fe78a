import { ts } from "ts-morph";
import { parentOf } from "../syntax/parent.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import { canDrop, sliceOf } from "../fold/context.js";
import { foldContextOf } from "../plan/lookUps.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import type { Binding } from "../syntax/scopeModel.js";
import type { Edit } from "../text/trackedText.js";
import { originalBinding } from "./usage.js";

/** Turns `let x = old; x = new;` into one declaration, and a `let` that nothing changes any more into `const`. */
export function settleLets(project: RemovalProject, file: TrackedFile): boolean {
  const edits = file.unit.scopes.bindings.flatMap((binding) => {
    if (binding.kind !== "let" || binding.declarations.length !== 1) return [];
    return joinAssignment(project, file, binding) ?? becomeConst(file, binding) ?? [];
  });
  return file.apply(edits);
}

function statementOf(binding: Binding): ts.VariableStatement | undefined {
  const declaration = binding.declarations[0]?.parent;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || list.declarations.length !== 1) return undefined;
  return ts.isVariableStatement(list.parent) ? list.parent : undefined;
}

/** `let x = old;` with an unwrapped `x = new;` further down, before anything reads it. */
function joinAssignment(
  project: RemovalProject,
  file: TrackedFile,
  binding: Binding,
): Edit[] | undefined {
  const { unit } = file;
  const statement = statementOf(binding);
  const declaration = statement?.declarationList.declarations[0];
  const found = statement && laterAssignment(file, binding, statement);
  if (statement === undefined || declaration === undefined || found === undefined) return undefined;
  const { initializer } = declaration;
  if (initializer !== undefined && !canDrop(foldContextOf(project, file), initializer))
    return undefined;
  const start = statement.getStart(unit.source);
  const head = { start, end: (declaration.type ?? declaration.name).end };
  const value = found.assignment.right;
  if (
    found.isNext &&
    unit.text.slice(statement.end, found.statement.getStart(unit.source)).trim() === ""
  ) {
    const tail = sliceOf(unit, value, start);
    return [{ start: head.end, end: value.end, parts: [" = ", ...tail] }];
  }
  const from = found.statement.getStart(unit.source);
  return [
    deleteStatement(unit, statement),
    { start: from, end: found.assignment.left.end, parts: [head], unwraps: [] },
  ];
}

interface LaterAssignment {
  readonly statement: ts.ExpressionStatement;
  readonly assignment: ts.BinaryExpression;
  readonly isNext: boolean;
}

/** The first use of the name below its declaration, if it is an assignment in the same list that is unwrapped or gives the flag's value. */
function laterAssignment(
  file: TrackedFile,
  binding: Binding,
  statement: ts.VariableStatement,
): LaterAssignment | undefined {
  const { unit } = file;
  const owner = statement.parent;
  if (!ts.isBlock(owner) && !ts.isSourceFile(owner) && !ts.isCaseOrDefaultClause(owner))
    return undefined;
  const [first, ...others] = [...binding.uses].sort((a, b) => a.node.pos - b.node.pos);
  const target = first?.node;
  const assignment = target?.parent;
  if (target === undefined || assignment === undefined || !ts.isBinaryExpression(assignment))
    return undefined;
  const list: readonly ts.Statement[] = owner.statements;
  const next = assignment.parent;
  if (!ts.isExpressionStatement(next) || !list.includes(next)) return undefined;
  if (!unit.wasUnwrapped(next) && unit.markOf(assignment.right) === undefined) return undefined;
  if (assignment.left !== target || assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return undefined;
  if (others.some(({ node }) => node.pos < next.end) || next.pos < statement.pos) return undefined;
  const between = list.slice(list.indexOf(statement) + 1, list.indexOf(next));
  if (between.some((s) => ts.isFunctionDeclaration(s)) || hoistedBefore(binding, next))
    return undefined;
  return { statement: next, assignment, isNext: between.length === 0 };
}

/** A function declared anywhere in the block may be called before the assignment has run. */
function hoistedBefore(binding: Binding, next: ts.Statement): boolean {
  return binding.uses.some(({ node }) => {
    let at: ts.Node | undefined = node;
    while (at !== undefined && at !== binding.scope.node) {
      if (ts.isFunctionDeclaration(at)) return true;
      at = parentOf(at);
    }
    return node.end < next.pos;
  });
}

function becomeConst(file: TrackedFile, binding: Binding): Edit[] | undefined {
  const { unit } = file;
  const statement = statementOf(binding);
  const [declaration] = binding.declarations;
  if (statement === undefined || declaration === undefined) return undefined;
  if (statement.declarationList.declarations[0]?.initializer === undefined) return undefined;
  if (binding.uses.some((use) => use.write)) return undefined;
  const before = originalBinding(file, declaration);
  if (!before?.uses.some((use) => use.write)) return undefined;
  const start = statement.declarationList.getStart(unit.source);
  return unit.text.startsWith("let", start)
    ? [{ start, end: start + 3, parts: ["const"] }]
    : undefined;
}
