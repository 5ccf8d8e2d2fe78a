import { ts } from "./compiler.js";
import type { Origin } from "./facts.js";
import { importOf, requiredModule } from "./imports.js";
import {
  isConst,
  isTopLevelVariable,
  parentOf,
  propertyName,
  staticName,
  unwrap,
} from "./nodes.js";
import type { Binding, Scopes } from "./scope.js";

/** How many aliases, calls and fields a trace may pass before it gives up. */
const maximumDepth = 12;

const unknown: Origin = { kind: "unknown" };

/** Traces where the values of one file come from. */
export class Origins {
  readonly #scopes: Scopes;
  readonly #known = new Map<Binding, Origin>();

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
  }

  /**
   * The origin of an expression's value: the import, top-level declaration or global that it is made from.
   *
   * A call or `new` has the origin of what is called, so everything that an SDK hands out has the SDK's origin.
   */
  of(expression: ts.Expression, depth = 0): Origin {
    if (depth > maximumDepth) return unknown;
    const node = unwrap(expression);
    if (ts.isIdentifier(node)) return this.#ofName(node.text, node, depth);
    if (node.kind === ts.SyntaxKind.ThisKeyword) return this.#ofThis(node);
    if (node.kind === ts.SyntaxKind.SuperKeyword) return this.#ofSuper(node, depth);
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      return this.#ofMember(node, depth);
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) return this.#ofCall(node, depth);
    if (ts.isBinaryExpression(node) && isFallback(node.operatorToken.kind)) {
      const left = this.of(node.left, depth + 1);
      return left.kind === "unknown" ? this.of(node.right, depth + 1) : left;
    }
    return unknown;
  }

  /** The origin of a declared type: of its name, or of `Name` in `Promise<Name>`, `Name | undefined`. */
  ofType(type: ts.TypeNode | undefined, depth = 0): Origin {
    if (type === undefined || depth > maximumDepth) return unknown;
    if (ts.isUnionTypeNode(type)) {
      const named = type.types.find((part) => !isNullish(part));
      return this.ofType(named, depth + 1);
    }
    if (ts.isTypeQueryNode(type)) return this.#ofEntity(type.exprName, depth);
    if (!ts.isTypeReferenceNode(type)) return unknown;
    const name = type.typeName;
    if (ts.isIdentifier(name) && wrappingTypes.has(name.text)) {
      return this.ofType(type.typeArguments?.[0], depth + 1);
    }
    return this.#ofEntity(name, depth);
  }

  /** The origin of what a function gives back: of its declared type, or of what it returns. */
  ofResult(made: ts.SignatureDeclaration): Origin {
    if (made.type) return this.ofType(made.type);
    const body = "body" in made ? made.body : undefined;
    if (body === undefined) return unknown;
    if (!ts.isBlock(body)) return this.of(body);
    const last = body.statements[body.statements.length - 1];
    return last && ts.isReturnStatement(last) && last.expression
      ? this.of(last.expression)
      : unknown;
  }

  /** The origin of what a binding declares. */
  ofBinding(binding: Binding, depth = 0): Origin {
    if (depth > maximumDepth) return unknown;
    const known = this.#known.get(binding);
    if (known !== undefined) return known;
    const origin = this.#traceBinding(binding, depth);
    // Far down a chain the limit may have cut the trace, which must not be taken for the binding's own origin.
    if (depth <= 2) this.#known.set(binding, origin);
    return origin;
  }

  #traceBinding(binding: Binding, depth: number): Origin {
    const imported = importOf(binding);
    if (imported !== undefined) return { kind: "import", ...imported, rest: [] };
    if (ts.isVariableDeclaration(binding)) return this.#ofVariable(binding, depth);
    if (ts.isParameter(binding)) {
      const typed = this.ofType(binding.type, depth + 1);
      return typed.kind === "unknown" ? { kind: "parameter" } : typed;
    }
    if (ts.isBindingElement(binding)) return this.#ofElement(binding, depth);
    if (isTopLevel(binding) && binding.name !== undefined && ts.isIdentifier(binding.name)) {
      return { kind: "local", name: binding.name.text, rest: [] };
    }
    return unknown;
  }

  #ofName(name: string, from: ts.Node, depth: number): Origin {
    const binding = this.#scopes.resolve(name, from);
    if (binding === undefined) return { kind: "global", name, rest: [] };
    return this.ofBinding(binding, depth + 1);
  }

  #ofEntity(name: ts.EntityName, depth: number): Origin {
    if (ts.isIdentifier(name)) return this.#ofName(name.text, name, depth);
    return extend(this.#ofEntity(name.left, depth + 1), name.right.text);
  }

  #ofVariable(binding: ts.VariableDeclaration, depth: number): Origin {
    const typed = this.ofType(binding.type, depth + 1);
    if (typed.kind === "import") return typed;
    const initializer = binding.initializer;
    if (initializer !== undefined && isConst(binding)) {
      const traced = this.of(initializer, depth + 1);
      if (traced.kind !== "unknown" && !isLiteralLike(initializer)) return traced;
    } else if (initializer !== undefined) {
      const traced = this.of(initializer, depth + 1);
      if (traced.kind === "import") return traced;
    }
    if (typed.kind !== "unknown") return typed;
    if (isTopLevel(binding) && ts.isIdentifier(binding.name)) {
      return { kind: "local", name: binding.name.text, rest: [] };
    }
    return unknown;
  }

  #ofElement(binding: ts.BindingElement, depth: number): Origin {
    const owner = binding.parent.parent;
    const shape = ts.isBindingElement(owner) ? undefined : owner.type;
    const taken = propertyName(binding.propertyName ?? binding.name);
    if (shape && ts.isTypeLiteralNode(shape) && taken !== undefined) {
      return this.ofType(memberType(shape, taken), depth + 1);
    }
    const base = ts.isBindingElement(owner)
      ? this.#ofElement(owner, depth + 1)
      : ts.isVariableDeclaration(owner) && owner.initializer
        ? this.of(owner.initializer, depth + 1)
        : ts.isParameter(owner)
          ? this.ofType(owner.type, depth + 1)
          : unknown;
    const name = binding.propertyName ?? binding.name;
    return ts.isIdentifier(name) || ts.isStringLiteral(name) ? extend(base, name.text) : unknown;
  }

  #ofMember(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, depth: number): Origin {
    const name = staticName(node);
    if (name === undefined) return unknown;
    if (unwrap(node.expression).kind === ts.SyntaxKind.ThisKeyword) {
      return this.#ofField(name, node, depth);
    }
    const shape = this.#shapeOf(node.expression);
    if (shape !== undefined) return this.ofType(memberType(shape, name), depth + 1);
    const base = this.of(node.expression, depth + 1);
    return extend(base, name);
  }

  /** The object type that is written out where a parameter or variable is declared. */
  #shapeOf(expression: ts.Expression): ts.TypeLiteralNode | undefined {
    const node = unwrap(expression);
    const binding = ts.isIdentifier(node) ? this.#scopes.resolve(node.text, node) : undefined;
    if (binding === undefined) return undefined;
    const declares = ts.isParameter(binding) || ts.isVariableDeclaration(binding);
    return declares && binding.type && ts.isTypeLiteralNode(binding.type)
      ? binding.type
      : undefined;
  }

  #ofCall(node: ts.CallExpression | ts.NewExpression, depth: number): Origin {
    const callee = unwrap(node.expression);
    const loaded = requiredModule(node);
    if (loaded !== undefined) return { kind: "import", from: loaded, name: "*", rest: [] };
    // A value that passes through React's or a container's plumbing keeps the origin of what is handed in.
    if (ts.isIdentifier(callee) && carriers.has(callee.text) && node.arguments?.[0]) {
      const carried = unwrap(node.arguments[0]);
      if (!ts.isArrowFunction(carried)) return this.of(carried, depth + 1);
      if (!ts.isBlock(carried.body)) return this.of(carried.body, depth + 1);
    }
    const typed = this.ofType(node.typeArguments?.[0], depth + 1);
    // React's context is worth what it carries.
    if (ts.isIdentifier(callee) && callee.text === "createContext") return typed;
    const called = this.of(callee, depth + 1);
    return called.kind === "unknown" ? typed : called;
  }

  #ofSuper(node: ts.Node, depth: number): Origin {
    const owner = enclosingClass(node);
    const parent = owner && parentOf(owner);
    return parent === undefined ? unknown : this.of(parent, depth + 1);
  }

  #ofThis(node: ts.Node): Origin {
    const owner = enclosingClass(node);
    return owner?.name ? { kind: "local", name: owner.name.text, rest: [] } : unknown;
  }

  /** `this.name`: a field's type or initializer, a constructor parameter, or an assignment in the constructor. */
  #ofField(name: string, from: ts.Node, depth: number): Origin {
    const owner = enclosingClass(from);
    if (owner === undefined) return unknown;
    let found: Origin = unknown;
    for (const member of owner.members) {
      if (found.kind !== "unknown") break;
      if (ts.isPropertyDeclaration(member) && memberName(member) === name) {
        found = this.ofType(member.type, depth + 1);
        if (found.kind === "unknown" && member.initializer) {
          found = this.of(member.initializer, depth + 1);
        }
      } else if (ts.isConstructorDeclaration(member)) {
        found = this.#ofConstructor(member, name, depth);
      }
    }
    return found;
  }

  #ofConstructor(member: ts.ConstructorDeclaration, name: string, depth: number): Origin {
    for (const parameter of member.parameters) {
      if (parameter.modifiers && ts.isIdentifier(parameter.name) && parameter.name.text === name) {
        return this.ofType(parameter.type, depth + 1);
      }
    }
    for (const statement of member.body?.statements ?? []) {
      if (!ts.isExpressionStatement(statement)) continue;
      const assignment = statement.expression;
      if (
        ts.isBinaryExpression(assignment) &&
        assignment.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
        ts.isPropertyAccessExpression(assignment.left) &&
        assignment.left.expression.kind === ts.SyntaxKind.ThisKeyword &&
        assignment.left.name.text === name
      ) {
        return this.of(assignment.right, depth + 1);
      }
    }
    return unknown;
  }
}

