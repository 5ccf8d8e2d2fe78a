import { ts } from "ts-morph";
import { wrapperAt, type Slot, type Wrapper } from "./handed.js";
import type { SystemView } from "./view.js";

/** What a wrapper calls one of its sides with, in the words of the code that calls the wrapper. */
export interface Input {
  readonly node: ts.Expression;
  /** A name or a literal: it may stand anywhere, any number of times. */
  readonly isPlain: boolean;
}

/**
 * What a wrapper of the workspace calls a side with, told from its body: every call of the side is given the same of
 * the wrapper's own parameters, or literals. Undefined where that cannot be told.
 */
export function inputsOf(
  view: SystemView,
  call: ts.CallExpression,
  slot: Slot,
): readonly Input[] | undefined {
  const wrapper = wrapperAt(view, call);
  if (wrapper?.body === undefined) return undefined;
  const slots = new Slots(view, wrapper);
  const calls: (readonly Input[])[] = [];
  const lost: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isSame(slots.of(node.expression), slot)) {
      const inputs = node.arguments.map((argument) => inputOf(call, argument, slots));
      if (inputs.every((one) => one !== undefined)) calls.push(inputs);
      else lost.push(node);
      node.arguments.forEach(visit);
      return;
    }
    // Handed on, kept or asked for otherwise: from there on nobody knows what it is called with.
    if (ts.isIdentifier(node) && isUse(node) && isSame(slots.of(node), slot)) lost.push(node);
    if (ts.isPropertyAccessExpression(node) && isSame(slots.of(node), slot)) lost.push(node);
    if (slot.member !== undefined && slots.isEscaping(node, slot.index)) lost.push(node);
    ts.forEachChild(node, visit);
  };
  visit(wrapper.body);
  const [first] = calls;
  if (lost.length > 0 || first === undefined) return undefined;
  const text = (inputs: readonly Input[]): string =>
    inputs.map(({ node }) => node.getText()).join("\n");
  return calls.every((one) => text(one) === text(first)) ? first : undefined;
}

function inputOf(
  call: ts.CallExpression,
  argument: ts.Expression,
  slots: Slots,
): Input | undefined {
  if (ts.isLiteralExpression(argument)) return { node: argument, isPlain: true };
  const slot = slots.of(argument);
  const given = slot && givenAt(call, slot);
  return given && { node: given, isPlain: ts.isIdentifier(given) || ts.isLiteralExpression(given) };
}

/** What a call hands in a slot. */
function givenAt(
  { arguments: given }: ts.CallExpression,
  { index, member }: Slot,
): ts.Expression | undefined {
  const argument = given[index];
  if (argument === undefined || member === undefined) return argument;
  if (!ts.isObjectLiteralExpression(argument)) return undefined;
  for (const one of argument.properties) {
    if (one.name?.getText() !== member) continue;
    if (ts.isPropertyAssignment(one)) return one.initializer;
    if (ts.isShorthandPropertyAssignment(one)) return one.name;
  }
  return undefined;
}

function isSame(left: Slot | undefined, right: Slot): boolean {
  return left?.index === right.index && left.member === right.member;
}

/** A name that is read: neither declared here nor the name of a member. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isBindingElement(parent)) return false;
  return !(ts.isPropertyAccessExpression(parent) && parent.name === node);
}

/** Which names of a wrapper's body stand for which of its slots. */
class Slots {
  readonly #view: SystemView;
  readonly #wrapper: Wrapper;

  constructor(view: SystemView, wrapper: Wrapper) {
    this.#view = view;
    this.#wrapper = wrapper;
  }

  of(node: ts.Node): Slot | undefined {
    if (ts.isPropertyAccessExpression(node)) {
      const holder = this.of(node.expression);
      return holder === undefined || holder.member !== undefined
        ? undefined
        : { ...holder, member: node.name.text };
    }
    if (!ts.isIdentifier(node)) return undefined;
    const [declaration] = this.#view.symbolOf(node)?.declarations ?? [];
    return declaration && this.#ofDeclaration(declaration);
  }

  /** Whether a node lets a whole argument go elsewhere, with the sides that are members of it. */
  isEscaping(node: ts.Node, index: number): boolean {
    if (!ts.isIdentifier(node) || !isUse(node)) return false;
    if (!isSame(this.of(node), { index })) return false;
    const { parent } = node;
    const isTaken = ts.isPropertyAccessExpression(parent) && parent.expression === node;
    const isParted =
      ts.isVariableDeclaration(parent) &&
      parent.initializer === node &&
      ts.isObjectBindingPattern(parent.name);
    return !isTaken && !isParted;
  }

  #ofDeclaration(declaration: ts.Declaration): Slot | undefined {
    if (ts.isParameter(declaration)) {
      const index = this.#wrapper.parameters.indexOf(declaration);
      return index < 0 || declaration.dotDotDotToken !== undefined ? undefined : { index };
    }
    if (!ts.isBindingElement(declaration) || declaration.dotDotDotToken) return undefined;
    const pattern = declaration.parent;
    const member = (declaration.propertyName ?? declaration.name).getText();
    if (!ts.isObjectBindingPattern(pattern) || declaration.initializer) return undefined;
    const holder = pattern.parent;
    const parted = ts.isParameter(holder)
      ? this.#ofDeclaration(holder)
      : ts.isVariableDeclaration(holder) && holder.initializer !== undefined
        ? this.of(holder.initializer)
        : undefined;
    return parted === undefined || parted.member !== undefined ? undefined : { ...parted, member };
  }
}
