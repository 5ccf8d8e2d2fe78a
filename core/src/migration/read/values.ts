import { ts } from "../../syntax/compiler.js";
import {
  isConst,
  isTopLevelVariable,
  propertyName,
  spanOf,
  staticName,
  unwrap,
} from "../../syntax/nodes.js";
import type { Binding, Scopes } from "../../syntax/scope.js";
import type { JsonValue } from "../../text/json.js";
import type { LocalFact, PathCondition, Value } from "../flowFacts.js";
import { typeOf } from "./types.js";

/** Expressions nested deeper than this are `other`; conditions that people write are never as deep. */
const maximumDepth = 40;

/** Gives a function its number. */
export type NumberOf = (node: ts.SignatureDeclaration) => number;

type LocalBinding = ts.VariableDeclaration | ts.BindingElement | ts.ParameterDeclaration;

/** Turns the expressions of one file into values, each once. */
export class Values {
  readonly locals: LocalFact[] = [];
  /** What is known past statements, each looked at once. */
  readonly passed = new Map<ts.Statement, readonly PathCondition[]>();
  readonly #scopes: Scopes;
  readonly #numberOf: NumberOf;
  readonly #known = new Map<ts.Node, Value>();
  readonly #localIds = new Map<Binding, number>();
  #depth = 0;

  constructor(scopes: Scopes, numberOf: NumberOf) {
    this.#scopes = scopes;
    this.#numberOf = numberOf;
  }

