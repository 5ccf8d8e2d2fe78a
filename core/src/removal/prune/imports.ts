import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import { listItemRange } from "../text/listItem.js";
import type { Edit } from "../text/trackedText.js";
import { becameUnused } from "./usage.js";

/** Removes the imported names that the removal left unused. Side-effect imports always stay. */
export function pruneImports(project: RemovalProject, file: TrackedFile): boolean {
  const edits = file.unit.source.statements.flatMap((statement) =>
    ts.isImportDeclaration(statement) ? importEdits(project, file, statement) : [],
  );
  return file.apply(edits);
}

function isUnused(project: RemovalProject, file: TrackedFile, name: ts.Identifier): boolean {
  const binding = file.unit.scopes.bindingOf(name);
  if (binding === undefined || !becameUnused(file, binding)) return false;
  if (/^(?:React|h|jsx)$/u.test(name.text) && holdsJsx(file.unit.source)) return false;
  project.pruned.push({ kind: "import", name: name.text, path: file.path });
  return true;
}

interface ImportedNames {
  /** The names between braces, if there are braces. */
  readonly elements: ts.NodeArray<ts.ImportSpecifier> | undefined;
  /** Those of them that are unused now. */
  readonly dropped: readonly ts.ImportSpecifier[];
  readonly dropsAny: boolean;
  readonly keepsNamed: boolean;
}

/** What the part of an import after its default name keeps and drops. */
function namesOf(
  project: RemovalProject,
  file: TrackedFile,
  bindings: ts.NamedImportBindings | undefined,
): ImportedNames {
  if (bindings === undefined) {
    return { elements: undefined, dropped: [], dropsAny: false, keepsNamed: false };
  }
  if (ts.isNamespaceImport(bindings)) {
    const dropsAny = isUnused(project, file, bindings.name);
    return { elements: undefined, dropped: [], dropsAny, keepsNamed: !dropsAny };
  }
  const { elements } = bindings;
  const dropped = elements.filter((element) => isUnused(project, file, element.name));
  const keepsNamed = elements.length > dropped.length;
  return { elements, dropped, dropsAny: dropped.length > 0, keepsNamed };
}

function holdsJsx(source: ts.SourceFile): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node))
      found = true;
    if (!found) ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function importEdits(
  project: RemovalProject,
  file: TrackedFile,
  statement: ts.ImportDeclaration,
): Edit[] {
  const { unit } = file;
  const clause = statement.importClause;
  if (clause === undefined) return [];
  const { name, namedBindings } = clause;
  const dropsDefault = name !== undefined && isUnused(project, file, name);
  const { elements, dropped, dropsAny, keepsNamed } = namesOf(project, file, namedBindings);
  if (!dropsDefault && !dropsAny) return [];
  const keepsDefault = name !== undefined && !dropsDefault;
  if (!keepsDefault && !keepsNamed) return [deleteStatement(unit, statement)];
  const edits: Edit[] = [];
  if (dropsDefault && namedBindings !== undefined) {
    edits.push({
      start: name.getStart(unit.source),
      end: namedBindings.getStart(unit.source),
      parts: [],
    });
  }
  if (keepsDefault && !keepsNamed && namedBindings !== undefined) {
    return [...edits, { start: name.end, end: namedBindings.end, parts: [] }];
  }
  if (elements !== undefined && dropped.length > 0)
    edits.push({
      ...listItemRange(unit, elements, dropped[0] ?? elements[0] ?? statement),
      parts: [],
    });
  return edits;
}
