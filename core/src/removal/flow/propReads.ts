import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import type { Binding } from "../syntax/scopeModel.js";
import { calleeOf, isElement } from "./callSites.js";
import { plainName } from "./objects.js";

const maximumDepth = 5;

/**
 * The names that are read from the object that a name holds: `props.x`, `const { x } = props`, and what components
 * read that it is spread into. Undefined where it is used as a whole.
 */
export function namesRead(
  project: RemovalProject,
  file: TrackedFile,
  binding: Binding,
  depth = 0,
): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { node, write } of binding.uses) {
    const read = write ? undefined : readAt(project, file, node, depth);
    if (read === undefined) return undefined;
    for (const name of read) names.add(name);
  }
  return names;
}

function readAt(
  project: RemovalProject,
  file: TrackedFile,
  node: ts.Identifier,
  depth: number,
): Iterable<string> | undefined {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
    return [parent.name.text];
  if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name))
    return parent.initializer === node ? keysOf(parent.name) : undefined;
  if (!ts.isJsxSpreadAttribute(parent) || depth > maximumDepth) return undefined;
  const site = parent.parent.parent;
  const callee = isElement(site) ? calleeOf(project, file, site) : undefined;
  const parameter = callee?.node.parameters[0];
  if (callee === undefined || ts.isConstructorDeclaration(callee.node)) return undefined;
  if (parameter === undefined) return [];
  if (ts.isObjectBindingPattern(parameter.name)) return keysOf(parameter.name);
  const taken = ts.isIdentifier(parameter.name)
    ? callee.file.unit.scopes.bindingOf(parameter.name)
    : undefined;
  return taken && namesRead(project, callee.file, taken, depth + 1);
}

/** The members that a pattern takes out, or undefined where it takes a rest or computed names. */
export function keysOf(pattern: ts.ObjectBindingPattern): string[] | undefined {
  const names = pattern.elements.map((element) =>
    element.dotDotDotToken === undefined
      ? plainName(element.propertyName ?? element.name)
      : undefined,
  );
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length ? known : undefined;
}

/** The parameter whose members an element is given by `{...props}` or `{...rest}`; undefined for other objects. */
export function spreadParameter(
  file: TrackedFile,
  spread: ts.JsxSpreadAttribute,
): ts.ParameterDeclaration | undefined {
  if (!ts.isIdentifier(spread.expression)) return undefined;
  const declaration = file.unit.scopes.bindingOf(spread.expression)?.declarations[0]?.parent;
  if (declaration === undefined) return undefined;
  if (ts.isParameter(declaration)) return declaration;
  const isRest = ts.isBindingElement(declaration) && declaration.dotDotDotToken !== undefined;
  const owner = isRest ? declaration.parent.parent : undefined;
  return owner !== undefined && ts.isParameter(owner) ? owner : undefined;
}
