import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import type { Binding } from "../syntax/scopeModel.js";
import { outermostWrapper } from "../syntax/componentWrapper.js";
import { declarationOf } from "./declarations.js";
import { functionOf } from "./known.js";
import { isStoryUse, storyArguments } from "./stories.js";
import { allUses, usesOfExport, type OutsideUse } from "./users.js";

/** A call, a construction or an element of a component. */
export type Site =
  ts.CallExpression | ts.NewExpression | ts.JsxOpeningElement | ts.JsxSelfClosingElement;

/** A site, or the literal by which a story gives props. */
export type GivingSite = Site | ts.ObjectLiteralExpression;

/** A place in the workspace where a function gets its arguments. */
export interface CallSite {
  readonly file: TrackedFile;
  readonly node: GivingSite;
}

/** An argument by its number, or a property of an object (or of the props) given as one. */
export interface Slot {
  readonly index: number;
  readonly property?: string;
}

/** A function that a site calls, with the name by which it is declared. */
export interface Callee {
  readonly file: TrackedFile;
  readonly binding: Binding;
  readonly node: ts.FunctionLikeDeclaration;
}

/** What the callee of a site is declared as in the workspace. */
export function calleeOf(
  project: RemovalProject,
  file: TrackedFile,
  site: Site,
): Callee | undefined {
  const name = isElement(site) ? site.tagName : site.expression;
  if (!ts.isIdentifier(name)) return undefined;
  const declared = declarationOf(project, file, name);
  if (declared === undefined) return undefined;
  const binding = declared.file.unit.scopes.bindingOf(declared.declaration);
  const node = functionOf(declared.declaration) ?? constructorOf(declared.declaration);
  return binding === undefined || node === undefined
    ? undefined
    : { file: declared.file, binding, node };
}

function constructorOf(declaration: ts.Identifier): ts.ConstructorDeclaration | undefined {
  const { parent } = declaration;
  if (!ts.isClassDeclaration(parent)) return undefined;
  return parent.members.find(
    (member): member is ts.ConstructorDeclaration =>
      ts.isConstructorDeclaration(member) && member.body !== undefined,
  );
}

/** Whether a site is an element. */
export function isElement(site: ts.Node): site is ts.JsxOpeningElement | ts.JsxSelfClosingElement {
  return ts.isJsxOpeningElement(site) || ts.isJsxSelfClosingElement(site);
}

/** Every place that calls a function, or undefined where none is seen, or it is passed on. */
export function callSitesOf(project: RemovalProject, callee: Callee): CallSite[] | undefined {
  const { file, binding } = callee;
  if (binding.declarations.length !== 1 || binding.uses.some((use) => use.write)) return undefined;
  const uses = allUses(project, file, binding);
  const isClass = ts.isConstructorDeclaration(callee.node);
  const sites = uses && sitesAmong(project, uses, isClass, 0);
  return sites?.length === 0 ? undefined : sites;
}

/** Wrappers within wrappers that are followed at most. */
const maximumWrappers = 4;

function sitesAmong(
  project: RemovalProject,
  uses: readonly OutsideUse[],
  isClass: boolean,
  depth: number,
): CallSite[] | undefined {
  const sites: CallSite[] = [];
  for (const use of uses) {
    const { parent } = use.node;
    if (ts.isJsxClosingElement(parent)) continue;
    if (isElement(parent) && parent.tagName === use.node)
      sites.push({ file: use.file, node: parent });
    else if (ts.isNewExpression(parent) && parent.expression === use.node) {
      sites.push({ file: use.file, node: parent });
    } else if (ts.isCallExpression(parent) && parent.expression === use.node && !isClass) {
      sites.push({ file: use.file, node: parent });
    } else if (isStoryUse(use)) {
      if (!use.inType)
        for (const node of storyArguments(use.file.unit.source))
          sites.push({ file: use.file, node });
    } else if (!(use.inType && isClass)) {
      const wrapped = depth > maximumWrappers ? undefined : usesOfWrapper(project, use);
      const more = wrapped && sitesAmong(project, wrapped, isClass, depth + 1);
      if (more === undefined) return undefined;
      sites.push(...more);
    }
  }
  return sites;
}

/** The uses of `const Row = memo(PlainRow)` or of `export default memo(PlainRow)`, seen from `PlainRow`. */
function usesOfWrapper(project: RemovalProject, use: OutsideUse): OutsideUse[] | undefined {
  const whole = outermostWrapper(use.node);
  if (whole === use.node) return undefined;
  const { parent } = whole;
  if (ts.isExportAssignment(parent))
    return usesOfExport(project, use.file.path, "default", new Set());
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return undefined;
  const binding = use.file.unit.scopes.bindingOf(parent.name);
  return binding?.kind === "const" ? allUses(project, use.file, binding) : undefined;
}

/** What a site gives to a slot: an expression with the node that holds it, nothing, or something out of sight. */
export type Given =
  | { readonly kind: "value"; readonly value: ts.Expression | undefined; readonly holder: ts.Node }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown" };

/** Looks up what a site gives to a slot. A bare attribute (`<X on />`) is a value without an expression. */
export function givenAt(site: GivingSite, slot: Slot): Given {
  const { property } = slot;
  if (isElement(site))
    return property === undefined ? { kind: "unknown" } : attributeGiven(site, property);
  if (ts.isObjectLiteralExpression(site))
    return property === undefined ? { kind: "unknown" } : propertyGiven(site, property);
  const list = site.arguments ?? [];
  if (list.slice(0, slot.index + 1).some(ts.isSpreadElement)) return { kind: "unknown" };
  const argument = list[slot.index];
  if (argument === undefined) return { kind: "absent" };
  if (slot.property === undefined) return { kind: "value", value: argument, holder: argument };
  if (!ts.isObjectLiteralExpression(argument)) return { kind: "unknown" };
  return propertyGiven(argument, slot.property);
}

function attributeGiven(
  site: ts.JsxOpeningElement | ts.JsxSelfClosingElement,
  name: string,
): Given {
  const { properties } = site.attributes;
  if (properties.some(ts.isJsxSpreadAttribute)) return { kind: "unknown" };
  return attributeNamed(site, name);
}

/** The attribute of an element with a name, whatever is spread into the element. */
export function attributeNamed(
  site: ts.JsxOpeningElement | ts.JsxSelfClosingElement,
  name: string,
): Given {
  const { properties } = site.attributes;
  for (const attribute of properties) {
    if (!ts.isJsxAttribute(attribute) || attribute.name.getText() !== name) continue;
    const { initializer } = attribute;
    const value =
      initializer !== undefined && ts.isJsxExpression(initializer)
        ? initializer.expression
        : initializer;
    return { kind: "value", value, holder: attribute };
  }
  return { kind: "absent" };
}

function propertyGiven(object: ts.ObjectLiteralExpression, name: string): Given {
  for (const member of object.properties) {
    if (ts.isSpreadAssignment(member)) {
      if (/\bargs$/u.test(member.expression.getText())) continue;
      return { kind: "unknown" };
    }
    if (ts.isComputedPropertyName(member.name)) return { kind: "unknown" };
    if (member.name.getText().replace(/^["']|["']$/gu, "") !== name) continue;
    if (ts.isPropertyAssignment(member))
      return { kind: "value", value: member.initializer, holder: member };
    if (ts.isShorthandPropertyAssignment(member))
      return { kind: "value", value: member.name, holder: member };
    return { kind: "unknown" };
  }
  return { kind: "absent" };
}
