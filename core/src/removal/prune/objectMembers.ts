import { ts } from "ts-morph";
import { canDrop, type FoldContext } from "../fold/context.js";
import { flowOf, type Consumer, type Flow } from "../flow/consumers.js";
import { constantMember, plainName } from "../flow/objects.js";
import { foldContextOf } from "../plan/lookUps.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { listItemRange } from "../text/listItem.js";
import { applyAll, type FileEdit } from "./fileEdits.js";
import { typeMemberEdits } from "./typeMembers.js";

/**
 * Removes one member of an object that holds the flag's value and that nothing reads any more: from the literals
 * that make the object, from the patterns that took it out, and from the types on the way.
 */
export function pruneObjectMembers(project: RemovalProject, file: TrackedFile): boolean {
  for (const { literal, property, name } of markedMembers(file)) {
    if (!project.changedFiles.some((changed) => readsMember(changed, name))) continue;
    const edits = removalOf(project, file, literal, name);
    const key = `object:${String(file.unit.originAt(property.getStart()))}:${String(property.pos)}`;
    if (edits === undefined || file.settledMembers.has(key)) continue;
    file.settledMembers.add(key);
    if (!applyAll(edits)) continue;
    project.pruned.push({ kind: "member", name, path: file.path });
    return true;
  }
  return false;
}

interface MarkedMember {
  readonly literal: ts.ObjectLiteralExpression;
  readonly property: ts.PropertyAssignment | ts.MethodDeclaration;
  readonly name: string;
}

function markedMembers(file: TrackedFile): MarkedMember[] {
  const found: MarkedMember[] = [];
  const visit = (node: ts.Node): void => {
    const isMember = ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node);
    if (isMember && holdsTheValue(file, node)) {
      const name = plainName(node.name);
      if (name !== undefined && ts.isObjectLiteralExpression(node.parent))
        found.push({ literal: node.parent, property: node, name });
    } else ts.forEachChild(node, visit);
  };
  visit(file.unit.source);
  return found;
}

function holdsTheValue(
  { unit }: TrackedFile,
  member: ts.PropertyAssignment | ts.MethodDeclaration,
): boolean {
  const isValue = ts.isPropertyAssignment(member) && unit.markOf(member.initializer) !== undefined;
  return isValue || constantMember(unit, member) !== undefined;
}

function removalOf(
  project: RemovalProject,
  file: TrackedFile,
  literal: ts.ObjectLiteralExpression,
  name: string,
): FileEdit[] | undefined {
  const flow = flowOf(project, file, literal);
  if (flow === undefined) return undefined;
  const patterns = flow.consumers.flatMap(
    (consumer) => patternEdits(consumer, name, flow.mixed) ?? [undefined],
  );
  const literals = literalEdits(project, flow, name);
  if (literals === undefined || patterns.includes(undefined)) return undefined;
  const going = [...literals, ...patterns.filter((edit) => edit !== undefined)];
  const types = typeMemberEdits(project, flow.types, name, going);
  return types && [...going, ...types];
}

/** The edits that take a member out of one place that looks into the object; undefined where it is read. */
function patternEdits(
  { file, node }: Consumer,
  name: string,
  mixed: boolean,
): FileEdit[] | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === name ? undefined : [];
  const { unit } = file;
  const element = node.elements.find(
    (candidate) =>
      candidate.dotDotDotToken === undefined &&
      plainName(candidate.propertyName ?? candidate.name) === name,
  );
  const computed = node.elements.some(
    ({ propertyName }) => propertyName !== undefined && plainName(propertyName) === undefined,
  );
  const rest = node.elements.some(({ dotDotDotToken }) => dotDotDotToken !== undefined);
  if (element === undefined) return rest || computed ? undefined : [];
  if (rest && mixed) return undefined;
  const binding = ts.isIdentifier(element.name) ? unit.scopes.bindingOf(element.name) : undefined;
  if (binding === undefined || binding.uses.length > 0 || node.elements.length === 1)
    return undefined;
  return [{ file, edit: { ...listItemRange(unit, node.elements, element), parts: [] } }];
}

/** The edits that take a member out of every literal that has it; undefined where a value must stay. */
function literalEdits(project: RemovalProject, flow: Flow, name: string): FileEdit[] | undefined {
  const edits: FileEdit[] = [];
  for (const { file, node } of flow.literals) {
    const context = foldContextOf(project, file);
    for (const property of node.properties) {
      if (property.name === undefined || plainName(property.name) !== name) continue;
      if (!isDroppable(context, property)) return undefined;
      edits.push({
        file,
        edit: { ...listItemRange(file.unit, node.properties, property), parts: [] },
      });
    }
  }
  return edits;
}

function isDroppable(context: FoldContext, property: ts.ObjectLiteralElementLike): boolean {
  if (ts.isPropertyAssignment(property)) return canDrop(context, property.initializer);
  return ts.isShorthandPropertyAssignment(property) || ts.isMethodDeclaration(property);
}

const memberReads = new WeakMap<TrackedFile, ReadonlySet<string>>();

/** Whether a file read members of this name before the removal: what nothing read then is not ours to take out. */
function readsMember(file: TrackedFile, name: string): boolean {
  let names = memberReads.get(file);
  if (names === undefined) {
    const found = new Set<string>();
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAccessExpression(node)) found.add(node.name.text);
      if (ts.isBindingElement(node)) found.add(plainName(node.propertyName ?? node.name) ?? "");
      ts.forEachChild(node, visit);
    };
    visit(file.original.source);
    names = found;
    memberReads.set(file, names);
  }
  return names.has(name);
}
