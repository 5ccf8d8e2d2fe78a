import { ts } from "ts-morph";
import { indentAt, lineStart, nextLine } from "../text/layout.js";
import type { Edit } from "../text/trackedText.js";
import type { StepContext } from "./context.js";
import { functionAt, handed } from "./handed.js";
import type { DualPath } from "./keptCall.js";
import { refuseCall } from "./keptCall.js";
import { dropItems } from "./lists.js";
import type { StagedObject } from "./stagedObjects.js";

/**
 * What becomes of a file's staged objects: the object keeps the two functions of the new side, under the names by which
 * they are called, and each answers a failure as the SDK did, so that nobody who calls it sees one that it never saw.
 */
export function stagedPathsIn(context: StepContext): DualPath[] {
  const { file, staged } = context;
  return staged.map((one) => {
    const isOwn = (node: ts.Node): boolean => node.getSourceFile().fileName.slice(1) === file.path;
    const gone = one.asking
      .filter(isOwn)
      .map((call) => ({ start: call.getStart(), end: call.end }));
    if (one.calls === undefined) return { edits: [], gone };
    const making = isOwn(one.making) ? makingEdits(context, one) : [];
    return { edits: [...(one.calls.get(file.path) ?? []), ...making], gone };
  });
}

function makingEdits(context: StepContext, staged: StagedObject): Edit[] {
  const { making, config, used } = staged;
  const dropped = new Set<ts.Node>();
  const edits: Edit[] = [];
  for (const member of config.properties) {
    const name = member.name?.getText() ?? "";
    const operation = name === "readNew" ? "read" : name === "writeNew" ? "write" : undefined;
    if (operation === undefined || !used.has(operation)) {
      if (isDroppable(member)) dropped.add(member);
      else refuseMember(context, member);
      continue;
    }
    const found = memberEdits(context, member, operation, payloadType(context, making, operation));
    if (found === undefined) refuseMember(context, member);
    else edits.push(...found);
  }
  return [
    { start: making.getStart(), end: config.getStart(), parts: [] },
    { start: config.end, end: making.end, parts: [] },
    ...dropItems(context.file.unit, config.properties, dropped),
    ...edits,
  ];
}

function isDroppable(member: ts.ObjectLiteralElementLike): boolean {
  return !ts.isSpreadAssignment(member) && !ts.isComputedPropertyName(member.name);
}

function refuseMember(context: StepContext, member: ts.Node): void {
  const message =
    "This part of the object is not plainly a side of it; replace it by the new side by hand first.";
  refuseCall(context, member, message);
}

/** The type of what a side is handed, as the type arguments say it; none in a plain script. */
function payloadType(
  { file }: StepContext,
  { typeArguments }: ts.CallExpression,
  operation: "read" | "write",
): string {
  if (!/\.[cm]?tsx?$/u.test(file.path)) return "";
  const written = typeArguments?.[operation === "read" ? 2 : 3]?.getText();
  return `?: ${written ?? "any"}`;
}

function memberEdits(
  context: StepContext,
  member: ts.ObjectLiteralElementLike,
  operation: "read" | "write",
  type: string,
): Edit[] | undefined {
  const value = ts.isPropertyAssignment(member)
    ? member.initializer
    : ts.isShorthandPropertyAssignment(member)
      ? member.name
      : undefined;
  if (value === undefined || reachesOld(context, value)) return undefined;
  const name = { start: member.getStart(), end: value.getStart(), parts: [`${operation}: `] };
  const isInline = ts.isArrowFunction(value) || ts.isFunctionExpression(value);
  if (ts.isShorthandPropertyAssignment(member)) {
    const [edit] = around(context, member, value, type);
    return edit && [{ ...edit, parts: [`${operation}: `, ...edit.parts] }];
  }
  if (!isInline || !isSafe(value)) return [name, ...around(context, member, value, type)];
  return [name, ...typedParameters(value, type), ...caught(context, member, value)];
}

/** The names are the SDK's, the registry's systems are the project's: where the two disagree nobody can be right. */
function reachesOld(context: StepContext, value: ts.Expression): boolean {
  return handed(context, value, undefined).some((one) => one.old);
}

/** Whether a failure of an asynchronous function cannot leave it later: nothing that it returns is still a promise. */
function isSafe(value: ts.ArrowFunction | ts.FunctionExpression): boolean {
  const isAsync = ts.getModifiers(value)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  if (isAsync !== true || value.asteriskToken !== undefined || value.parameters.length > 1)
    return false;
  if (!ts.isBlock(value.body)) return isSettledValue(value.body);
  const visit = (node: ts.Node): boolean => {
    if (ts.isFunctionLike(node)) return true;
    if (ts.isReturnStatement(node))
      return node.expression === undefined || isSettledValue(node.expression);
    return ts.forEachChild(node, (child) => (visit(child) ? undefined : true)) !== true;
  };
  return visit(value.body);
}

