import { ts } from "ts-morph";
import type { SystemSymbol } from "../../migration/model.js";
import type { Span } from "../../text/span.js";
import { needsParentheses } from "../syntax/precedence.js";
import type { Edit, Part } from "../text/trackedText.js";
import type { StepContext } from "./context.js";
import { reaches } from "./reaching.js";
import type { SystemView } from "./view.js";

/** How many named functions deep a side is followed. */
const followedDepth = 2;

/** One function that a call is handed, with the sides of the migration that it reaches. */
interface Handed {
  readonly value: ts.Expression;
  readonly old: boolean;
  readonly new: boolean;
}

/** A call that gives way to one of the functions that it is handed. */
export interface DualPath {
  readonly edits: readonly Edit[];
  /** What goes: the whole call, but for the function that stays. */
  readonly gone: readonly Span[];
}

/**
 * Calls that are handed both sides as functions (`run({ old: () => …, neu: () => … })`, `check("flag", readOld,
 * readNew, diff)`) become the new side: comparators and reporters go with the old one, the result stays. What is kept
 * stays in place, so that it can be edited on its own.
 */
export function dualPathsIn(context: StepContext): DualPath[] {
  const { view, file, step } = context;
  const source = view.source(file.path);
  if (source === undefined || step.takes === "nothing" || step.isBetween(file.path)) return [];
  const paths: DualPath[] = [];
  const visit = (node: ts.Node): void => {
    const path = ts.isCallExpression(node) ? collapsed(context, node) : undefined;
    if (path === undefined) ts.forEachChild(node, visit);
    else paths.push(path);
  };
  visit(source);
  return paths;
}

function collapsed(context: StepContext, call: ts.CallExpression): DualPath | undefined {
  const handed = handedOf(context, call);
  const olds = handed.filter((one) => one.old && !one.new);
  const news = handed.filter((one) => one.new && (!one.old || context.step.takes === "everything"));
  const [kept] = news;
  if (olds.length !== 1 || news.length !== 1 || kept === undefined) return undefined;
  const around = invoked(context, call, kept.value);
  if (around === undefined) return undefined;
  const before = { start: call.getStart(), end: around.kept.start };
  const after = { start: around.kept.end, end: call.end };
  return {
    edits: [
      { ...before, parts: [around.before] },
      { ...after, parts: around.after },
      ...(around.inside ?? []),
    ],
    gone: [before, after],
  };
}

/** The functions among the arguments of a call, and among the members of objects that are arguments. */
function handedOf(context: StepContext, call: ts.CallExpression): Handed[] {
  const values = call.arguments.flatMap((argument): ts.Expression[] =>
    ts.isObjectLiteralExpression(argument)
      ? argument.properties.flatMap((member) =>
          ts.isPropertyAssignment(member)
            ? [member.initializer]
            : ts.isShorthandPropertyAssignment(member)
              ? [member.name]
              : [],
        )
      : [argument],
  );
  const { step, view } = context;
  const wanted = (symbols: readonly SystemSymbol[]): SystemSymbol[] =>
    symbols.filter(({ operation }) => step.takes !== "reads" || operation === "read");
  const old = wanted(step.old);
  const neu = wanted(step.new);
  return values.flatMap((value) => {
    const body = functionAt(view, value);
    if (body === undefined) return [];
    const isReached = (symbols: readonly SystemSymbol[]): boolean =>
      reaches(view, body, symbols, followedDepth, functionAt);
    return [{ value, old: isReached(old), new: isReached(neu) }];
  });
}

/** The function that an expression is, or that it names. */
function functionAt(view: SystemView, value: ts.Expression): ts.Node | undefined {
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return value;
  if (!ts.isIdentifier(value)) return undefined;
  const [declaration] = view.symbolOf(value)?.declarations ?? [];
  if (declaration === undefined) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  const held = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return held !== undefined && ts.isFunctionLike(held) ? held : undefined;
}

/** What is put around the function that stays, or around its body. */
interface Around {
  readonly kept: Span;
  readonly before: string;
  readonly after: readonly Part[];
  readonly inside?: readonly Edit[];
}

/** The kept function, called: its body alone where that is one expression and the result is awaited or plain. */
function invoked(
  context: StepContext,
  call: ts.CallExpression,
  kept: ts.Expression,
): Around | undefined {
  const { source } = context.file.unit;
  const whole = { start: kept.getStart(source), end: kept.end };
  if (ts.isIdentifier(kept)) return { kept: whole, before: "", after: ["()"] };
  if (!ts.isArrowFunction(kept) && !ts.isFunctionExpression(kept)) return undefined;
  if (kept.parameters.length > 0) {
    const input = kept.parameters.length === 1 ? inputOf(call) : undefined;
    if (input === undefined) {
      refuse(context, call);
      return undefined;
    }
    const given = { start: input.getStart(source), end: input.end };
    const inlined = withInput(context, kept, input);
    if (inlined !== undefined) return inlined;
    return { kept: whole, before: "(", after: [")(", given, ")"] };
  }
  const isAsync =
    ts.getModifiers(kept)?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) === true;
  const plain = !isAsync || ts.isAwaitExpression(call.parent);
  if (ts.isBlock(kept.body) || !plain) return { kept: whole, before: "(", after: [")()"] };
  const inner = ts.isParenthesizedExpression(kept.body) ? kept.body.expression : kept.body;
  const body = { start: inner.getStart(source), end: inner.end };
  const wraps = needsParentheses(inner, call);
  return { kept: body, before: wraps ? "(" : "", after: wraps ? [")"] : [] };
}

/** The body with the name that it is handed in the place of its parameter, where the body is one expression. */
function withInput(
  { file, view }: StepContext,
  kept: ts.ArrowFunction | ts.FunctionExpression,
  input: ts.Expression,
): Around | undefined {
  const name = kept.parameters[0]?.name;
  const isPlain = ts.isIdentifier(input) && name !== undefined && ts.isIdentifier(name);
  if (!isPlain || ts.isBlock(kept.body) || ts.isIdentifier(kept.body)) return undefined;
  const { source } = file.unit;
  const symbol = view.symbolOf(name);
  const inside: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name.text && view.symbolOf(node) === symbol) {
      const prefix = ts.isShorthandPropertyAssignment(node.parent) ? `${node.text}: ` : "";
      inside.push({ start: node.getStart(source), end: node.end, parts: [prefix + input.text] });
    }
    ts.forEachChild(node, visit);
  };
  visit(kept.body);
  return {
    kept: { start: kept.body.getStart(source), end: kept.body.end },
    before: "",
    after: [],
    inside,
  };
}

/** What a wrapper hands to both sides, where the call says so. */
function inputOf(call: ts.CallExpression): ts.Expression | undefined {
  for (const argument of call.arguments) {
    if (!ts.isObjectLiteralExpression(argument)) continue;
    for (const member of argument.properties) {
      if (!member.name || !/^(?:input|params|args|context)$/u.test(member.name.getText())) continue;
      if (ts.isPropertyAssignment(member)) return member.initializer;
      if (ts.isShorthandPropertyAssignment(member)) return member.name;
    }
  }
  return undefined;
}

function refuse(
  { file, project }: Pick<StepContext, "file" | "project" | "step">,
  call: ts.CallExpression,
): void {
  project.refuse({
    code: "unsupported-reference",
    message:
      "What this call hands to its two sides is not known; replace it by the new side by hand first.",
    place: { path: file.path, span: { start: call.getStart(), end: call.end } },
  });
}
