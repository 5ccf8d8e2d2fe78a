import { ts } from "ts-morph";
import { canDrop } from "../fold/context.js";
import {
  attributeNamed,
  callSitesOf,
  givenAt,
  isElement,
  type Callee,
  type CallSite,
  type Given,
  type Slot,
} from "../flow/callSites.js";
import { functionOf } from "../flow/known.js";
import { spreadParameter } from "../flow/propReads.js";
import { usesArguments } from "../flow/slots.js";
import { foldContextOf } from "../plan/lookUps.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { outermostWrapper } from "../syntax/componentWrapper.js";
import { listItemRange } from "../text/listItem.js";
import { startsLine, endsLine, lineStart, nextLine } from "../text/layout.js";
import type { Edit } from "../text/trackedText.js";
import { isFlagFetch } from "./fetches.js";
import { applyAll, type FileEdit } from "./fileEdits.js";
import { propMemberEdits } from "./propTypes.js";
import { becameUnused } from "./usage.js";

/** Removes one parameter or prop that the removal left unused, with what its callers pass. */
export function pruneSlots(project: RemovalProject, file: TrackedFile): boolean {
  for (const binding of file.unit.scopes.bindings) {
    if (binding.kind !== "parameter" || binding.declarations.length !== 1) continue;
    const [declaration] = binding.declarations;
    if (declaration === undefined || !becameUnused(file, binding)) continue;
    const place = placeOf(declaration);
    if (place === undefined) continue;
    if (pruneSlot(project, file, place)) {
      project.pruned.push({
        kind: place.element ? "prop" : "parameter",
        name: binding.name,
        path: file.path,
      });
      return true;
    }
  }
  return false;
}

interface Place {
  readonly owner: ts.FunctionLikeDeclaration;
  readonly parameter: ts.ParameterDeclaration;
  readonly element: ts.BindingElement | undefined;
  readonly slot: Slot;
}

function placeOf(declaration: ts.Identifier): Place | undefined {
  const { parent } = declaration;
  const element = ts.isBindingElement(parent) ? parent : undefined;
  const parameter = element === undefined ? parent : element.parent.parent;
  if (!ts.isParameter(parameter) || parameter.dotDotDotToken !== undefined) return undefined;
  const owner = parameter.parent;
  if (!ts.isFunctionLike(owner) || !("body" in owner)) return undefined;
  const index = owner.parameters.indexOf(parameter);
  if (element === undefined) return { owner, parameter, element, slot: { index } };
  if (!ts.isObjectBindingPattern(element.parent) || element.dotDotDotToken !== undefined)
    return undefined;
  const key = element.propertyName ?? element.name;
  if (!ts.isIdentifier(key)) return undefined;
  return { owner, parameter, element, slot: { index, property: key.text } };
}

/** Removes a member of a parameter's type with what every caller gives for it, where all callers are known. */
export function pruneSlotOf(
  project: RemovalProject,
  file: TrackedFile,
  parameter: ts.ParameterDeclaration,
  property: string,
): boolean {
  const owner = parameter.parent;
  if (!ts.isFunctionLike(owner) || !("body" in owner)) return false;
  const callee = calleeAt(file, owner);
  const sites = callee && callSitesOf(project, callee);
  const slot = { index: owner.parameters.indexOf(parameter), property };
  const given = sites?.flatMap((site) => givenEdits(project, site, slot) ?? [undefined]);
  if (given === undefined || given.includes(undefined)) return false;
  const passed = known(given);
  const member = propMemberEdits(project, file, parameter, property, passed);
  if (member === undefined) return false;
  noteSpreads(sites ?? [], property);
  return applyAll([...member, ...passed]);
}

/** The callee that a function node is, by the name that declares it. */
export function calleeAt(file: TrackedFile, owner: ts.FunctionLikeDeclaration): Callee | undefined {
  const outer = outermostWrapper(owner).parent;
  const named = ts.isFunctionDeclaration(owner)
    ? owner.name
    : ts.isVariableDeclaration(outer) && ts.isIdentifier(outer.name)
      ? outer.name
      : ts.isConstructorDeclaration(owner) && ts.isClassDeclaration(outer)
        ? outer.name
        : undefined;
  const binding = named && file.unit.scopes.bindingOf(named);
  if (named === undefined || binding === undefined) return undefined;
  const same = functionOf(named) === owner || ts.isConstructorDeclaration(owner);
  return same ? { file, binding, node: owner } : undefined;
}

function pruneSlot(project: RemovalProject, file: TrackedFile, place: Place): boolean {
  if (isLastOfCallback(place)) {
    return file.apply([
      { ...listItemRange(file.unit, place.owner.parameters, place.parameter), parts: [] },
    ]);
  }
  const callee = calleeAt(file, place.owner);
  const sites =
    callee === undefined || usesArguments(place.owner) ? undefined : callSitesOf(project, callee);
  const found = sites?.flatMap((site) => givenEdits(project, site, place.slot) ?? [undefined]);
  const given = found?.includes(undefined) === false ? known(found) : undefined;
  if (place.element !== undefined)
    return pruneElement(project, file, { ...place, element: place.element }, sites ?? [], given);
  if (given === undefined || (ts.getModifiers(place.parameter)?.length ?? 0) > 0) return false;
  const range = listItemRange(file.unit, place.owner.parameters, place.parameter);
  return applyAll([{ file, edit: { ...range, parts: [] } }, ...given]);
}

