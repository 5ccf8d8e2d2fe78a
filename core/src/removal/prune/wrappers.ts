import { ts } from "ts-morph";
import { functionOf } from "../flow/known.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import type { Binding } from "../syntax/scopeModel.js";
import { skipParentheses } from "../syntax/unit.js";
import { originalBinding } from "./usage.js";

/**
 * Gives a component the name of the one that only shows it since the removal: of `const Page = () => <NewPage />` and
 * `NewPage` only the latter stays, called `Page`. Both stand at the top of one file, and nothing else names the inner one.
 */
export function collapseWrappers(project: RemovalProject, file: TrackedFile): boolean {
  if (!/\.[jt]sx$/u.test(file.path)) return false;
  for (const outer of file.unit.scopes.bindings) {
    const inner = shownBy(file, outer);
    if (inner === undefined || !canTakeName(file, inner, outer)) continue;
    if (!rename(file, inner, outer)) continue;
    project.pruned.push({ kind: "local", name: inner.name, path: file.path });
    return true;
  }
  return false;
}

/** The component that another one does nothing but show, with all its props, since the removal. */
function shownBy(file: TrackedFile, outer: Binding): Binding | undefined {
  const [name] = outer.declarations;
  if (name === undefined || outer.declarations.length > 1 || !/^[A-Z]/u.test(outer.name))
    return undefined;
  const owner = functionOf(name);
  const statement = topStatementOf(name);
  if (owner === undefined || statement === undefined) return undefined;
  const before = originalBinding(file, name)?.declarations[0];
  const old = before && topStatementOf(before);
  if (old === undefined || old.getText() === statement.getText()) return undefined;
  const element = returnedElement(owner);
  if (element === undefined || !handsOn(owner, element)) return undefined;
  const { tagName } = element;
  return ts.isIdentifier(tagName) ? file.unit.scopes.bindingOf(tagName) : undefined;
}

/** The one element that a function returns, if it does nothing else. */
function returnedElement(owner: ts.FunctionLikeDeclaration): ts.JsxSelfClosingElement | undefined {
  const { body } = owner;
  if (body === undefined || (ts.getCombinedModifierFlags(owner) & ts.ModifierFlags.Async) !== 0)
    return undefined;
  const [only, ...others] = ts.isBlock(body) ? body.statements : [];
  const returned = ts.isBlock(body)
    ? only !== undefined && others.length === 0 && ts.isReturnStatement(only)
      ? only.expression
      : undefined
    : body;
  const inner = returned && skipParentheses(returned);
  return inner !== undefined && ts.isJsxSelfClosingElement(inner) ? inner : undefined;
}

/** `() => <Inner />` and `(props) => <Inner {...props} />`. */
function handsOn(owner: ts.FunctionLikeDeclaration, element: ts.JsxSelfClosingElement): boolean {
  const [parameter, ...more] = owner.parameters;
  const [attribute, ...others] = element.attributes.properties;
  if (more.length > 0 || others.length > 0 || element.typeArguments !== undefined) return false;
  if (parameter === undefined) return attribute === undefined;
  return (
    attribute !== undefined &&
    ts.isJsxSpreadAttribute(attribute) &&
    ts.isIdentifier(parameter.name) &&
    ts.isIdentifier(attribute.expression) &&
    attribute.expression.text === parameter.name.text
  );
}

/** Whether the inner component may be called as the outer one: only the outer one names it, and nothing clashes. */
function canTakeName(file: TrackedFile, inner: Binding, outer: Binding): boolean {
  const [name] = inner.declarations;
  if (name === undefined || inner.declarations.length > 1 || inner.scope !== outer.scope)
    return false;
  const statement = topStatementOf(name);
  const wrapper = outer.declarations[0] && topStatementOf(outer.declarations[0]);
  if (statement === undefined || wrapper === undefined || functionOf(name) === undefined)
    return false;
  // Only a plain declaration, before the one that it replaces, so that the name is there as early as before.
  if (statement.pos > wrapper.pos || isExported(statement) || inner.uses.length !== 1) return false;
  const isInside = (node: ts.Node): boolean =>
    statement.pos <= node.pos && node.end <= statement.end;
  const isTaken = file.unit.scopes.bindings.some(
    (binding) => binding.name === outer.name && binding !== outer && isInside(binding.scope.node),
  );
  return !isTaken && !outer.uses.some(({ node }) => isInside(node));
}

function rename(file: TrackedFile, inner: Binding, outer: Binding): boolean {
  const [name] = inner.declarations;
  const wrapper = outer.declarations[0] && topStatementOf(outer.declarations[0]);
  const statement = name && topStatementOf(name);
  if (name === undefined || wrapper === undefined || statement === undefined) return false;
  const { source } = file.unit;
  const start = name.getStart(source);
  const modifiers = exportWords(wrapper);
  const first = statement.getStart(source);
  // `export default` may stand before a function, never before a constant.
  if (modifiers.includes("default") && !ts.isFunctionDeclaration(statement)) return false;
  return file.apply([
    { start, end: name.end, parts: [outer.name] },
    ...(modifiers === "" ? [] : [{ start: first, end: first, parts: [modifiers] }]),
    deleteStatement(file.unit, wrapper),
  ]);
}

function exportWords(statement: ts.Statement): string {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const words = modifiers.filter(
    ({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword,
  );
  return words.map((word) => `${word.getText()} `).join("");
}

function isExported(statement: ts.Statement): boolean {
  return exportWords(statement) !== "";
}

/** The statement at the top of the file that declares a name and nothing else. */
function topStatementOf(name: ts.Identifier): ts.Statement | undefined {
  const { parent } = name;
  if (ts.isFunctionDeclaration(parent)) return ts.isSourceFile(parent.parent) ? parent : undefined;
  if (!ts.isVariableDeclaration(parent) || !ts.isVariableDeclarationList(parent.parent))
    return undefined;
  const statement = parent.parent.parent;
  const isAlone = parent.parent.declarations.length === 1 && ts.isVariableStatement(statement);
  return isAlone && ts.isSourceFile(statement.parent) ? statement : undefined;
}
