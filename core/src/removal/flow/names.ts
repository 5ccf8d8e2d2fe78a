import { ts } from "ts-morph";
import { canDrop, toMark, type FoldContext } from "../fold/context.js";
import { valueText } from "../syntax/literals.js";
import { isWrite } from "../syntax/resolveNames.js";
import type { NameUse } from "../syntax/scopeModel.js";
import { outermost } from "../syntax/unit.js";
import type { Edit, Mark } from "../text/trackedText.js";
import { knownOf } from "./known.js";
import type { Known } from "./knownValue.js";

/** Replaces every use of a name that is known to hold the flag's value by the value. */
export function foldNames(context: FoldContext, told: ReadonlyMap<number, Known>): Edit[] {
  const { unit } = context;
  return unit.scopes.bindings.flatMap((binding) => {
    const known = binding.uses.length === 0 ? undefined : knownOf(unit, binding, told);
    if (known === undefined) return [];
    return binding.uses.flatMap((use) => {
      const edit = use.inType || use.write ? undefined : foldUse(context, use, known);
      return edit === undefined ? [] : [edit];
    });
  });
}

function foldUse(context: FoldContext, use: NameUse, known: Known): Edit | undefined {
  if (known.kind === "namespace") return foldNamespaceUse(context, use.node, known.members);
  if (known.kind === "context") return undefined;
  if (known.kind === "result") return foldResultUse(context, use.node, known);
  return foldNode(context, use.node, known);
}

function foldNamespaceUse(
  context: FoldContext,
  node: ts.Expression,
  members: ReadonlyMap<string, Known>,
): Edit | undefined {
  const { parent } = node;
  if (!ts.isPropertyAccessExpression(parent) || isWrite(parent)) return undefined;
  const member = members.get(parent.name.text);
  if (member?.kind === "namespace") return foldNamespaceUse(context, parent, member.members);
  if (member?.kind === "result") return foldResultUse(context, parent, member);
  return member?.kind === "value" || member?.kind === "function"
    ? foldNode(context, parent, member)
    : undefined;
}

/** `f().on` and `(await f()).on`, where asking `f` does nothing else. */
function foldResultUse(
  context: FoldContext,
  node: ts.Expression,
  known: Extract<Known, { readonly kind: "result" }>,
): Edit | undefined {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression !== node || !canDrop(context, call))
    return undefined;
  const settled = known.isAsync ? outermost(call).parent : call;
  if (known.isAsync && !ts.isAwaitExpression(settled)) return undefined;
  const whole = outermost(settled);
  const access = whole.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== whole) return undefined;
  const member = known.members.get(access.name.text);
  return member?.kind === "value" && !isWrite(access)
    ? toMark(context.unit, access, member.mark.value)
    : undefined;
}

/** Replaces one use, a name or `namespace.name`, by what it stands for. */
function foldNode(
  context: FoldContext,
  node: ts.Expression,
  known: Extract<Known, { readonly kind: "value" | "function" }>,
): Edit | undefined {
  if (known.kind === "value") return replaceByValue(context, node, known.mark);
  const element = emptyElement(context, node, known.mark);
  if (element !== undefined) return element;
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression !== node) return undefined;
  if (!call.arguments.every((argument) => canDrop(context, argument))) return undefined;
  if (!known.isAsync) return toMark(context.unit, call, known.mark.value);
  const awaited = outermost(call).parent;
  return ts.isAwaitExpression(awaited)
    ? toMark(context.unit, awaited, known.mark.value)
    : undefined;
}

/** `<Row … />` of a component that only gives nothing to show. */
function emptyElement(context: FoldContext, node: ts.Node, mark: Mark): Edit | undefined {
  const opening = node.parent;
  if (!ts.isJsxOpeningElement(opening) && !ts.isJsxSelfClosingElement(opening)) return undefined;
  const shown = mark.value === null || mark.value === undefined || mark.value === false;
  const element = ts.isJsxOpeningElement(opening) ? opening.parent : opening;
  if (!shown || opening.tagName !== node || !canDrop(context, element)) return undefined;
  const inJsx = ts.isJsxElement(element.parent) || ts.isJsxFragment(element.parent);
  const literal = { text: "null", mark: { value: null } };
  const start = element.getStart(context.unit.source);
  return { start, end: element.end, parts: inJsx ? ["{", literal, "}"] : [literal] };
}

function replaceByValue(context: FoldContext, node: ts.Expression, mark: Mark): Edit | undefined {
  const { unit } = context;
  const { parent } = node;
  if (ts.isExportSpecifier(parent) || ts.isExportAssignment(parent)) return undefined;
  const isObject = typeof mark.value === "object" && mark.value !== null;
  if (isObject && !(ts.isPropertyAccessExpression(parent) && parent.expression === node))
    return undefined;
  if (ts.isShorthandPropertyAssignment(parent)) {
    const literal = { text: valueText(mark.value, unit.style.quote), mark };
    return {
      start: parent.getStart(unit.source),
      end: parent.name.end,
      parts: [`${parent.name.text}: `, literal],
    };
  }
  if (ts.isJsxOpeningElement(parent) || ts.isJsxSelfClosingElement(parent)) return undefined;
  return toMark(unit, node, mark.value);
}
