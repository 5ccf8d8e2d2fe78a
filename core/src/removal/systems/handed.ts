import { ts } from "ts-morph";
import type { SystemSymbol } from "../../migration/model.js";
import type { StepContext } from "./context.js";
import { reaches } from "./reaching.js";
import type { SystemView } from "./view.js";

/** How many named functions deep a side is followed. */
const followedDepth = 2;

/** A function that a call is handed, with the sides of the migration that it reaches. */
export interface Handed {
  readonly value: ts.Expression;
  readonly old: boolean;
  readonly new: boolean;
  /** Under which argument, and under which member of it, the function is handed; undefined inside of an experiment. */
  readonly slot: Slot | undefined;
}

/** A place in a list of arguments: the argument, or a member of the object that it is. */
export interface Slot {
  readonly index: number;
  readonly member?: string;
}

/** The one side that stays among functions, where they are one of each. */
export function newSideOf(
  handed: readonly Handed[],
  takes: StepContext["step"]["takes"],
): Handed | undefined {
  const olds = handed.filter((one) => one.old && !one.new);
  const news = handed.filter((one) => one.new && (!one.old || takes === "everything"));
  const [kept] = news;
  return olds.length === 1 && news.length === 1 ? kept : undefined;
}

/** The functions among the arguments of a call, and among the members of objects that are arguments. */
export function handedOf(context: StepContext, call: ts.CallExpression): Handed[] {
  return call.arguments.flatMap((argument, index): Handed[] => {
    if (!ts.isObjectLiteralExpression(argument)) return handed(context, argument, { index });
    return argument.properties.flatMap((member) => {
      const value = ts.isPropertyAssignment(member)
        ? member.initializer
        : ts.isShorthandPropertyAssignment(member)
          ? member.name
          : undefined;
      const name = member.name?.getText().replace(/^["']|["']$/gu, "") ?? "";
      return value === undefined ? [] : handed(context, value, { index, member: name });
    });
  });
}

/** A function with its sides; nothing for anything else. */
export function handed(
  { step, view }: StepContext,
  value: ts.Expression,
  slot: Slot | undefined,
): Handed[] {
  const body = functionAt(view, value);
  if (body === undefined) return [];
  const isReached = (symbols: readonly SystemSymbol[]): boolean => {
    const wanted = symbols.filter(
      ({ operation }) => step.takes !== "reads" || operation === "read",
    );
    return isOneOf(view, value, wanted) || reaches(view, body, wanted, followedDepth, functionAt);
  };
  return [{ value, slot, old: isReached(step.old), new: isReached(step.new) }];
}

/** `run(loadOld, loadNew)`: the function is itself what the registry names. */
function isOneOf(
  view: SystemView,
  value: ts.Expression,
  symbols: readonly SystemSymbol[],
): boolean {
  if (!ts.isIdentifier(value)) return false;
  const symbol = view.symbolOf(value);
  return view
    .declared(symbols)
    .some((one) => one.symbol.member === undefined && one.owner === symbol);
}

/** The function or method of the workspace that a call calls, with its body. */
export function wrapperAt(
  view: SystemView,
  { expression }: ts.CallExpression,
): Wrapper | undefined {
  if (ts.isIdentifier(expression)) {
    const found = functionAt(view, expression);
    return found !== undefined && isWrapper(found) ? found : undefined;
  }
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const [declaration] = view.symbolOf(expression.name)?.declarations ?? [];
  if (declaration === undefined) return undefined;
  if (isWrapper(declaration)) return declaration;
  const isHeld = ts.isPropertyAssignment(declaration) || ts.isPropertyDeclaration(declaration);
  const held = isHeld ? declaration.initializer : undefined;
  return held !== undefined && isWrapper(held) ? held : undefined;
}

/** A function whose body says what it does with what it is handed. */
export type Wrapper =
  ts.FunctionDeclaration | ts.MethodDeclaration | ts.ArrowFunction | ts.FunctionExpression;

function isWrapper(node: ts.Node): node is Wrapper {
  return (
    (ts.isFunctionDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isArrowFunction(node) ||
      ts.isFunctionExpression(node)) &&
    node.body !== undefined
  );
}

/** The function that an expression is, or that it names. */
export function functionAt(view: SystemView, value: ts.Expression): ts.Node | undefined {
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return value;
  if (!ts.isIdentifier(value)) return undefined;
  const [declaration] = view.symbolOf(value)?.declarations ?? [];
  if (declaration === undefined) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  const held = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return held !== undefined && ts.isFunctionLike(held) ? held : undefined;
}