  of(expression: ts.Expression): Value {
    const node = bare(expression);
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    if (this.#depth > maximumDepth) return { ...spanOf(node), k: "other" };
    this.#depth++;
    const value = this.#make(node);
    this.#depth--;
    this.#known.set(node, value);
    return value;
  }

  #make(node: ts.Expression): Value {
    const span = spanOf(node);
    if (ts.isIdentifier(node)) return this.#ofName(node);
    if (node.kind === ts.SyntaxKind.ThisKeyword)
      return { ...span, k: "this", owner: ownerOf(node) };
    if (node.kind === ts.SyntaxKind.SuperKeyword)
      return { ...span, k: "super", owner: ownerOf(node) };
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      return this.#ofMember(node);
    }
    if (ts.isCallExpression(node)) return this.#ofCall(node);
    if (ts.isNewExpression(node)) {
      return {
        ...span,
        k: "new",
        callee: this.of(node.expression),
        args: this.#all(node.arguments),
      };
    }
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
      return { ...span, k: "function", func: this.#numberOf(node) };
    }
    if (ts.isObjectLiteralExpression(node)) return this.#ofObject(node);
    if (ts.isArrayLiteralExpression(node)) {
      return { ...span, k: "array", items: this.#all(node.elements) };
    }
    if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) {
      return { ...span, k: "cast", of: this.of(node.expression), type: typeOf(node.type) };
    }
    return this.#ofOperation(node) ?? { ...span, k: "other" };
  }

  #ofOperation(node: ts.Expression): Value | undefined {
    const span = spanOf(node);
    const literal = literalOf(node);
    if (literal !== undefined) return { ...span, k: "literal", value: literal };
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      return { ...span, k: "not", of: this.of(node.operand) };
    }
    if (ts.isConditionalExpression(node)) {
      const test = this.of(node.condition);
      return {
        ...span,
        k: "choice",
        test,
        then: this.of(node.whenTrue),
        else: this.of(node.whenFalse),
      };
    }
    return ts.isBinaryExpression(node) ? this.#ofBinary(node) : undefined;
  }

  #all(nodes: readonly ts.Expression[] | undefined): Value[] {
    return (nodes ?? []).map((node) => (ts.isSpreadElement(node) ? other(node) : this.of(node)));
  }

  #ofName(node: ts.Identifier): Value {
    const span = spanOf(node);
    const binding = this.#scopes.resolve(node.text, node);
    if (binding === undefined || !isLocalBinding(binding)) {
      const func = binding && isInnerFunction(binding) ? this.#numberOf(binding) : undefined;
      return func === undefined
        ? { ...span, k: "name", name: node.text }
        : { ...span, k: "function", func };
    }
    return { ...span, k: "local", id: this.localOf(binding) };
  }

  #ofMember(node: ts.PropertyAccessExpression | ts.ElementAccessExpression): Value {
    const span = spanOf(node);
    const name = staticName(node) ?? enumeratedName(node);
    const of = this.of(node.expression);
    if (name !== undefined) return { ...span, k: "member", of, name };
    return ts.isElementAccessExpression(node)
      ? { ...span, k: "item", of, key: this.of(node.argumentExpression) }
      : { ...span, k: "other" };
  }

  #ofCall(node: ts.CallExpression): Value {
    const base = { ...spanOf(node), k: "call" as const, args: this.#all(node.arguments) };
    const callee = this.of(node.expression);
    const first = node.typeArguments?.[0];
    return first === undefined ? { ...base, callee } : { ...base, callee, type: typeOf(first) };
  }

  #ofObject(node: ts.ObjectLiteralExpression): Value {
    const props = Object.create(null) as Record<string, Value>;
    const spreads: Value[] = [];
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) {
        spreads.push(this.of(property.expression));
        continue;
      }
      const name = propertyName(property.name) ?? computedMember(property.name);
      if (name === undefined) continue;
      if (ts.isPropertyAssignment(property)) props[name] = this.of(property.initializer);
      else if (ts.isShorthandPropertyAssignment(property))
        props[name] = this.#ofName(property.name);
      else if (ts.isMethodDeclaration(property)) {
        props[name] = { ...spanOf(property), k: "function", func: this.#numberOf(property) };
      }
    }
    return { ...spanOf(node), k: "object", props, spreads };
  }

  #ofBinary(node: ts.BinaryExpression): Value | undefined {
    const span = spanOf(node);
    const op = logicOf(node.operatorToken.kind);
    const pair = (): { left: Value; right: Value } => ({
      left: this.of(node.left),
      right: this.of(node.right),
    });
    if (op !== undefined) return { ...span, k: "logic", op, ...pair() };
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.EqualsEqualsEqualsToken:
      case ts.SyntaxKind.EqualsEqualsToken:
        return { ...span, k: "equal", ...pair(), negated: false };
      case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      case ts.SyntaxKind.ExclamationEqualsToken:
        return { ...span, k: "equal", ...pair(), negated: true };
      case ts.SyntaxKind.EqualsToken:
      case ts.SyntaxKind.CommaToken:
        return this.of(node.right);
      default:
        return undefined;
    }
  }

  /** The number of a parameter or of a variable inside a function, given on first sight. */
  localOf(binding: LocalBinding): number {
    const known = this.#localIds.get(binding);
    if (known !== undefined) return known;
    const id = this.locals.length;
    this.#localIds.set(binding, id);
    const name = ts.isIdentifier(binding.name) ? binding.name.text : "";
    this.locals.push({ name, constant: false });
    this.locals[id] = { name, ...this.#factOf(binding) };
    return id;
  }

  #factOf(binding: LocalBinding): Omit<LocalFact, "name"> {
    if (ts.isParameter(binding)) {
      const parent = binding.parent;
      const func = this.#numberOf(parent);
      const index = parent.parameters.indexOf(binding);
      return {
        ...typed(binding.type),
        ...(binding.initializer && { value: this.of(binding.initializer) }),
        constant: true,
        parameter: { func, index },
      };
    }
    if (ts.isBindingElement(binding)) return { ...this.#ofElement(binding), constant: true };
    return {
      ...typed(binding.type),
      ...(binding.initializer && { value: this.of(binding.initializer) }),
      constant: isConst(binding) || !isAssigned(binding),
    };
  }

  /** `const { a: b } = x` makes `b` the member `a` of `x`. */
  #ofElement(element: ts.BindingElement): { value?: Value } {
    const pattern = element.parent;
    const name = propertyName(element.propertyName ?? element.name);
    if (!ts.isObjectBindingPattern(pattern) || name === undefined || element.dotDotDotToken) {
      return element.dotDotDotToken && ts.isObjectBindingPattern(pattern)
        ? { value: this.#ofPattern(pattern) }
        : {};
    }
    return { value: { ...spanOf(element), k: "member", of: this.#ofPattern(pattern), name } };
  }

  #ofPattern(pattern: ts.ObjectBindingPattern): Value {
    const holder = pattern.parent;
    if (ts.isBindingElement(holder)) {
      return this.#ofElement(holder).value ?? other(pattern);
    }
    if (ts.isParameter(holder)) return { ...spanOf(holder), k: "local", id: this.localOf(holder) };
    return holder.initializer ? this.of(holder.initializer) : other(pattern);
  }
}

function typed(node: ts.TypeNode | undefined): Pick<LocalFact, "type"> {
  return node === undefined ? {} : { type: typeOf(node) };
}

function other(node: ts.Node): Value {
  return { ...spanOf(node), k: "other" };
}

/** Like `unwrap`, but a cast stays, because its type may be all that is known. */
function bare(expression: ts.Expression): ts.Expression {
  let node = expression;
  for (;;) {
    if (
      ts.isParenthesizedExpression(node) ||
      ts.isSatisfiesExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isAwaitExpression(node) ||
      ts.isVoidExpression(node)
    ) {
      node = node.expression;
    } else {
      return node;
    }
  }
}

function isLocalBinding(binding: Binding): binding is LocalBinding {
  if (ts.isParameter(binding)) return true;
  let root: ts.Node = binding;
  while (ts.isBindingElement(root)) root = root.parent.parent;
  if (ts.isParameter(root)) return true;
  return ts.isVariableDeclaration(root) && (root !== binding || !isTopLevelVariable(root));
}

function isInnerFunction(binding: Binding): binding is ts.FunctionDeclaration {
  return ts.isFunctionDeclaration(binding) && !ts.isSourceFile(binding.parent);
}

/** Whether a `let` is assigned anywhere after its declaration. */
export function isAssigned(binding: ts.VariableDeclaration): boolean {
  const { name } = binding;
  if (!ts.isIdentifier(name) || !ts.isVariableDeclarationList(binding.parent)) return true;
  const scope = binding.parent.parent.parent;
  const visit = (node: ts.Node): boolean =>
    assigns(node, name.text) || (ts.forEachChild(node, visit) ?? false);
  return visit(scope);
}

/** `name = …`, `({ name } = …)`, `[name] = …`, `name++`, `for (name of …)`. */
function assigns(node: ts.Node, name: string): boolean {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const isAssignment =
      kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return isAssignment && takes(node.left, name);
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const { operator } = node;
    const isCounting =
      operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
    return isCounting && takes(node.operand, name);
  }
  return (ts.isForOfStatement(node) || ts.isForInStatement(node)) && takes(node.initializer, name);
}

