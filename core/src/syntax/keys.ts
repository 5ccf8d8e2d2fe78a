import { ts } from "./compiler.js";
import { constantAt } from "./constantAt.js";
import { constantOf, enumConstant } from "./constants.js";
import type { ConstantValue, KeyExpression } from "./facts.js";
import type { FunctionNumbers } from "./functions.js";
import { isConst, propertyName, staticName, unwrap } from "./nodes.js";
import type { Origins } from "./origin.js";
import type { Binding, Scopes } from "./scope.js";

const unknown: KeyExpression = { kind: "unknown" };
const maximumDepth = 10;

/** Works out which key an expression stands for, without running anything. */
export class Keys {
  readonly #scopes: Scopes;
  readonly #origins: Origins;
  readonly #functions: FunctionNumbers;

  constructor(scopes: Scopes, origins: Origins, functions: FunctionNumbers) {
    this.#scopes = scopes;
    this.#origins = origins;
    this.#functions = functions;
  }

  /** Every key that the expression may stand for: several for `a ? "x" : "y"`. */
  of(expression: ts.Expression, depth = 0): KeyExpression[] {
    const node = unwrap(expression);
    if (depth > maximumDepth) return [unknown];
    if (ts.isConditionalExpression(node)) {
      return [...this.of(node.whenTrue, depth + 1), ...this.of(node.whenFalse, depth + 1)];
    }
    return [this.#one(node, depth)];
  }

  /** The expression that gives a parameter its value where the caller gives none. */
  defaultOf(expression: ts.Expression): ts.Expression | undefined {
    const node = unwrap(expression);
    const binding = ts.isIdentifier(node) ? this.#scopes.resolve(node.text, node) : undefined;
    const isOptional = binding !== undefined && (ts.isParameter(binding) || isOfParameter(binding));
    return isOptional ? binding.initializer : undefined;
  }

  #one(node: ts.Expression, depth: number): KeyExpression {
    if (ts.isStringLiteralLike(node)) return { kind: "literal", value: node.text };
    if (ts.isTemplateExpression(node)) return this.#template(node, depth);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
      return join([this.#first(node.left, depth), this.#first(node.right, depth)]);
    }
    if (ts.isIdentifier(node)) return this.#name(node, depth);
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      return this.#member(node, depth);
    }
    return unknown;
  }

  #first(expression: ts.Expression, depth: number): KeyExpression {
    const keys = this.of(expression, depth + 1);
    return keys.length === 1 ? (keys[0] ?? unknown) : unknown;
  }

  #template(node: ts.TemplateExpression, depth: number): KeyExpression {
    const parts: KeyExpression[] = [{ kind: "literal", value: node.head.text }];
    for (const span of node.templateSpans) {
      parts.push(this.#first(span.expression, depth), {
        kind: "literal",
        value: span.literal.text,
      });
    }
    return join(parts);
  }

  #name(node: ts.Identifier, depth: number): KeyExpression {
    const binding = this.#scopes.resolve(node.text, node);
    if (binding === undefined) return unknown;
    if (ts.isParameter(binding)) return this.#parameter(binding);
    if (ts.isBindingElement(binding)) {
      return this.#destructured(binding) ?? this.#symbol(node, this.#origins.ofBinding(binding));
    }
    if (ts.isVariableDeclaration(binding)) {
      if (isConst(binding) && binding.initializer) {
        const found = this.#first(binding.initializer, depth);
        if (found.kind !== "unknown") return found;
      }
      return unknown;
    }
    return this.#symbol(node, this.#origins.ofBinding(binding));
  }

  #parameter(binding: ts.ParameterDeclaration): KeyExpression {
    const owner = binding.parent;
    const index = owner.parameters.indexOf(binding);
    return { kind: "parameter", func: this.#functions.numberOf(owner), index };
  }

  /** `({ flag }) => isOn(flag)`: the member of a parameter. */
  #destructured(binding: ts.BindingElement): KeyExpression | undefined {
    const holder = binding.parent.parent;
    if (!ts.isParameter(holder) || !ts.isObjectBindingPattern(binding.parent)) return undefined;
    const member = propertyName(binding.propertyName ?? binding.name);
    const parameter = this.#parameter(holder);
    return member === undefined || parameter.kind !== "parameter"
      ? undefined
      : { ...parameter, member };
  }

  #member(
    node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
    depth: number,
  ): KeyExpression {
    const constant = this.#constantOf(node, depth);
    if (typeof constant === "string") return { kind: "literal", value: constant };
    const name = staticName(node);
    const base = unwrap(node.expression);
    if (name !== undefined && ts.isIdentifier(base)) {
      const binding = this.#scopes.resolve(base.text, base);
      if (binding && ts.isParameter(binding)) {
        const parameter = this.#parameter(binding);
        return parameter.kind === "parameter" ? { ...parameter, member: name } : unknown;
      }
    }
    return this.#symbol(node, this.#origins.of(node));
  }

  #symbol(node: ts.Expression, origin: ReturnType<Origins["of"]>): KeyExpression {
    if (origin.kind !== "import" && origin.kind !== "local") return unknown;
    return { kind: "symbol", origin, text: node.getText().slice(0, 120) };
  }

  /** The constant that an object's member chain reaches within this file. */
  #constantOf(expression: ts.Expression, depth: number): ConstantValue | undefined {
    const node = unwrap(expression);
    if (ts.isIdentifier(node)) {
      const binding = this.#scopes.resolve(node.text, node);
      return binding === undefined ? undefined : constantOfBinding(binding);
    }
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const base = this.#constantOf(node.expression, depth + 1);
      if (base === undefined) return undefined;
      const name = staticName(node) ?? this.#computedName(node, depth);
      return name === undefined ? undefined : constantAt(base, [name]);
    }
    return undefined;
  }

  #computedName(
    node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
    depth: number,
  ): string | undefined {
    if (!ts.isElementAccessExpression(node)) return undefined;
    const key = this.#first(node.argumentExpression, depth);
    return key.kind === "literal" ? key.value : undefined;
  }
}

/** `({ flag = "key" }) => …` */
function isOfParameter(binding: Binding): binding is ts.BindingElement {
  return ts.isBindingElement(binding) && ts.isParameter(binding.parent.parent);
}

function constantOfBinding(binding: Binding): ConstantValue | undefined {
  if (ts.isEnumDeclaration(binding)) return enumConstant(binding);
  if (ts.isVariableDeclaration(binding) && isConst(binding) && binding.initializer) {
    return constantOf(binding.initializer);
  }
  return undefined;
}

/** One key from its parts: a literal when all are, else a pattern; unknown when nothing is known. */
function join(parts: readonly KeyExpression[]): KeyExpression {
  let text = "";
  let known = false;
  let complete = true;
  for (const part of parts) {
    if (part.kind === "literal") {
      text += part.value;
      if (part.value !== "") known = true;
    } else {
      complete = false;
      const piece = part.kind === "pattern" ? part.pattern : "*";
      if (part.kind === "pattern") known = true;
      text += text.endsWith("*") && piece.startsWith("*") ? piece.slice(1) : piece;
    }
  }
  if (complete) return { kind: "literal", value: text };
  return known ? { kind: "pattern", pattern: text } : unknown;
}
