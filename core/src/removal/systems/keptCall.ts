import { ts } from "ts-morph";
import type { Span } from "../../text/span.js";
import { needsParentheses } from "../syntax/precedence.js";
import type { Edit, Part } from "../text/trackedText.js";
import type { StepContext } from "./context.js";
import { functionAt, type Handed } from "./handed.js";
import { inputsOf, type Input } from "./inputs.js";

/** A call that gives way to one of the functions that it is handed. */
export interface DualPath {
  readonly edits: readonly Edit[];
  /** What goes: the whole call, but for the function that stays. */
  readonly gone: readonly Span[];
}

/** What is put around the function that stays, or around its body. */
export interface Around {
  readonly kept: Span;
  readonly before: string;
  readonly after: readonly Part[];
  readonly inside?: readonly Edit[];
}

/**
 * The kept function, called as its wrapper calls it: its body alone where that is one expression and the result is
 * awaited or plain. Undefined, with a refusal, where what it is called with cannot be told.
 */
export function calledLike(
  context: StepContext,
  call: ts.CallExpression,
  { value: kept, slot }: Handed,
): Around | undefined {
  const { source } = context.file.unit;
  const whole = { start: kept.getStart(source), end: kept.end };
  const wanted = parametersOf(context, kept);
  if (wanted === undefined) return undefined;
  const inputs = wanted.length === 0 ? [] : slot && inputsOf(context.view, call, slot);
  if (inputs === undefined) {
    const message =
      "What this call hands to its two sides is not known; replace it by the new side by hand first.";
    refuseCall(context, call, message);
    return undefined;
  }
  const given = wanted.some(({ dotDotDotToken }) => dotDotDotToken)
    ? inputs
    : inputs.slice(0, wanted.length);
  if (!ts.isArrowFunction(kept) && !ts.isFunctionExpression(kept))
    return { kept: whole, before: "", after: ["(", ...listOf(given, source), ")"] };
  const inner = ts.isParenthesizedExpression(kept.body) ? kept.body.expression : kept.body;
  const inside = ts.isBlock(inner) ? undefined : inlined(context, kept, given);
  const isAsync =
    ts.getModifiers(kept)?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) === true;
  // The value of an asynchronous function is a promise, whatever its body says.
  const isPlain = !isAsync || ts.isAwaitExpression(call.parent) || isPromise(context, inner);
  if (inside === undefined || !isPlain)
    return { kept: whole, before: "(", after: [")(", ...listOf(given, source), ")"] };
  const wraps = needsParentheses(inner, call);
  return {
    kept: { start: inner.getStart(source), end: inner.end },
    before: wraps ? "(" : "",
    after: wraps ? [")"] : [],
    inside,
  };
}

/** Refuses a call that cannot give way to its new side. */
export function refuseCall({ file, project }: StepContext, call: ts.Node, message: string): void {
  project.refuse({
    code: "unsupported-reference",
    message,
    place: { path: file.path, span: { start: call.getStart(), end: call.end } },
  });
}

function isPromise({ view }: StepContext, body: ts.Node): boolean {
  const type = view.checker.getTypeAtLocation(body);
  return !ts.isAwaitExpression(body) && /^Promise(?:Like)?$/u.test(type.getSymbol()?.name ?? "");
}

function listOf(inputs: readonly Input[], source: ts.SourceFile): Part[] {
  return inputs.flatMap(({ node }, index): Part[] => {
    const part =
      node.getSourceFile().fileName === source.fileName
        ? { start: node.getStart(), end: node.end }
        : node.getText();
    return index === 0 ? [part] : [", ", part];
  });
}

function parametersOf(
  { view }: StepContext,
  kept: ts.Expression,
): readonly ts.ParameterDeclaration[] | undefined {
  const body = functionAt(view, kept);
  return body !== undefined && ts.isFunctionLike(body)
    ? body.parameters.filter(ts.isParameter)
    : undefined;
}

/**
 * The edits that put what a function is called with in the place of its parameters. Undefined where a parameter is more
 * than a name, what is given is more than a name or a literal, or a name would mean something else inside.
 */
function inlined(
  { view, file }: StepContext,
  kept: ts.ArrowFunction | ts.FunctionExpression,
  given: readonly Input[],
): Edit[] | undefined {
  const { source } = file.unit;
  if (kept.parameters.length === 0) return [];
  if (given.length < kept.parameters.length || ts.isIdentifier(kept.body)) return undefined;
  if (given.some(({ isPlain }) => !isPlain) || declaresAny(kept.body, given)) return undefined;
  const edits: Edit[] = [];
  for (const [index, { name, initializer, dotDotDotToken }] of kept.parameters.entries()) {
    const text = given[index]?.node.getText();
    if (text === undefined || !ts.isIdentifier(name) || initializer || dotDotDotToken)
      return undefined;
    const symbol = view.symbolOf(name);
    const visit = (node: ts.Node): void => {
      const isRead = ts.isIdentifier(node) && node.text === name.text;
      if (isRead && view.symbolOf(node) === symbol) {
        const prefix = ts.isShorthandPropertyAssignment(node.parent) ? `${node.text}: ` : "";
        edits.push({ start: node.getStart(source), end: node.end, parts: [prefix + text] });
      }
      ts.forEachChild(node, visit);
    };
    visit(kept.body);
  }
  return edits;
}

/** Whether something inside declares one of the names that would be put there. */
function declaresAny(body: ts.Node, given: readonly Input[]): boolean {
  const names = new Set(given.map(({ node }) => node.getText()));
  const visit = (node: ts.Node): boolean => {
    const isDeclared =
      (ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node)) &&
      ts.isIdentifier(node.name) &&
      names.has(node.name.text);
    return isDeclared || ts.forEachChild(node, visit) === true;
  };
  return visit(body);
}