/** Whether what stands on the left of an assignment gives a name its value. */
function takes(target: ts.Node, name: string): boolean {
  if (ts.isIdentifier(target)) return target.text === name;
  const isPattern =
    ts.isObjectLiteralExpression(target) ||
    ts.isArrayLiteralExpression(target) ||
    ts.isPropertyAssignment(target) ||
    ts.isShorthandPropertyAssignment(target) ||
    ts.isSpreadElement(target) ||
    ts.isSpreadAssignment(target) ||
    ts.isParenthesizedExpression(target);
  return isPattern && (ts.forEachChild(target, (child) => takes(child, name)) ?? false);
}

function literalOf(node: ts.Expression): JsonValue | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  return node.kind === ts.SyntaxKind.NullKeyword ? null : undefined;
}

function logicOf(kind: ts.SyntaxKind): "and" | "or" | "nullish" | undefined {
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return "and";
  if (kind === ts.SyntaxKind.BarBarToken) return "or";
  return kind === ts.SyntaxKind.QuestionQuestionToken ? "nullish" : undefined;
}

/** `sides[Impl.NEW]` goes by the member's name, as the key of an object does; enums are written with a capital. */
function enumeratedName(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): string | undefined {
  if (!ts.isElementAccessExpression(node)) return undefined;
  const key = unwrap(node.argumentExpression);
  if (!ts.isPropertyAccessExpression(key) || !ts.isIdentifier(key.expression)) return undefined;
  return /^[A-Z]/u.test(key.expression.text) ? key.name.text : undefined;
}

/** `[Impl.NEW]: …` goes by the member's name. */
function computedMember(name: ts.PropertyName): string | undefined {
  if (!ts.isComputedPropertyName(name)) return undefined;
  const inner = unwrap(name.expression);
  return ts.isPropertyAccessExpression(inner) ? inner.name.text : undefined;
}

/** Name of the class that `this` means at a node; the class's own name, or a number for one without. */
function ownerOf(from: ts.Node): string | undefined {
  for (let node = from.parent as ts.Node | undefined; node; node = node.parent) {
    if (ts.isClassLike(node)) return classNameOf(node);
    if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) return undefined;
  }
  return undefined;
}

/** A class's name, or that of the constant that holds it. */
export function classNameOf(node: ts.ClassLikeDeclaration): string | undefined {
  if (node.name) return node.name.text;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  return ts.isClassDeclaration(node) ? "default" : undefined;
}
