import { ts } from "ts-morph";
import { attributeNamed, isElement } from "../flow/callSites.js";
import { isComponentClass } from "../flow/classProps.js";
import { allUses } from "../flow/users.js";
import { canDrop } from "../fold/context.js";
import { foldContextOf } from "../plan/lookUps.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { endsLine, lineStart, nextLine, startsLine } from "../text/layout.js";
import type { Edit } from "../text/trackedText.js";
import { applyAll, type FileEdit } from "./fileEdits.js";
import { typeMemberEdits } from "./typeMembers.js";

/** Removes a prop that a class component does not read any more, with what its elements give for it. */
export function pruneClassProps(project: RemovalProject, file: TrackedFile): boolean {
  for (const owner of file.unit.source.statements.filter(isComponentClass)) {
    const before = originalClass(file, owner);
    if (owner.name === undefined || before === undefined) continue;
    const now = propsNamed(owner);
    for (const prop of propsRead(before)) {
      const key = `class:${String(file.unit.originAt(owner.name.getStart()))}:${prop}`;
      if (now.has(prop) || file.triedMembers.get(key) === project.revision) continue;
      file.triedMembers.set(key, project.revision);
      const edits = propEdits(project, file, owner, prop);
      if (edits === undefined || !applyAll(edits)) continue;
      project.pruned.push({ kind: "prop", name: prop, path: file.path });
      return true;
    }
  }
  return false;
}

function originalClass(
  file: TrackedFile,
  owner: ts.ClassDeclaration,
): ts.ClassDeclaration | undefined {
  const origin = owner.name && file.unit.originAt(owner.name.getStart(file.unit.source));
  return file.original.source.statements
    .filter(isComponentClass)
    .find(({ name }) => name?.getStart(file.original.source) === origin);
}

/** The names read as `….props.x`, or taken out of `….props`. */
function propsRead(owner: ts.Node): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isProps = (at: ts.Node): boolean => /(?:^|\.)\w*[pP]rops$/u.test(at.getText());
    if (ts.isPropertyAccessExpression(node) && isProps(node.expression)) found.add(node.name.text);
    if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name)) {
      if (node.initializer !== undefined && isProps(node.initializer))
        for (const element of node.name.elements)
          found.add((element.propertyName ?? element.name).getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return [...found].sort();
}

/** Every name of a member that a class spells, whatever it is a member of. */
function propsNamed(owner: ts.Node): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return found;
}

function propEdits(
  project: RemovalProject,
  file: TrackedFile,
  owner: ts.ClassDeclaration,
  prop: string,
): FileEdit[] | undefined {
  if (owner.name === undefined || usesPropsAsWhole(owner)) return undefined;
  const binding = file.unit.scopes.bindingOf(owner.name);
  const uses = binding && allUses(project, file, binding);
  const edits: FileEdit[] = [];
  for (const { file: at, node, inType } of uses ?? []) {
    const { parent } = node;
    if (inType || ts.isJsxClosingElement(parent)) continue;
    if (!isElement(parent) || parent.attributes.properties.some(ts.isJsxSpreadAttribute))
      return undefined;
    const given = attributeNamed(parent, prop);
    if (given.kind !== "value") continue;
    if (given.value !== undefined && !canDrop(foldContextOf(project, at), given.value))
      return undefined;
    edits.push({ file: at, edit: attributeRange(at, given.holder) });
  }
  if (uses === undefined || uses.length === 0) return undefined;
  const [base] = (owner.heritageClauses ?? []).flatMap(({ types }) => [...types]);
  const type = base?.typeArguments?.[0];
  const members = typeMemberEdits(project, type === undefined ? [] : [{ file, type }], prop, edits);
  return members && [...edits, ...members];
}

/** `{...this.props}`, `f(this.props)`: the props go somewhere as a whole. */
function usesPropsAsWhole(owner: ts.Node): boolean {
  let whole = false;
  const visit = (node: ts.Node): void => {
    const isProps =
      ts.isPropertyAccessExpression(node) &&
      node.name.text === "props" &&
      node.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (isProps) {
      const { parent } = node;
      const isTaken =
        ts.isVariableDeclaration(parent) &&
        ts.isObjectBindingPattern(parent.name) &&
        parent.name.elements.every(({ dotDotDotToken }) => dotDotDotToken === undefined);
      if (!isTaken && !(ts.isPropertyAccessExpression(parent) && parent.expression === node))
        whole = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return whole;
}

function attributeRange(file: TrackedFile, holder: ts.Node): Edit {
  const { text, source } = file.unit;
  const start = holder.getStart(source);
  if (startsLine(text, start) && endsLine(text, holder.end))
    return { start: lineStart(text, start), end: nextLine(text, holder.end), parts: [] };
  let from = start;
  while (/\s/u.test(text[from - 1] ?? "")) from--;
  return { start: from, end: holder.end, parts: [] };
}
