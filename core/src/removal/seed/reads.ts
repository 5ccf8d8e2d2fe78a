import { ts } from "ts-morph";
import type { FlagReference } from "../../reference/model.js";
import type { JsonValue } from "../../text/json.js";
import { attributeValue } from "../fold/jsx.js";
import { declarationOf } from "../flow/declarations.js";
import { keepOperand, sliceOf, toMark } from "../fold/context.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { noteAssertedRead } from "../tests/assertedReads.js";
import { findNode, widestExpression } from "../syntax/findNode.js";
import { valueText } from "../syntax/literals.js";
import { parentOf } from "../syntax/parent.js";
import { isWrite } from "../syntax/resolveNames.js";
import { outermost } from "../syntax/unit.js";
import type { Edit, Part } from "../text/trackedText.js";
import { answersSomethingElse, isAliasUse } from "./derivedReads.js";
import { valueOfRead } from "./values.js";
import { readsOnlyMembers } from "./variantReads.js";

/** Replaces every read of the flag in one file by the marked value. Refusals go to the project. */
export function seedReads(
  project: RemovalProject,
  file: TrackedFile,
  reads: readonly FlagReference[],
): Edit[] {
  return reads.flatMap((reference) => {
    const node = findNode(file.unit.source, reference.evaluation);
    const place = { path: file.path, span: reference.evaluation };
    if (node === undefined) {
      const message = "The file is not what the index saw; run the command again.";
      project.refuse({ code: "file-changed", message, place });
      return [];
    }
    const seeded = valueOfRead(reference, project.input.winningValue);
    if (!seeded.ok) {
      project.refuse({ code: "value-type-mismatch", message: seeded.reason, place });
      return [];
    }
    if (reference.kind === "includes") noteCarrier(project, node);
    // Seldom is it a string or a number itself that such a name stands for, but what it was compared with.
    if (isAliasUse(reference) && typeof seeded.value !== "boolean") return [];
    return seedRead(project, file, reference, node, seeded.value);
  });
}

/** `props.enabledFlags.includes("x")`: where the list is handed on, only the removed reads may have looked into it. */
function noteCarrier(project: RemovalProject, node: ts.Node): void {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
  const list = node.expression.expression;
  if (ts.isIdentifier(list)) project.carriers.add(list.text);
  if (ts.isPropertyAccessExpression(list)) project.carriers.add(list.name.text);
}

function seedRead(
  project: RemovalProject,
  file: TrackedFile,
  reference: FlagReference,
  node: ts.Node,
  value: JsonValue,
): Edit[] {
  const element = bindingElementOf(node);
  if (element !== undefined) return seedElement(project, file, element, value);
  const target =
    ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) ? node : widestExpression(node);
  if (ts.isJsxElement(target) || ts.isJsxSelfClosingElement(target))
    return seedComponent(project, file, target, value);
  if (
    isWrite(target) ||
    !ts.isExpression(target) ||
    isInType(target) ||
    answersSomethingElse(project, file, reference, target)
  ) {
    project.refuse({
      code: "unsupported-reference",
      message: "The flag is not plainly read here; change this place by hand first.",
      place: { path: file.path, span: reference.evaluation },
    });
    return [];
  }
  return seedExpression(project, file, reference, target, value);
}

function isInType(node: ts.Node): boolean {
  let at: ts.Node | undefined = node;
  while (at !== undefined && !ts.isStatement(at)) {
    if (ts.isTypeNode(at) && !ts.isExpressionWithTypeArguments(at)) return true;
    at = parentOf(at);
  }
  return false;
}

/** The element of an object pattern that takes the flag out of its object. */
function bindingElementOf(node: ts.Node): ts.BindingElement | undefined {
  if (ts.isBindingElement(node)) return node;
  const { parent } = node;
  const named =
    ts.isBindingElement(parent) && (parent.name === node || parent.propertyName === node);
  return named ? parent : undefined;
}

function seedElement(
  project: RemovalProject,
  file: TrackedFile,
  element: ts.BindingElement,
  value: JsonValue,
): Edit[] {
  const place = { path: file.path, span: { start: element.getStart(), end: element.end } };
  const owner = element.parent.parent;
  if (ts.isVariableDeclaration(owner) && owner.initializer) {
    const asked = owner.initializer;
    protectAccessor(project, file, ts.isCallExpression(asked) ? owner : asked);
  }
  const siblings: readonly ts.ArrayBindingElement[] = element.parent.elements;
  const rest = siblings.find((e) => ts.isBindingElement(e) && e.dotDotDotToken !== undefined);
  if (rest !== undefined) {
    const message = "The rest of the pattern would take the flag in; write the members out first.";
    project.refuse({ code: "rest-sibling", message, place });
  } else if (!ts.isIdentifier(element.name)) {
    const message = "The flag's value is taken apart here; change this place by hand first.";
    project.refuse({ code: "unsupported-reference", message, place });
  } else {
    const start = element.name.getStart(file.unit.source);
    file.constants.set(file.unit.originAt(start), { kind: "value", mark: { value } });
    const binding = file.unit.scopes.bindingOf(element.name);
    if (binding?.uses.some((use) => use.write) === true) {
      const message = "The flag's value is changed after it was read.";
      project.refuse({ code: "value-mutated", message, place });
    }
  }
  return [];
}