/** Takes a member out of a parameter's pattern; `given` are the edits at the sites, if it may go there too. */
function pruneElement(
  project: RemovalProject,
  file: TrackedFile,
  place: Place & { readonly element: ts.BindingElement },
  sites: readonly CallSite[],
  given: readonly FileEdit[] | undefined,
): boolean {
  const beside = hasRest(place.element);
  const own = elementEdits(file, place.element);
  if (own === undefined || (beside && given === undefined)) return false;
  const going = [...own, ...(given ?? [])];
  const { property = "" } = place.slot;
  const member = propMemberEdits(project, file, place.parameter, property, going);
  if (beside && member === undefined) return false;
  if (given === undefined || member === undefined) return applyAll(own);
  noteSpreads(sites, property);
  return applyAll([...going, ...member]);
}

/** Where a component got a member by `{...props}`, the one who spreads may have no other use for it. */
function noteSpreads(sites: readonly CallSite[], property: string): void {
  for (const { file, node } of sites) {
    if (!isElement(node)) continue;
    for (const attribute of node.attributes.properties) {
      const parameter = ts.isJsxSpreadAttribute(attribute)
        ? spreadParameter(file, attribute)
        : undefined;
      const origin = parameter && file.unit.originAt(parameter.getStart(file.unit.source));
      if (origin === undefined) continue;
      const lost = file.lostMembers.get(origin) ?? new Set<string>();
      file.lostMembers.set(origin, lost.add(property));
    }
  }
}

/** The last parameter of a callback in place: whoever calls it may pass more than it takes. */
function isLastOfCallback({ owner, parameter, element }: Place): boolean {
  const inPlace =
    (ts.isArrowFunction(owner) || ts.isFunctionExpression(owner)) &&
    ts.isCallExpression(owner.parent);
  const hasParentheses = !ts.isArrowFunction(owner) || owner.getText().startsWith("(");
  return (
    element === undefined &&
    inPlace &&
    hasParentheses &&
    owner.parameters[owner.parameters.length - 1] === parameter
  );
}

function known(edits: readonly (FileEdit | undefined)[]): FileEdit[] {
  return edits.filter((edit) => edit !== undefined);
}

/** Whether a rest of the pattern would take an element in that leaves it. */
function hasRest({ parent }: ts.BindingElement): boolean {
  const elements: readonly ts.ArrayBindingElement[] = parent.elements;
  return elements.some((e) => ts.isBindingElement(e) && e.dotDotDotToken !== undefined);
}

/** Takes one element out of a pattern; the last one takes the parameter's pattern along only as `{}`. */
function elementEdits(file: TrackedFile, element: ts.BindingElement): FileEdit[] | undefined {
  const pattern = element.parent;
  if (!ts.isObjectBindingPattern(pattern)) return undefined;
  if (
    element.initializer !== undefined &&
    !ts.isLiteralExpression(element.initializer) &&
    !isKeyword(element.initializer)
  )
    return undefined;
  return [{ file, edit: { ...listItemRange(file.unit, pattern.elements, element), parts: [] } }];
}

function isKeyword(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
}

/** The edits that take the argument away at one site; undefined where it must stay. */
function givenEdits(project: RemovalProject, site: CallSite, slot: Slot): FileEdit[] | undefined {
  const given = givenBeside(site, slot);
  if (given.kind === "absent") return [];
  if (given.kind === "unknown") return undefined;
  const context = foldContextOf(project, site.file);
  if (given.value !== undefined && !canDrop(context, given.value)) {
    if (!isFlagFetch(project, context, slot.property, given.value)) return undefined;
  }
  return [{ file: site.file, edit: removeGiven(site, given.holder) }];
}

/** What is given beside what `{...props}` may give: nobody reads it there either. */
function givenBeside({ file, node }: CallSite, slot: Slot): Given {
  if (!isElement(node) || slot.property === undefined) return givenAt(node, slot);
  const plain = node.attributes.properties.every(
    (attribute) =>
      !ts.isJsxSpreadAttribute(attribute) || spreadParameter(file, attribute) !== undefined,
  );
  return plain ? attributeNamed(node, slot.property) : { kind: "unknown" };
}

function removeGiven(site: CallSite, holder: ts.Node): Edit {
  const { unit } = site.file;
  const { text, source } = unit;
  if (isElement(site.node)) {
    const start = holder.getStart(source);
    if (startsLine(text, start) && endsLine(text, holder.end))
      return { start: lineStart(text, start), end: nextLine(text, holder.end), parts: [] };
    let from = start;
    while (/\s/u.test(text[from - 1] ?? "")) from--;
    return { start: from, end: holder.end, parts: [] };
  }
  if (ts.isObjectLiteralElementLike(holder) && ts.isObjectLiteralExpression(holder.parent))
    return { ...listItemRange(unit, holder.parent.properties, holder), parts: [] };
  if (ts.isObjectLiteralExpression(site.node))
    return { start: holder.end, end: holder.end, parts: [] };
  const list = site.node.arguments ?? site.node.typeArguments;
  return list === undefined
    ? { start: holder.end, end: holder.end, parts: [] }
    : { ...listItemRange(unit, list, holder), parts: [] };
}
