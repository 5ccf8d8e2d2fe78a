import { ts } from "ts-morph";
import { callSitesOf, givenAt } from "../flow/callSites.js";
import { parameterProperties, type ParameterProperty } from "../flow/parameterProperties.js";
import { allUses } from "../flow/users.js";
import { canDrop } from "../fold/context.js";
import { foldContextOf } from "../plan/lookUps.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { listItemRange } from "../text/listItem.js";
import { applyAll, type FileEdit } from "./fileEdits.js";
import { calleeAt } from "./slots.js";

/** Removes a private parameter property that the removal left unread, with what is given for it. */
export function pruneParameterProperties(project: RemovalProject, file: TrackedFile): boolean {
  const before = parameterProperties(file.original.source);
  for (const property of parameterProperties(file.unit.source)) {
    const { name, parameter } = property;
    if (!isUnread(file, property) || !wasRead(file, property, before)) continue;
    const given = givenEdits(project, file, property);
    if (given === undefined) continue;
    const range = listItemRange(file.unit, parameter.parent.parameters, parameter);
    if (!applyAll([{ file, edit: { ...range, parts: [] } }, ...given])) continue;
    project.pruned.push({ kind: "parameter", name: name.text, path: file.path });
    return true;
  }
  return false;
}

function isUnread(file: TrackedFile, { name, reads, opaque }: ParameterProperty): boolean {
  return !opaque && reads.length === 0 && file.unit.scopes.bindingOf(name)?.uses.length === 0;
}

function wasRead(
  file: TrackedFile,
  { name }: ParameterProperty,
  before: readonly ParameterProperty[],
): boolean {
  const origin = file.unit.originAt(name.getStart(file.unit.source));
  const old = before.find((one) => one.name.getStart(file.original.source) === origin);
  if (old === undefined) return false;
  return old.reads.length > 0 || (file.original.scopes.bindingOf(old.name)?.uses.length ?? 0) > 0;
}

/** The edits at every `new`; none where a container makes the object by the types of its parameters. */
function givenEdits(
  project: RemovalProject,
  file: TrackedFile,
  { parameter }: ParameterProperty,
): FileEdit[] | undefined {
  const constructor = parameter.parent;
  if (!ts.isConstructorDeclaration(constructor)) return undefined;
  const callee = calleeAt(file, constructor);
  if (callee === undefined) return undefined;
  const index = constructor.parameters.indexOf(parameter);
  const sites = callSitesOf(project, callee);
  if (sites === undefined) return isInjected(project, file, constructor) ? [] : undefined;
  const edits: FileEdit[] = [];
  for (const { file: at, node } of sites) {
    const given = givenAt(node, { index });
    if (given.kind === "absent") continue;
    if (given.kind === "unknown" || given.value === undefined) return undefined;
    const list = ts.isNewExpression(node) ? node.arguments : undefined;
    if (list === undefined || !canDrop(foldContextOf(project, at), given.value)) return undefined;
    edits.push({ file: at, edit: { ...listItemRange(at.unit, list, given.value), parts: [] } });
  }
  return edits;
}

/** A decorated class that nothing of the workspace makes or extends: its container passes what the types ask for. */
function isInjected(
  project: RemovalProject,
  file: TrackedFile,
  { parent: owner }: ts.ConstructorDeclaration,
): boolean {
  if (!ts.isClassDeclaration(owner) || owner.name === undefined) return false;
  if ((ts.getDecorators(owner) ?? []).length === 0) return false;
  const binding = file.unit.scopes.bindingOf(owner.name);
  const uses = binding && allUses(project, file, binding);
  return (
    uses?.every(
      ({ node }) =>
        !ts.isNewExpression(node.parent) && !ts.isExpressionWithTypeArguments(node.parent),
    ) ?? false
  );
}
