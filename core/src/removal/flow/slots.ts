import { ts } from "ts-morph";
import type { JsonValue } from "../../text/json.js";
import { literalValue } from "../syntax/literals.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { outermost } from "../syntax/unit.js";
import {
  calleeOf,
  callSitesOf,
  givenAt,
  isElement,
  type Callee,
  type GivingSite,
  type Site,
  type Slot,
} from "./callSites.js";
import type { Known } from "./knownValue.js";

/** Tells parameters and props what they hold where every caller passes the flag's value. */
export function tellParameters(project: RemovalProject): boolean {
  let news = false;
  for (const file of project.changedFiles) {
    if (file.deleted) continue;
    for (const { site, slot, value } of passedMarks(file)) {
      const callee = calleeOf(project, file, site);
      if (callee !== undefined && tellSlot(project, callee, slot, value)) news = true;
    }
  }
  return news;
}

interface PassedMark {
  readonly site: Site;
  readonly slot: Slot;
  readonly value: JsonValue | undefined;
}

/** Every place where a marked value is an argument, a property of one, or an attribute. */
function passedMarks(file: TrackedFile): PassedMark[] {
  const passed: PassedMark[] = [];
  const visit = (node: ts.Node): void => {
    const mark = ts.isExpression(node) ? file.unit.markOf(node) : undefined;
    const place = mark && slotOf(outermost(node));
    if (mark !== undefined && place !== undefined) passed.push({ ...place, value: mark.value });
    else ts.forEachChild(node, visit);
  };
  visit(file.unit.source);
  return passed;
}

function slotOf(node: ts.Node): { readonly site: Site; readonly slot: Slot } | undefined {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    const index = parent.arguments?.indexOf(node as ts.Expression) ?? -1;
    return index < 0 ? undefined : { site: parent, slot: { index } };
  }
  if (ts.isJsxExpression(parent) && ts.isJsxAttribute(parent.parent)) {
    const property = parent.parent.name.getText();
    return { site: parent.parent.parent.parent, slot: { index: 0, property } };
  }
  if (!ts.isPropertyAssignment(parent) || !ts.isObjectLiteralExpression(parent.parent))
    return undefined;
  const outer = slotOf(parent.parent);
  if (outer === undefined || isElement(outer.site) || outer.slot.property !== undefined)
    return undefined;
  const property = parent.name.getText().replace(/^["']|["']$/gu, "");
  return { site: outer.site, slot: { ...outer.slot, property } };
}

function tellSlot(
  project: RemovalProject,
  callee: Callee,
  slot: Slot,
  value: JsonValue | undefined,
): boolean {
  const target = targetOf(callee, slot);
  if (target === undefined || typeof value === "object") return false;
  const { unit, constants } = callee.file;
  const origin = unit.originAt(target.name.getStart(unit.source));
  const heard = constants.get(origin);
  if (origin < 0 || heard?.kind === "value") return false;
  if (
    target.member !== undefined &&
    heard?.kind === "namespace" &&
    heard.members.has(target.member)
  )
    return false;
  const sites = callSitesOf(project, callee);
  if (sites === undefined || sites.length === 0) return false;
  const agree = sites.every((site) => givesValue(project, site.file, site.node, slot, value));
  if (!agree) return false;
  const known: Known = { kind: "value", mark: { value } };
  if (target.member === undefined) constants.set(origin, known);
  else {
    const members = new Map(heard?.kind === "namespace" ? heard.members : []);
    constants.set(origin, { kind: "namespace", members: members.set(target.member, known) });
  }
  return true;
}

function givesValue(
  project: RemovalProject,
  file: TrackedFile,
  site: GivingSite,
  slot: Slot,
  value: JsonValue | undefined,
): boolean {
  const given = givenAt(site, slot);
  if (given.kind !== "value") return false;
  if (given.value === undefined) return value === true;
  const mark =
    file.unit.markOf(given.value) ?? literalValue(file.unit, given.value, () => undefined);
  return mark !== undefined && mark.value === value;
}

/** The name inside the function that receives a slot: a parameter, an element of its pattern, or `props.member`. */
function targetOf(
  callee: Callee,
  slot: Slot,
): { readonly name: ts.Identifier; readonly member?: string } | undefined {
  const parameter = callee.node.parameters.filter((p) => p.name.getText() !== "this")[slot.index];
  if (
    parameter === undefined ||
    parameter.dotDotDotToken !== undefined ||
    usesArguments(callee.node)
  )
    return undefined;
  const isShared = ts
    .getModifiers(parameter)
    ?.some(
      ({ kind }) => kind !== ts.SyntaxKind.PrivateKeyword && kind !== ts.SyntaxKind.ReadonlyKeyword,
    );
  if (isShared === true) return undefined;
  if (slot.property === undefined)
    return ts.isIdentifier(parameter.name) ? { name: parameter.name } : undefined;
  if (ts.isIdentifier(parameter.name)) {
    const element = takenApart(callee, parameter.name, slot.property);
    return element === undefined
      ? { name: parameter.name, member: slot.property }
      : { name: element };
  }
  return ts.isObjectBindingPattern(parameter.name)
    ? elementNamed(parameter.name, slot.property)
    : undefined;
}

function elementNamed(
  pattern: ts.ObjectBindingPattern,
  property: string,
): { readonly name: ts.Identifier } | undefined {
  for (const element of pattern.elements) {
    const key = element.propertyName ?? element.name;
    if (element.dotDotDotToken !== undefined || key.getText() !== property) continue;
    return ts.isIdentifier(element.name) ? { name: element.name } : undefined;
  }
  return undefined;
}

/** `const { on } = props;` where nothing else reads `props.on`. */
function takenApart(
  callee: Callee,
  name: ts.Identifier,
  property: string,
): ts.Identifier | undefined {
  const binding = callee.file.unit.scopes.bindingOf(name);
  for (const { node } of binding?.uses ?? []) {
    const { parent } = node;
    if (!ts.isVariableDeclaration(parent) || parent.initializer !== node) continue;
    if (!ts.isObjectBindingPattern(parent.name)) continue;
    const element = elementNamed(parent.name, property);
    if (element !== undefined) return element.name;
  }
  return undefined;
}

/** Whether a function may read its arguments by number. */
export function usesArguments(node: ts.FunctionLikeDeclaration): boolean {
  let found = false;
  const visit = (child: ts.Node): void => {
    if (ts.isIdentifier(child) && child.text === "arguments") found = true;
    else if (!found) ts.forEachChild(child, visit);
  };
  if (node.body !== undefined) visit(node.body);
  return found;
}
