import { ts } from "ts-morph";
import { canDrop, sliceOf } from "../fold/context.js";
import { foldContextOf } from "../plan/lookUps.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import type { Binding } from "../syntax/scopes.js";
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

/** `let x = old;` followed by an unwrapped `x = new;`. */
function joinAssignment(project: RemovalProject, file: TrackedFile, binding: Binding): Edit[] | undefined {
  const { unit } = file;
  const statement = statementOf(binding);
  const declaration = statement?.declarationList.declarations[0];
  if (statement === undefined || declaration === undefined || !ts.isIdentifier(declaration.name)) return undefined;
  const owner = statement.parent;
  if (!ts.isBlock(owner) && !ts.isSourceFile(owner) && !ts.isCaseOrDefaultClause(owner)) return undefined;
  const next = owner.statements[owner.statements.indexOf(statement) + 1];
  if (next === undefined || !ts.isExpressionStatement(next) || !unit.wasUnwrapped(next)) return undefined;
  const assignment = next.expression;
  if (!ts.isBinaryExpression(assignment) || assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return undefined;
  const target = assignment.left;
  if (!ts.isIdentifier(target) || unit.scopes.bindingOf(target) !== binding) return undefined;
  const value = assignment.right;
  const usesItself = binding.uses.some(({ node }) => value.pos <= node.pos && node.end <= value.end);
  const { initializer } = declaration;
  if (usesItself || (initializer !== undefined && !canDrop(foldContextOf(project, file), initializer)))
    return undefined;
  if (unit.text.slice(statement.end, next.getStart(unit.source)).trim() !== "") return undefined;
  const start = statement.getStart(unit.source);
  const head = declaration.type ?? declaration.name;
  return [
    {
      start: head.end,
      end: next.end,
      parts: [" = ", ...sliceOf(unit, value, start), unit.text.endsWith(";", next.end) ? ";" : ""],
    },
  ];
}

function becomeConst(file: TrackedFile, binding: Binding): Edit[] | undefined {
  const { unit } = file;
  const statement = statementOf(binding);
  const [declaration] = binding.declarations;
  if (statement === undefined || declaration === undefined) return undefined;
  if (statement.declarationList.declarations[0]?.initializer === undefined) return undefined;
  if (binding.uses.some((use) => use.write)) return undefined;
  const before = originalBinding(file, declaration);
  if (before === undefined || !before.uses.some((use) => use.write)) return undefined;
  const start = statement.declarationList.getStart(unit.source);
  return unit.text.startsWith("let", start) ? [{ start, end: start + 3, parts: ["const"] }] : undefined;
}