function isSettledValue(expression: ts.Expression): boolean {
  const inner = ts.isParenthesizedExpression(expression) ? expression.expression : expression;
  if (ts.isObjectLiteralExpression(inner) || ts.isAwaitExpression(inner)) return true;
  if (ts.isConditionalExpression(inner))
    return isSettledValue(inner.whenTrue) && isSettledValue(inner.whenFalse);
  return (
    ts.isCallExpression(inner) && /^LDMigration(?:Success|Error)$/u.test(inner.expression.getText())
  );
}

/** The parameter's type was the SDK's to tell. */
function typedParameters(value: ts.ArrowFunction | ts.FunctionExpression, type: string): Edit[] {
  const [parameter] = value.parameters;
  if (parameter === undefined || type === "" || parameter.type || parameter.initializer) return [];
  const { name } = parameter;
  const isBare = ts.isArrowFunction(value) && !value.getText().includes(`(${name.getText()}`);
  return isBare
    ? [{ start: name.getStart(), end: name.end, parts: [`(${name.getText()}${type})`] }]
    : [{ start: name.end, end: name.end, parts: [type] }];
}

interface Layout {
  readonly newline: string;
  readonly step: string;
  /** Of the member. */
  readonly indent: string;
  readonly semicolon: string;
  /** `as const`, where there are types. */
  readonly asConst: string;
}

function layoutOf({ file }: StepContext, member: ts.Node): Layout {
  const { unit } = file;
  const { newline, semicolons } = unit.style;
  return {
    newline,
    step: /\n(\t| {2,4})\S/u.exec(unit.text)?.[1] ?? "  ",
    indent: indentAt(unit.text, member.getStart()),
    semicolon: semicolons ? ";" : "",
    asConst: /\.[cm]?tsx?$/u.test(file.path) ? " as const" : "",
  };
}

function catching({ newline, step, indent, semicolon, asConst }: Layout): string {
  const line = (depth: number, text: string): string =>
    newline + indent + step.repeat(depth) + text;
  return (
    line(1, "} catch (error) {") +
    line(2, `return { success: false${asConst}, error }${semicolon}`) +
    line(1, "}") +
    line(0, "}")
  );
}

/** The function's own body in a `try`. */
function caught(
  context: StepContext,
  member: ts.Node,
  value: ts.ArrowFunction | ts.FunctionExpression,
): Edit[] {
  const layout = layoutOf(context, member);
  const { newline, step, indent, semicolon } = layout;
  const { body } = value;
  const attempt = `{${newline}${indent}${step}try {`;
  if (ts.isBlock(body)) {
    const start = body.getStart();
    return [
      { start, end: start + 1, parts: [attempt] },
      ...shifted(context, body, step),
      { start: blanksBefore(context, body.end - 1), end: body.end, parts: [catching(layout)] },
    ];
  }
  const inner = ts.isParenthesizedExpression(body) ? body.expression : body;
  const head = `${attempt}${newline}${indent}${step.repeat(2)}return `;
  return [
    { start: body.getStart(), end: inner.getStart(), parts: [head] },
    ...shifted(context, inner, step.repeat(2)),
    // On the last character, for an edit that takes what follows would swallow one that only puts in.
    {
      start: inner.end - 1,
      end: body.end,
      parts: [{ start: inner.end - 1, end: inner.end }, semicolon + catching(layout)],
    },
  ];
}

/** Lines that move to the right; those inside of template texts stay. */
function shifted({ file }: StepContext, node: ts.Node, by: string): Edit[] {
  const { text, fixedRanges } = file.unit;
  const edits: Edit[] = [];
  for (let line = nextLine(text, node.getStart()); line < node.end; line = nextLine(text, line)) {
    const isFixed = fixedRanges.some((one) => one.start < line && line < one.end);
    const isLast = ts.isBlock(node) && lineStart(text, node.end - 1) === line;
    const isBlank = /^[ \t]*\r?\n/u.test(text.slice(line, line + 200));
    if (!isFixed && !isLast && !isBlank) edits.push({ start: line, end: line, parts: [by] });
  }
  return edits;
}

function blanksBefore({ file }: StepContext, offset: number): number {
  let at = offset;
  while (/\s/u.test(file.unit.text[at - 1] ?? "")) at--;
  return at;
}

/** A function around one whose body cannot be caught as it stands. */
function around(context: StepContext, member: ts.Node, value: ts.Expression, type: string): Edit[] {
  const layout = layoutOf(context, member);
  const { newline, step, indent, semicolon } = layout;
  const body = functionAt(context.view, value);
  const takesNone = body !== undefined && ts.isFunctionLike(body) && body.parameters.length === 0;
  const payload = takesNone ? "" : "payload";
  const wraps = !ts.isIdentifier(value) && !ts.isPropertyAccessExpression(value);
  const lines = [
    `async (${payload}${takesNone ? "" : type}) => {`,
    `${indent}${step}try {`,
    `${indent}${step.repeat(2)}return await ${wraps ? "(" : ""}`,
  ];
  const span = { start: value.getStart(), end: value.end };
  const close = `${wraps ? ")" : ""}(${payload})${semicolon}${catching(layout)}`;
  return [{ ...span, parts: [lines.join(newline), span, close] }];
}
