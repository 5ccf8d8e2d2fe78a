import { ts } from "ts-morph";
import { toMark, type FoldContext } from "../fold/context.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { literalValue } from "../syntax/literals.js";
import { isWrite } from "../syntax/resolveNames.js";
import { outermost } from "../syntax/unit.js";
import type { Edit, Mark } from "../text/trackedText.js";
import { givenAt, isElement } from "./callSites.js";
import { declarationOf } from "./declarations.js";
import type { Known } from "./knownValue.js";
import { allUses } from "./users.js";

/** Whether a class is a React component by what it extends. */
export function isComponentClass(node: ts.Node): node is ts.ClassDeclaration {
  if (!ts.isClassDeclaration(node)) return false;
  return (node.heritageClauses ?? []).some(
    ({ token, types }) =>
      token === ts.SyntaxKind.ExtendsKeyword &&
      types.some(({ expression }) =>
        /^(?:React\.)?(?:Pure)?Component$/u.test(expression.getText()),
      ),
  );
}

/** Tells class components which props every element of theirs gives alike. Returns whether that is news. */
export function tellClassProps(project: RemovalProject): boolean {
  let news = false;
  for (const file of project.changedFiles) {
    if (file.deleted) continue;
    for (const { tag, prop, mark } of givenProps(file)) {
      const declared = declarationOf(project, file, tag);
      if (declared === undefined || !isComponentClass(declared.declaration.parent)) continue;
      if (tellProp(project, declared.file, declared.declaration, prop, mark)) news = true;
    }
  }
  return news;
}

interface GivenProp {
  readonly tag: ts.Identifier;
  readonly prop: string;
  readonly mark: Mark;
}

function givenProps(file: TrackedFile): GivenProp[] {
  const found: GivenProp[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxAttribute(node)) {
      const { initializer } = node;
      const value =
        initializer !== undefined && ts.isJsxExpression(initializer)
          ? initializer.expression
          : undefined;
      const mark = value && file.unit.markOf(value);
      const tag = node.parent.parent.tagName;
      if (mark !== undefined && ts.isIdentifier(tag))
        found.push({ tag, prop: node.name.getText(), mark });
    }
    ts.forEachChild(node, visit);
  };
  visit(file.unit.source);
  return found;
}

function tellProp(
  project: RemovalProject,
  file: TrackedFile,
  name: ts.Identifier,
  prop: string,
  mark: Mark,
): boolean {
  const origin = file.unit.originAt(name.getStart(file.unit.source));
  const heard = file.classProps.get(origin) ?? new Map<string, Mark>();
  if (origin < 0 || heard.has(prop)) return false;
  const binding = file.unit.scopes.bindingOf(name);
  const uses = binding && allUses(project, file, binding);
  const agree = uses?.every((use) => {
    const { parent } = use.node;
    if (use.inType || ts.isJsxClosingElement(parent)) return true;
    if (!isElement(parent)) return false;
    const given = givenAt(parent, { index: 0, property: prop });
    if (given.kind !== "value") return false;
    if (given.value === undefined) return mark.value === true;
    const found =
      use.file.unit.markOf(given.value) ??
      literalValue(use.file.unit, given.value, () => undefined);
    return found !== undefined && found.value === mark.value;
  });
  if (agree !== true || hasDefaultProps(name)) return false;
  file.classProps.set(origin, new Map(heard).set(prop, mark));
  return true;
}

function hasDefaultProps(name: ts.Identifier): boolean {
  return ts.isClassDeclaration(name.parent) && name.parent.getText().includes("defaultProps");
}

/** Replaces `this.props.x` where every element gives the flag's value for `x`. */
export function foldClassProps({ unit }: FoldContext, file: TrackedFile): Edit[] {
  const edits: Edit[] = [];
  if (file.classProps.size === 0) return edits;
  const visit = (node: ts.Node, props: ReadonlyMap<string, Mark> | undefined): void => {
    let own = props;
    if (ts.isClassLike(node)) {
      const origin = node.name && unit.originAt(node.name.getStart(unit.source));
      own = origin === undefined ? undefined : file.classProps.get(origin);
    }
    const mark = own && ts.isPropertyAccessExpression(node) ? markOfRead(node, own) : undefined;
    if (mark !== undefined) edits.push(toMark(unit, node, mark.value));
    else ts.forEachChild(node, (child) => visit(child, own));
  };
  visit(unit.source, undefined);
  return edits;
}

function markOfRead(
  node: ts.PropertyAccessExpression,
  props: ReadonlyMap<string, Mark>,
): Mark | undefined {
  return isOwnProps(node.expression) && !isWrite(node) ? props.get(node.name.text) : undefined;
}

/** `this.props`. */
function isOwnProps(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === "props" &&
    node.expression.kind === ts.SyntaxKind.ThisKeyword
  );
}

/** The value of `const { x } = this.props` in a class of which the prop is known. */
function knownOwnProp(
  file: Pick<TrackedFile, "classProps" | "unit">,
  element: ts.BindingElement,
): Known | undefined {
  const declaration = element.parent.parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  if (!isOwnProps(outermost(declaration.initializer)) || element.dotDotDotToken !== undefined)
    return undefined;
  let owner: ts.Node = element;
  while (!ts.isClassLike(owner) && !ts.isSourceFile(owner)) owner = owner.parent;
  const name = ts.isClassLike(owner) ? owner.name : undefined;
  const props = name && file.classProps.get(file.unit.originAt(name.getStart(file.unit.source)));
  const mark = props?.get((element.propertyName ?? element.name).getText());
  return mark?.value === undefined ? undefined : { kind: "value", mark };
}

/** Tells the names that take known props out of `this.props`. Returns whether that is news. */
export function tellOwnProps(file: TrackedFile): boolean {
  if (file.classProps.size === 0) return false;
  let news = false;
  const learn = (name: ts.Node, known: Known | undefined): void => {
    const origin = file.unit.originAt(name.getStart(file.unit.source));
    if (known === undefined || origin < 0 || file.constants.has(origin)) return;
    file.constants.set(origin, known);
    news = true;
  };
  const visit = (node: ts.Node): void => {
    if (ts.isBindingElement(node) && ts.isIdentifier(node.name))
      learn(node.name, knownOwnProp(file, node));
    if (ts.isParameter(node) && ts.isIdentifier(node.name))
      learn(node.name, otherProps(file, node));
    ts.forEachChild(node, visit);
  };
  visit(file.unit.source);
  return news;
}

const lifecycle =
  /^(?:(?:UNSAFE_)?componentWillReceiveProps|(?:UNSAFE_)?componentWillUpdate|shouldComponentUpdate|componentDidUpdate|getSnapshotBeforeUpdate)$/u;

/** `componentDidUpdate(prevProps)`: the props of another moment, known as well. */
function otherProps(file: TrackedFile, parameter: ts.ParameterDeclaration): Known | undefined {
  const method = parameter.parent;
  if (!ts.isMethodDeclaration(method) || method.parameters[0] !== parameter) return undefined;
  const owner = method.parent;
  if (!lifecycle.test(method.name.getText()) || !ts.isClassLike(owner) || owner.name === undefined)
    return undefined;
  const props = file.classProps.get(file.unit.originAt(owner.name.getStart(file.unit.source)));
  if (props === undefined) return undefined;
  const members = new Map<string, Known>();
  for (const [name, mark] of props) members.set(name, { kind: "value", mark });
  return { kind: "namespace", members };
}
