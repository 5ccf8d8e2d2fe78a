import { ts } from "ts-morph";
import { exportNamesOf, importedNames } from "../syntax/modules.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { knownOf } from "./known.js";
import type { Known } from "./knownValue.js";

/** Tells the files that import a known name what it stands for. Returns whether anyone learnt something new. */
export function tellImporters(project: RemovalProject): boolean {
  let news = false;
  for (const file of project.changedFiles) {
    if (file.deleted) continue;
    for (const [name, known] of knownExports(file)) {
      if (tellName(project, file.path, name, known, new Set())) news = true;
    }
  }
  return news;
}

function knownExports(file: TrackedFile): Map<string, Known> {
  const exported = new Map<string, Known>();
  const { unit } = file;
  for (const binding of unit.scopes.root.names.values()) {
    const [declaration] = binding.declarations;
    if (declaration === undefined || binding.kind === "import") continue;
    const names = exportNamesOf(unit, declaration);
    const known = names.length === 0 ? undefined : knownOf(unit, binding, file.constants);
    if (known !== undefined) for (const name of names) exported.set(name, known);
  }
  for (const statement of unit.source.statements) {
    if (!ts.isExportAssignment(statement) || statement.isExportEquals) continue;
    const mark = unit.markOf(statement.expression);
    if (mark !== undefined) exported.set("default", { kind: "value", mark });
  }
  return exported;
}

function tellName(
  project: RemovalProject,
  path: string,
  name: string,
  known: Known,
  seen: Set<string>,
): boolean {
  const visit = `${path}\n${name}`;
  if (seen.has(visit)) return false;
  seen.add(visit);
  let news = false;
  for (const importerPath of project.importersOf(path)) {
    const importer = project.file(importerPath);
    if (importer === undefined || importer.deleted) continue;
    for (const entry of importedNames(importer.unit.source)) {
      if (entry.imported !== name && entry.imported !== "*") continue;
      if (project.resolve(importerPath, entry.specifier) !== path) continue;
      if (entry.exportedAs !== undefined) {
        const as = entry.exportedAs === "*" ? name : entry.exportedAs;
        const passes = entry.imported === name || (entry.exportedAs === "*" && name !== "default");
        if (passes && tellName(project, importerPath, as, known, seen)) news = true;
      } else if (entry.local !== undefined) {
        if (tellLocal(importer, entry.local, entry.imported === "*" ? name : undefined, known))
          news = true;
      }
    }
  }
  return news;
}

function tellLocal(
  file: TrackedFile,
  local: ts.Identifier,
  member: string | undefined,
  known: Known,
): boolean {
  const origin = file.unit.originAt(local.getStart(file.unit.source));
  const heard = file.constants.get(origin);
  if (origin < 0) return false;
  if (member === undefined) {
    if (!isNews(heard, known)) return false;
    file.constants.set(origin, known);
    return true;
  }
  const members = new Map(heard?.kind === "namespace" ? heard.members : []);
  if (!isNews(members.get(member), known)) return false;
  file.constants.set(origin, { kind: "namespace", members: members.set(member, known) });
  return true;
}

/** Whether something is known now that was not heard before: of objects, more members. */
function isNews(heard: Known | undefined, known: Known): boolean {
  if (heard === undefined) return true;
  if (!("members" in known) || !("members" in heard)) return false;
  return [...known.members.keys()].some((name) => !heard.members.has(name));
}
