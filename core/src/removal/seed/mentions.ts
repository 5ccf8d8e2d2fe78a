import { ts } from "ts-morph";
import type { FlagReference } from "../../reference/model.js";
import { enclosingStatement, statementList } from "../syntax/positions.js";
import { findNode } from "../syntax/findNode.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import { wholeLines } from "../text/layout.js";
import { listItemRange, withLeadingComments } from "../text/listItem.js";
import type { Edit } from "../text/trackedText.js";
import type { Unit } from "../syntax/unit.js";
import { seedReads } from "./reads.js";
import { settleTests } from "../tests/settleTests.js";

/** Removes every place of one file that sets or names the flag. Refusals go to the project. */
export function seedMentions(
  project: RemovalProject,
  file: TrackedFile,
  mentions: readonly FlagReference[],
): Edit[] {
  const nodes = new Map(
    mentions.map((reference) => [reference, findNode(file.unit.source, reference.span)]),
  );
  const overrides = [...nodes].flatMap(([reference, node]) =>
    reference.access === "override" && node !== undefined && !declaresFlag(reference, node)
      ? [node]
      : [],
  );
  const tests = settleTests(project, file, overrides);
  const edits = mentions.flatMap((reference) => {
    const place = { path: file.path, span: reference.span };
    const node = nodes.get(reference);
    if (node === undefined) {
      const message = "The file is not what the index saw; run the command again.";
      project.refuse({ code: "file-changed", message, place });
      return [];
    }
    if (tests.isGone(node)) return [];
    if (declaresFlag(reference, node)) return seedReads(project, file, [reference]);
    const edit = removeMention(project, file, reference, node);
    if (edit !== undefined) return edit;
    const message =
      "The flag is named here in a way that cannot be removed safely; change this place by hand first.";
    project.refuse({ code: "unsupported-reference", message, place });
    return [];
  });
  return [...tests.edits, ...edits];
}

/** `flag({ key: "x", … })`: the call makes the flag, so the whole call gives way to the value, not its key alone. */
function declaresFlag(reference: FlagReference, node: ts.Node): boolean {
  const property = node.parent;
  if (reference.kind !== "call" || !ts.isPropertyAssignment(property)) return false;
  const call = property.parent.parent;
  return ts.isCallExpression(call) && call.getStart() === reference.evaluation.start;
}

function remove(span: { readonly start: number; readonly end: number }): Edit[] {
  return [{ start: span.start, end: span.end, parts: [] }];
}

/** The edits that take a mention out, or undefined where its form is not known. */
export function removeMention(
  project: RemovalProject,
  file: TrackedFile,
  reference: Pick<FlagReference, "kind" | "inverted">,
  node: ts.Node,
): Edit[] | undefined {
  const { unit } = file;
  const { parent } = node;
  if (isNameHolder(node, parent)) return [];
  if (reference.kind === "option" && ts.isPropertyAssignment(parent) && parent.initializer === node)
    return removeOption(project, file, reference, parent);
  const member = ts.isComputedPropertyName(parent) ? parent.parent : parent;
  const isMember =
    ts.isPropertyAssignment(member) ||
    ts.isShorthandPropertyAssignment(member) ||
    ts.isMethodDeclaration(member);
  if (isMember && ts.isObjectLiteralExpression(member.parent))
    return remove(listItemRange(unit, member.parent.properties, member));
  if (ts.isEnumMember(member)) return remove(listItemRange(unit, member.parent.members, member));
  if (
    ts.isPropertySignature(member) ||
    ts.isPropertyDeclaration(member) ||
    ts.isMethodSignature(member)
  )
    return remove(memberRange(unit, member));
  if (ts.isArrayLiteralExpression(parent))
    return remove(listItemRange(unit, parent.elements, node));
  if (ts.isLiteralTypeNode(parent)) return removeTypeLiteral(unit, parent);
  return removeStatementOf(unit, node);
}

/** Names that go when nothing uses them any more: imports, declarations and the constants that hold a key. */
function isNameHolder(node: ts.Node, parent: ts.Node): boolean {
  return (
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent) ||
    (ts.isFunctionDeclaration(parent) && parent.name === node) ||
    ts.isVariableDeclaration(parent)
  );
}

/** `{ path: "/x", flag: "key" }`: the guard goes when the flag is on; the whole entry goes when it is off. */
function removeOption(
  project: RemovalProject,
  file: TrackedFile,
  reference: Pick<FlagReference, "inverted">,
  property: ts.PropertyAssignment,
): Edit[] | undefined {
  const { unit } = file;
  const owner = property.parent;
  const shown = Boolean(project.input.winningValue) !== reference.inverted;
  if (shown) return remove(listItemRange(unit, owner.properties, property));
  return ts.isArrayLiteralExpression(owner.parent)
    ? remove(listItemRange(unit, owner.parent.elements, owner))
    : undefined;
}

/** The range of a member of an interface, a type literal or a class, with the comments above it. */
export function memberRange(unit: Unit, member: ts.Node): { start: number; end: number } {
  let { end } = member;
  const siblings =
    "members" in member.parent ? (member.parent.members as ts.NodeArray<ts.Node>) : undefined;
  const previous = siblings?.[siblings.indexOf(member) - 1];
  const isLast = siblings?.[siblings.length - 1] === member;
  if (
    isLast &&
    previous !== undefined &&
    !unit.text.slice(previous.end, member.end).includes("\n")
  ) {
    const bare = /[;,]$/u.test(unit.text.slice(member.pos - 1, member.end)) ? 0 : 1;
    return { start: previous.end - bare, end };
  }
  if (unit.text[end] === ";" || unit.text[end] === ",") end++;
  return wholeLines(unit.text, { start: withLeadingComments(unit, member), end });
}

function removeTypeLiteral(unit: Unit, node: ts.LiteralTypeNode): Edit[] | undefined {
  const union = node.parent;
  if (ts.isUnionTypeNode(union)) return remove(unionRange(unit, union, node));
  return undefined;
}

/** The range of one part of a union with the bar that belongs to it. */
function unionRange(
  unit: Unit,
  union: ts.UnionTypeNode,
  node: ts.TypeNode,
): { start: number; end: number } {
  const index = union.types.indexOf(node);
  const start = node.getStart(unit.source);
  const previous = union.types[index - 1];
  const next = union.types[index + 1];
  const bar = unit.text.lastIndexOf("|", start - 1);
  const ownLine =
    bar >= 0 &&
    unit.text.slice(bar + 1, start).trim() === "" &&
    bar >= union.getStart(unit.source) - 2;
  if (previous !== undefined) return { start: previous.end, end: node.end };
  if (next === undefined) return { start, end: node.end };
  return { start, end: ownLine ? next.getStart(unit.source) : next.getStart(unit.source) };
}

/** `mockFlag("key", true);` and `flags.key = true;` in a set-up go as a whole. */
function removeStatementOf(unit: Unit, node: ts.Node): Edit[] | undefined {
  const statement = enclosingStatement(node);
  if (statement === undefined || !ts.isExpressionStatement(statement)) return undefined;
  if (statementList(statement) === undefined) return undefined;
  const { expression } = statement;
  const call = ts.isAwaitExpression(expression) ? expression.expression : expression;
  const { parent } = node;
  const isArgument =
    ts.isCallExpression(call) && call.arguments.some((argument) => argument === node);
  const isTarget =
    ts.isBinaryExpression(call) &&
    call.left === parent &&
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent));
  return isArgument || isTarget ? [deleteStatement(unit, statement)] : undefined;
}