const wrappingTypes = new Set([
  "Promise",
  "Readonly",
  "Partial",
  "Required",
  "Pick",
  "Omit",
  "NonNullable",
  "Awaited",
  "Mocked",
]);
const carriers = new Set([
  "useMemo",
  "useState",
  "useRef",
  "useContext",
  "Object",
  "Boolean",
  "inject",
  "unref",
]);

function extend(base: Origin, name: string): Origin {
  if (base.kind === "import" || base.kind === "local" || base.kind === "global") {
    return { ...base, rest: [...base.rest, name] };
  }
  return base.kind === "parameter" ? { kind: "parameter" } : unknown;
}

/** The declared type of a member of an object type. */
function memberType(shape: ts.TypeLiteralNode, name: string): ts.TypeNode | undefined {
  for (const member of shape.members) {
    if (ts.isPropertySignature(member) && propertyName(member.name) === name) return member.type;
  }
  return undefined;
}

function isFallback(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
}

function isNullish(type: ts.TypeNode): boolean {
  return (
    type.kind === ts.SyntaxKind.UndefinedKeyword ||
    (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword)
  );
}

function isLiteralLike(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  return ts.isObjectLiteralExpression(node) || ts.isFunctionLike(node);
}

function isTopLevel(binding: Binding): boolean {
  if (ts.isVariableDeclaration(binding)) {
    return isTopLevelVariable(binding);
  }
  return ts.isSourceFile(binding.parent);
}

function enclosingClass(from: ts.Node): ts.ClassLikeDeclaration | undefined {
  for (let node = from as ts.Node | undefined; node; node = node.parent) {
    if (ts.isClassLike(node)) return node;
    if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) return undefined;
  }
  return undefined;
}

function memberName(member: ts.PropertyDeclaration): string | undefined {
  return ts.isIdentifier(member.name) || ts.isPrivateIdentifier(member.name)
    ? member.name.text
    : undefined;
}
