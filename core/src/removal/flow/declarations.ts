import { ts } from "ts-morph";
import { wrappedComponent } from "../syntax/componentWrapper.js";
import { exportedDeclaration, importedNames } from "../syntax/modules.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";

/** Where a name is declared in the workspace. */
export interface Declared {
  readonly file: TrackedFile;
  readonly declaration: ts.Identifier;
}

const maximumHops = 8;

/** Follows a used name through imports and re-exports to its declaration; undefined for packages and globals. */
export function declarationOf(
  project: RemovalProject,
  file: TrackedFile,
  use: ts.Identifier,
): Declared | undefined {
  const binding = file.unit.scopes.bindingOf(use);
  const [declaration] = binding?.declarations ?? [];
  if (binding === undefined || declaration === undefined) return undefined;
  if (binding.kind !== "import") return wrappedName(project, file, declaration);
  const entry = importedNames(file.unit.source).find((name) => name.local === declaration);
  if (entry === undefined || entry.imported === "*") return undefined;
  const target = project.resolve(file.path, entry.specifier);
  return target === undefined ? undefined : exportOf(project, target, entry.imported, 0);
}

/** Follows an exported name to its declaration. */
function exportOf(
  project: RemovalProject,
  path: string,
  name: string,
  hops: number,
): Declared | undefined {
  const file = project.file(path);
  if (file === undefined || file.deleted || hops > maximumHops) return undefined;
  const found = exportedDeclaration(file.unit, name);
  if (found !== undefined) {
    if (!ts.isIdentifier(found)) return componentIn(project, file, found);
    const binding = file.unit.scopes.bindingOf(found);
    if (binding?.kind !== "import") return wrappedName(project, file, found);
    const entry = importedNames(file.unit.source).find((item) => item.local === found);
    const target = entry && project.resolve(path, entry.specifier);
    return entry === undefined || target === undefined || entry.imported === "*"
      ? undefined
      : exportOf(project, target, entry.imported, hops + 1);
  }
  for (const entry of importedNames(file.unit.source)) {
    if (entry.exportedAs !== name && entry.exportedAs !== "*") continue;
    const target = project.resolve(path, entry.specifier);
    const wanted = entry.exportedAs === "*" ? name : entry.imported;
    const declared = target === undefined ? undefined : exportOf(project, target, wanted, hops + 1);
    if (declared !== undefined) return declared;
  }
  return undefined;
}

/** `const Row = memo(PlainRow)` is declared by what it wraps. */
function wrappedName(
  project: RemovalProject,
  file: TrackedFile,
  declaration: ts.Identifier,
): Declared | undefined {
  const { parent } = declaration;
  const value = ts.isVariableDeclaration(parent) ? parent.initializer : undefined;
  return (value && componentIn(project, file, value)) ?? { file, declaration };
}

/** The declaration of the component that `memo(Name)` and the like wrap. */
function componentIn(
  project: RemovalProject,
  file: TrackedFile,
  node: ts.Expression,
): Declared | undefined {
  const inner = wrappedComponent(node);
  if (inner === undefined) return undefined;
  return ts.isIdentifier(inner)
    ? declarationOf(project, file, inner)
    : componentIn(project, file, inner);
}