function seedExpression(
  project: RemovalProject,
  file: TrackedFile,
  reference: FlagReference,
  node: ts.Expression,
  value: JsonValue,
): Edit[] {
  const { unit } = file;
  const { parent } = node;
  if (reference.valueType === "variant" && !readsOnlyMembers(unit, node, value)) {
    project.refuse({
      code: "unsupported-reference",
      message:
        "More than the flag's value is read from the SDK's object here; change this place by hand first.",
      place: { path: file.path, span: reference.evaluation },
    });
    return [];
  }
  if (!isOwnFunction(reference, node)) protectAccessor(project, file, node);
  noteAssertedRead(project, file, node, value);
  if (reference.kind === "hoc" && ts.isCallExpression(parent) && parent.expression === node)
    return seedWrapper(project, file, parent, value);
  if (ts.isDecorator(parent)) return seedDecorator(project, file, parent, value);
  if (isNameOnly(reference, node)) return seedName(file, node, value);
  if (staysPromise(project, reference, node)) {
    const edit = toMark(unit, node, value);
    return [{ ...edit, parts: ["Promise.resolve(", ...edit.parts, ")"] }];
  }
  if (ts.isShorthandPropertyAssignment(parent)) {
    const edit = toMark(unit, node, value);
    return [{ ...edit, parts: [`${node.getText(unit.source)}: `, ...edit.parts] }];
  }
  return [toMark(unit, node, value)];
}

/** A function that asks for the flag is handed on by its name, not called. */
function isNameOnly({ kind }: FlagReference, node: ts.Expression): node is ts.Identifier {
  return (kind === "function" || kind === "wrapper") && ts.isIdentifier(node);
}

/** `useSelector(isOn)` gets a function that gives the value; imports and declarations go when nothing uses them. */
function seedName(file: TrackedFile, node: ts.Identifier, value: JsonValue): Edit[] {
  const { unit } = file;
  const { parent } = node;
  const isImported = ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent);
  if (isImported || (ts.isFunctionDeclaration(parent) && parent.name === node)) return [];
  const name = ts.isShorthandPropertyAssignment(parent) ? `${node.text}: ` : "";
  const text = valueText(value, unit.style.quote, true);
  const isObject = typeof value === "object" && value !== null;
  const given: Part = isObject ? text : { text, mark: { value } };
  return [{ start: node.getStart(unit.source), end: node.end, parts: [`${name}() => `, given] }];
}

/** A function of the workspace that asks for this flag only, called here: it goes once nothing calls it. */
function isOwnFunction({ kind, span, evaluation }: FlagReference, node: ts.Node): boolean {
  const named = kind === "wrapper" && span.start === evaluation.start;
  return named && ts.isCallExpression(node) && ts.isIdentifier(node.expression);
}

/** What is asked for flags serves other flags too: it stays, even if nothing else asks it today. */
function protectAccessor(project: RemovalProject, file: TrackedFile, node: ts.Node): void {
  const names: ts.Identifier[] = [];
  const visit = (child: ts.Node): void => {
    const asks =
      (ts.isCallExpression(child) && (child.arguments.length > 0 || child !== node)) ||
      ts.isPropertyAccessExpression(child);
    if (asks) addRoot(names, child.expression);
    if (ts.isJsxOpeningElement(child) || ts.isJsxSelfClosingElement(child)) {
      addRoot(names, child.tagName);
    } else ts.forEachChild(child, visit);
  };
  if (ts.isJsxElement(node)) visit(node.openingElement);
  else visit(node);
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
    project.askedBy.add(node.expression.name.text);
  for (const name of names) {
    const declared = declarationOf(project, file, name);
    if (declared === undefined || declared.file === file) continue;
    project.accessors.add(declared.file.path);
    project.accessors.add(`${declared.file.path}\n${declared.declaration.text}`);
  }
}

function addRoot(names: ts.Identifier[], node: ts.Node): void {
  let root = node;
  while (ts.isPropertyAccessExpression(root) || ts.isCallExpression(root)) root = root.expression;
  if (ts.isIdentifier(root)) names.push(root);
}

