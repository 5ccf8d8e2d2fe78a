import { ts } from "ts-morph";
import { canDrop, sliceOf, type FoldContext } from "../fold/context.js";
import { foldContextOf } from "../plan/lookUps.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { tupleOf } from "../flow/known.js";
import { exportNamesOf } from "../syntax/modules.js";
import { statementList } from "../syntax/positions.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import { joinsPrevious } from "../statements/splice.js";
import type { Binding } from "../syntax/scopeModel.js";
import { listItemRange } from "../text/listItem.js";
import type { Edit } from "../text/trackedText.js";
import { isDroppableFetch } from "./fetches.js";
import { becameUnused } from "./usage.js";

/** Removes the local names that the removal left unused; what evaluating them does stays. */
export function pruneLocals(project: RemovalProject, file: TrackedFile): boolean {
  const context = foldContextOf(project, file);
  const edits: Edit[] = [];
  for (const binding of file.unit.scopes.bindings) {
    const [declaration] = binding.declarations;
    if (declaration === undefined || binding.kind === "import" || binding.kind === "parameter")
      continue;
    if (!becameUnused(file, binding) || isExportedName(file, binding)) continue;
    const edit = declarationEdit(project, file, context, declaration);
    if (edit === undefined) continue;
    edits.push(edit);
    project.pruned.push({ kind: "local", name: binding.name, path: file.path });
  }
  return file.apply(edits);
}

function isExportedName(file: TrackedFile, binding: Binding): boolean {
  return binding.declarations.some(
    (d) => binding.scope === file.unit.scopes.root && exportNamesOf(file.unit, d).length > 0,
  );
}

/** The edit that removes one declared name, or undefined where it must stay. */
export function declarationEdit(
  project: RemovalProject,
  file: TrackedFile,
  context: FoldContext,
  declaration: ts.Identifier,
): Edit | undefined {
  const { parent } = declaration;
  if (ts.isVariableDeclaration(parent)) return variableEdit(project, file, context, parent);
  if (ts.isBindingElement(parent)) return elementEdit(project, file, context, parent);
  const isStatement =
    ts.isFunctionDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isEnumDeclaration(parent) ||
    (ts.isClassDeclaration(parent) && isPlainClass(parent, context));
  return isStatement && statementList(parent) !== undefined
    ? deleteStatement(file.unit, parent)
    : undefined;
}

/** A class without decorators, static values and a computed parent runs nothing when it is declared. */
function isPlainClass(node: ts.ClassDeclaration, context: FoldContext): boolean {
  if (ts.getDecorators(node) !== undefined) return false;
  const parents = (node.heritageClauses ?? []).flatMap((clause) => [...clause.types]);
  if (!parents.every((type) => canDrop(context, type.expression))) return false;
  return node.members.every((member) => {
    if (ts.isClassStaticBlockDeclaration(member)) return false;
    const isStatic =
      ts.canHaveModifiers(member) &&
      ts.getModifiers(member)?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword);
    const value = ts.isPropertyDeclaration(member) ? member.initializer : undefined;
    return isStatic !== true || value === undefined || canDrop(context, value);
  });
}

function variableEdit(
  project: RemovalProject,
  file: TrackedFile,
  context: FoldContext,
  declaration: ts.VariableDeclaration,
): Edit | undefined {
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || !ts.isVariableStatement(list.parent)) return undefined;
  const { initializer } = declaration;
  const droppable =
    initializer === undefined || canDropInitializer(project, file, context, initializer);
  if (list.declarations.length > 1) {
    return droppable
      ? { ...listItemRange(file.unit, list.declarations, declaration), parts: [] }
      : undefined;
  }
  const statement = list.parent;
  if (droppable) return deleteStatement(file.unit, statement);
  return keepEffect(file, statement, initializer);
}

function canDropInitializer(
  project: RemovalProject,
  file: TrackedFile,
  context: FoldContext,
  initializer: ts.Expression,
): boolean {
  return canDrop(context, initializer) || isDroppableFetch(project, file, context, initializer);
}

/** `const x = f();` becomes `f();`. */
function keepEffect(
  file: TrackedFile,
  statement: ts.VariableStatement,
  value: ts.Expression,
): Edit | undefined {
  const { unit } = file;
  const start = statement.getStart(unit.source);
  const text = value.getText(unit.source);
  const plain = /^[\w$]/u.test(text) && !/^(?:function|class|async\s+function|let)\b/u.test(text);
  if (!plain || joinsPrevious(unit, statement, text[0] ?? "")) return undefined;
  return { start, end: value.end, parts: sliceOf(unit, value, start) };
}

function elementEdit(
  project: RemovalProject,
  file: TrackedFile,
  context: FoldContext,
  element: ts.BindingElement,
): Edit | undefined {
  const pattern = element.parent;
  if (element.dotDotDotToken !== undefined) return undefined;
  if (element.initializer !== undefined && !canDrop(context, element.initializer)) return undefined;
  const elements: readonly ts.ArrayBindingElement[] = pattern.elements;
  const others = elements.filter((e) => e !== element && ts.isBindingElement(e));
  const owner = pattern.parent;
  if (others.length === 0) {
    if (ts.isVariableDeclaration(owner)) return variableEdit(project, file, context, owner);
    if (ts.isBindingElement(owner)) return elementEdit(project, file, context, owner);
  }
  if (others.some((e) => ts.isBindingElement(e) && e.dotDotDotToken !== undefined))
    return undefined;
  if (ts.isObjectBindingPattern(pattern)) {
    const key = element.propertyName;
    if (key !== undefined && ts.isComputedPropertyName(key) && !canDrop(context, key.expression))
      return undefined;
    return { ...listItemRange(file.unit, pattern.elements, element), parts: [] };
  }
  return tupleEdit(project, file, context, pattern) ?? tuplePartEdit(file, context, element);
}

/** The last element of a pattern over a written-out tuple of the same length goes with the tuple's own. */
function tuplePartEdit(
  file: TrackedFile,
  context: FoldContext,
  element: ts.BindingElement,
): Edit | undefined {
  const pattern = element.parent;
  const owner = pattern.parent;
  if (!ts.isArrayBindingPattern(pattern) || !ts.isVariableDeclaration(owner)) return undefined;
  const tuple = owner.initializer && tupleOf(file.unit, owner.initializer);
  const index = pattern.elements.indexOf(element);
  const value = tuple?.elements[index];
  if (
    tuple === undefined ||
    value === undefined ||
    tuple.elements.length !== pattern.elements.length
  )
    return undefined;
  if (tuple.elements.some(ts.isSpreadElement) || !canDrop(context, value)) return undefined;
  const name = listItemRange(file.unit, pattern.elements, element);
  const given = listItemRange(file.unit, tuple.elements, value);
  return { start: name.start, end: given.end, parts: [{ start: name.end, end: given.start }] };
}

/** `const [value, setValue] = useState(…)` goes when neither is used; a single unused element stays. */
function tupleEdit(
  project: RemovalProject,
  file: TrackedFile,
  context: FoldContext,
  pattern: ts.ArrayBindingPattern,
): Edit | undefined {
  const owner = pattern.parent;
  if (!ts.isVariableDeclaration(owner)) return undefined;
  const unused = pattern.elements.every((element) => {
    if (!ts.isBindingElement(element)) return true;
    const binding = ts.isIdentifier(element.name)
      ? file.unit.scopes.bindingOf(element.name)
      : undefined;
    return binding?.uses.length === 0 && element.dotDotDotToken === undefined;
  });
  return unused ? variableEdit(project, file, context, owner) : undefined;
}
