import { ts } from "ts-morph";
import { callSitesOf, givenAt, isElement, type CallSite } from "../flow/callSites.js";
import { declarationOf } from "../flow/declarations.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { listItemRange } from "../text/listItem.js";
import { applyAll, type FileEdit } from "./fileEdits.js";
import { calleeAt } from "./slots.js";

/** Removes a last parameter of which the removal has taken every member: `({}: {}) => …` becomes `() => …`. */
export function pruneEmptyPatterns(project: RemovalProject, file: TrackedFile): boolean {
  for (const parameter of emptiedParameters(file)) {
    const edits = parameterEdits(project, file, parameter);
    if (edits !== undefined && applyAll(edits)) return true;
  }
  return false;
}

function emptiedParameters(file: TrackedFile): ts.ParameterDeclaration[] {
  const found: ts.ParameterDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    const isEmpty =
      ts.isParameter(node) &&
      ts.isObjectBindingPattern(node.name) &&
      node.name.elements.length === 0;
    if (isEmpty && !wasEmpty(file, node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file.unit.source);
  return found;
}

/** Whether the pattern had no members in the original either. */
function wasEmpty(file: TrackedFile, { name }: ts.ParameterDeclaration): boolean {
  const start = file.unit.originAt(name.getStart(file.unit.source));
  return start < 0 || /^\{\s*\}/u.test(file.originalText.slice(start));
}

function parameterEdits(
  project: RemovalProject,
  file: TrackedFile,
  parameter: ts.ParameterDeclaration,
): FileEdit[] | undefined {
  const owner = parameter.parent;
  if (!("body" in owner) || owner.parameters[owner.parameters.length - 1] !== parameter)
    return undefined;
  if (parameter.initializer !== undefined || !hasNoMembers(project, file, parameter.type))
    return undefined;
  const callee = calleeAt(file, owner);
  const sites = callee && callSitesOf(project, callee);
  const index = owner.parameters.length - 1;
  const given = sites?.map((site) => emptyArgument(site, index));
  if (given === undefined || given.includes(undefined)) return undefined;
  const range = listItemRange(file.unit, owner.parameters, parameter);
  const own = { file, edit: { ...range, parts: [] } };
  return [own, ...given.filter((edit) => edit !== undefined).flat()];
}

/** Whether a type is left without members; a type that is not written has none to lose. */
function hasNoMembers(
  project: RemovalProject,
  file: TrackedFile,
  type: ts.TypeNode | undefined,
): boolean {
  if (type === undefined) return true;
  if (ts.isTypeLiteralNode(type)) return type.members.length === 0;
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return false;
  const owner = declarationOf(project, file, type.typeName)?.declaration.parent;
  if (owner === undefined) return false;
  if (ts.isTypeAliasDeclaration(owner))
    return ts.isTypeLiteralNode(owner.type) && owner.type.members.length === 0;
  return (
    ts.isInterfaceDeclaration(owner) &&
    owner.members.length === 0 &&
    owner.heritageClauses === undefined
  );
}

/** The edits that take `{}` away at a call; none for an element, undefined where something else is given. */
function emptyArgument(site: CallSite, index: number): FileEdit[] | undefined {
  const { node, file } = site;
  if (isElement(node)) return node.attributes.properties.length === 0 ? [] : undefined;
  if (ts.isObjectLiteralExpression(node)) return node.properties.length === 0 ? [] : undefined;
  const given = givenAt(node, { index });
  if (given.kind === "absent") return [];
  if (given.kind === "unknown" || given.value === undefined || node.arguments === undefined)
    return undefined;
  const isEmpty = ts.isObjectLiteralExpression(given.value) && given.value.properties.length === 0;
  const isLast = node.arguments.length === index + 1;
  if (!isEmpty || !isLast) return undefined;
  return [{ file, edit: { ...listItemRange(file.unit, node.arguments, given.value), parts: [] } }];
}