/** Whether something relies on the read being a promise: other reads of its kind are awaited, this one is not. */
function staysPromise(
  project: RemovalProject,
  reference: FlagReference,
  node: ts.Expression,
): boolean {
  const outer = outermost(node);
  const { parent } = outer;
  if (ts.isAwaitExpression(parent)) return false;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === outer)
    return ["then", "catch", "finally"].includes(parent.name.text);
  if (ts.isArrayLiteralExpression(parent)) return false;
  return isAsyncFamily(project, reference.matcher) && !isInAsyncReturn(outer);
}

function isInAsyncReturn(node: ts.Node): boolean {
  const { parent } = node;
  const isBody = ts.isArrowFunction(parent) && parent.body === node;
  if (!ts.isReturnStatement(parent) && !isBody) return false;
  let owner: ts.Node = parent;
  while (!ts.isFunctionLike(owner) && !ts.isSourceFile(owner)) owner = owner.parent;
  return (
    ts.canHaveModifiers(owner) &&
    (ts.getModifiers(owner)?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) ?? false)
  );
}

/** Whether any read by the same matcher is awaited somewhere. */
function isAsyncFamily(project: RemovalProject, matcher: string): boolean {
  return project.input.references.some((reference) => {
    if (reference.matcher !== matcher || reference.access !== "read") return false;
    const original = project.file(reference.path)?.original;
    const node = original && findNode(original.source, reference.evaluation);
    return node !== undefined && ts.isAwaitExpression(outermost(widestExpression(node)).parent);
  });
}

/** `withFlag("key")(Component)` is the component itself once the flag is on. */
function seedWrapper(
  project: RemovalProject,
  file: TrackedFile,
  call: ts.CallExpression,
  value: JsonValue,
): Edit[] {
  const [component, ...more] = call.arguments;
  if (value !== false && component !== undefined && more.length === 0)
    return [keepOperand(file.unit, call, component)];
  project.refuse({
    code: "unsupported-reference",
    message: "What this wrapper shows when the flag is off is not known; replace it by hand first.",
    place: { path: file.path, span: { start: call.getStart(), end: call.end } },
  });
  return [];
}

function seedDecorator(
  project: RemovalProject,
  file: TrackedFile,
  decorator: ts.Decorator,
  value: JsonValue,
): Edit[] {
  const { text } = file.unit;
  const start = decorator.getStart(file.unit.source);
  if (value !== false) {
    let end = decorator.end;
    while (/\s/u.test(text[end] ?? "")) end++;
    return [{ start, end, parts: [] }];
  }
  project.refuse({
    code: "unsupported-reference",
    message:
      "What this decorator does when the flag is off is not known; remove what it guards by hand first.",
    place: { path: file.path, span: { start, end: decorator.end } },
  });
  return [];
}

/** `<Feature name="key">…</Feature>` becomes its children, or its `fallback`. */
function seedComponent(
  project: RemovalProject,
  file: TrackedFile,
  element: ts.JsxElement | ts.JsxSelfClosingElement,
  value: JsonValue,
): Edit[] {
  const { unit } = file;
  protectAccessor(project, file, element);
  const start = element.getStart(unit.source);
  const opening = ts.isJsxElement(element) ? element.openingElement : element;
  const on = Boolean(value);
  const fallback = attributeValue(opening, "fallback");
  const shown = on ? undefined : fallback;
  const inJsx = ts.isJsxElement(element.parent) || ts.isJsxFragment(element.parent);
  if (!on || !ts.isJsxElement(element)) {
    const parts: Part[] = shown === undefined ? ["null"] : sliceOf(unit, shown, start);
    const unwraps = shown === undefined ? [] : [shown.getStart(unit.source)];
    const marked: Part[] = shown === undefined ? [{ text: "null", mark: { value: null } }] : parts;
    return [{ start, end: element.end, parts: inJsx ? ["{", ...marked, "}"] : marked, unwraps }];
  }
  const children = element.children.filter(
    (c) => !ts.isJsxText(c) || !c.containsOnlyTriviaWhiteSpaces,
  );
  const [only, ...more] = children;
  if (
    children.some(
      (c) =>
        ts.isJsxExpression(c) && c.expression !== undefined && ts.isArrowFunction(c.expression),
    )
  ) {
    const message = "The children are a function of the flag; change this place by hand first.";
    project.refuse({
      code: "unsupported-reference",
      message,
      place: { path: file.path, span: { start, end: element.end } },
    });
    return [];
  }
  if (
    only !== undefined &&
    more.length === 0 &&
    !ts.isJsxText(only) &&
    (inJsx || !ts.isJsxExpression(only))
  )
    return [
      {
        start,
        end: element.end,
        parts: sliceOf(unit, only, start),
        unwraps: [only.getStart(unit.source)],
      },
    ];
  const content = { start: opening.end, end: element.closingElement.getStart(unit.source) };
  return [{ start, end: element.end, parts: ["<>", content, "</>"], unwraps: [] }];
}
