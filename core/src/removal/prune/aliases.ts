import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import { exportNamesOf } from "../syntax/modules.js";
import { statementList } from "../syntax/positions.js";
import type { Binding } from "../syntax/scopeModel.js";
import { skipParentheses, type Unit } from "../syntax/unit.js";
import type { Edit } from "../text/trackedText.js";

/** Writes the other name where the removal has left a constant as a mere second name: `const show = isAdmin`. */
export function inlineAliases(project: RemovalProject, file: TrackedFile): boolean {
  for (const binding of file.unit.scopes.bindings) {
    const edits = aliasEdits(file.unit, binding);
    if (edits === undefined || !file.apply(edits)) continue;
    project.pruned.push({ kind: "local", name: binding.name, path: file.path });
    return true;
  }
  return false;
}

function aliasEdits(unit: Unit, binding: Binding): Edit[] | undefined {
  const [name] = binding.declarations;
  if (binding.kind !== "const" || name === undefined || binding.uses.length === 0) return undefined;
  const declaration = name.parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.name !== name) return undefined;
  const { initializer, type, parent: list } = declaration;
  const statement = list.parent;
  if (initializer === undefined || type !== undefined || !ts.isVariableStatement(statement))
    return undefined;
  const isAlone = ts.isVariableDeclarationList(list) && list.declarations.length === 1;
  if (!isAlone || statementList(statement) === undefined) return undefined;
  const other = skipParentheses(initializer);
  if (!ts.isIdentifier(other) || !unit.wasUnwrapped(other)) return undefined;
  const meant = unit.scopes.bindingOf(other);
  if (meant === undefined || meant === binding || !keepsItsValue(meant)) return undefined;
  if (exportNamesOf(unit, name).length > 0) return undefined;
  const uses = binding.uses.map(({ node, inType, write }) =>
    inType || write || !meansThere(unit, meant, node) ? undefined : useEdit(unit, node, other.text),
  );
  const edits = uses.filter((edit) => edit !== undefined);
  return edits.length === uses.length ? [deleteStatement(unit, statement), ...edits] : undefined;
}

function keepsItsValue(binding: Binding): boolean {
  const fixed: readonly Binding["kind"][] = ["const", "let", "import", "parameter", "function"];
  return (
    fixed.includes(binding.kind) &&
    binding.declarations.length === 1 &&
    binding.uses.every((use) => !use.write)
  );
}

/** Whether a name means the same binding at another place. */
function meansThere(unit: Unit, meant: Binding, node: ts.Node): boolean {
  let scope: Binding["scope"] | undefined = unit.scopes.scopeAt(node);
  while (scope !== undefined && !scope.names.has(meant.name)) scope = scope.parent;
  return scope?.names.get(meant.name) === meant;
}

function useEdit(unit: Unit, node: ts.Identifier, text: string): Edit | undefined {
  const { parent } = node;
  if (ts.isExportSpecifier(parent)) return undefined;
  const isTag =
    ts.isJsxOpeningElement(parent) ||
    ts.isJsxSelfClosingElement(parent) ||
    ts.isJsxClosingElement(parent);
  if (isTag && !/^[A-Z]/u.test(text)) return undefined;
  const start = node.getStart(unit.source);
  const short = ts.isShorthandPropertyAssignment(parent) && node.text !== text;
  return { start, end: node.end, parts: [short ? `${node.text}: ${text}` : text] };
}
