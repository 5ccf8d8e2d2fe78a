import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { hasModifier } from "../syntax/modules.js";
import { isWrite } from "../syntax/resolveNames.js";
import { outermost, skipOuter } from "../syntax/unit.js";
import { callSitesOf } from "./callSites.js";
import { declarationOf } from "./declarations.js";
import { functionOf } from "./known.js";
import { isDependencies, isTested } from "./lookedInto.js";
import { returnsOf } from "./objects.js";
import { allUses } from "./users.js";

/** A place that looks into an object: a member's access, or a pattern that takes members out. */
export interface Consumer {
  readonly file: TrackedFile;
  readonly node: ts.PropertyAccessExpression | ts.ObjectBindingPattern;
}

/** Where an object comes from and where it goes, seen from one of the literals that make it. */
export interface Flow {
  /** Every literal that makes the object, in branches and other `return`s. */
  readonly literals: { readonly file: TrackedFile; readonly node: ts.ObjectLiteralExpression }[];
  readonly consumers: Consumer[];
  /** Some part of the object may come from elsewhere: a spread, a computed name, another call. */
  mixed: boolean;
  /** Types that are written along the way. */
  readonly types: { readonly file: TrackedFile; readonly type: ts.TypeNode }[];
}

const maximumDepth = 8;

/** Follows an object from its literal to everything that looks into it; undefined where it gets out of sight. */
export function flowOf(
  project: RemovalProject,
  file: TrackedFile,
  literal: ts.ObjectLiteralExpression,
): Flow | undefined {
  const trail = new Trail(project);
  trail.add(file, literal);
  return trail.follow(file, literal, 0) ? trail.flow : undefined;
}

/** One walk from a literal; it ends where some use of the object is not understood. */
class Trail {
  readonly flow: Flow = { literals: [], consumers: [], types: [], mixed: false };
  readonly #project: RemovalProject;
  readonly #seen = new Set<ts.Node>();

  constructor(project: RemovalProject) {
    this.#project = project;
  }

  /** Notes a literal that makes the object. */
  add(file: TrackedFile, node: ts.ObjectLiteralExpression): void {
    if (this.flow.literals.some((known) => known.node === node)) return;
    this.flow.literals.push({ file, node });
    if (node.properties.some(({ name }) => name === undefined || ts.isComputedPropertyName(name)))
      this.flow.mixed = true;
  }

  /** Follows the value of an expression to whatever uses it. */
  follow(file: TrackedFile, node: ts.Node, depth: number): boolean {
    if (depth > maximumDepth) return false;
    const at = this.#withoutTypes(file, node);
    const { parent } = at;
    if (ts.isExpressionStatement(parent)) return true;
    if (ts.isConditionalExpression(parent) && parent.condition !== at)
      return this.#sources(file, parent) && this.follow(file, parent, depth + 1);
    if (ts.isVariableDeclaration(parent)) return this.#declared(file, parent, depth);
    if (ts.isPropertyAccessExpression(parent)) return this.#access(file, parent);
    if (ts.isReturnStatement(parent)) return this.#returned(file, parent, depth);
    if (ts.isArrowFunction(parent) && parent.body === at) return this.#result(file, parent, depth);
    if (ts.isJsxExpression(parent)) return this.#provided(file, parent, depth);
    if (ts.isArrayLiteralExpression(parent)) return isDependencies(parent);
    return isTested(at);
  }

  /** Steps out of parentheses and type assertions and notes the types. */
  #withoutTypes(file: TrackedFile, node: ts.Node): ts.Node {
    const outer = outermost(node);
    for (let at = node; at !== outer; at = at.parent) {
      const { parent } = at;
      if ((ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) && !isConst(parent.type))
        this.flow.types.push({ file, type: parent.type });
    }
    return outer;
  }

  /** Notes the literals that an expression may be; false where it may be something else. */
  #sources(file: TrackedFile, node: ts.Node): boolean {
    const inner = skipOuter(node);
    if (ts.isConditionalExpression(inner))
      return this.#sources(file, inner.whenTrue) && this.#sources(file, inner.whenFalse);
    if (!ts.isObjectLiteralExpression(inner)) return false;
    this.add(file, inner);
    return true;
  }

  #declared(file: TrackedFile, declaration: ts.VariableDeclaration, depth: number): boolean {
    const { name, type } = declaration;
    if (type !== undefined) this.flow.types.push({ file, type });
    if (ts.isObjectBindingPattern(name)) {
      this.flow.consumers.push({ file, node: name });
      return true;
    }
    return ts.isIdentifier(name) && this.#named(file, name, depth);
  }

  #named(file: TrackedFile, name: ts.Identifier, depth: number): boolean {
    if (this.#seen.has(name)) return true;
    this.#seen.add(name);
    const binding = file.unit.scopes.bindingOf(name);
    if (binding?.declarations.length !== 1 || binding.uses.some((use) => use.write)) return false;
    const uses = allUses(this.#project, file, binding);
    return uses?.every((use) => !use.inType && this.follow(use.file, use.node, depth + 1)) ?? false;
  }

  #access(file: TrackedFile, node: ts.PropertyAccessExpression): boolean {
    if (isWrite(node) || ts.isDeleteExpression(outermost(node).parent)) return false;
    this.flow.consumers.push({ file, node });
    return true;
  }

  #returned(file: TrackedFile, statement: ts.ReturnStatement, depth: number): boolean {
    let owner: ts.Node = statement;
    while (!ts.isFunctionLike(owner) && !ts.isSourceFile(owner)) owner = owner.parent;
    return isPlainFunction(owner) && this.#result(file, owner, depth);
  }

  /** What a function returns goes to its callers, or on from `useMemo`. */
  #result(file: TrackedFile, owner: PlainFunction, depth: number): boolean {
    if (this.#seen.has(owner)) return true;
    this.#seen.add(owner);
    if (!this.#allReturns(file, owner)) return false;
    const { parent } = owner;
    if (ts.isCallExpression(parent) && parent.arguments[0] === owner && isMemo(parent)) {
      for (const type of parent.typeArguments ?? []) this.flow.types.push({ file, type });
      return this.follow(file, parent, depth + 1);
    }
    if (owner.type !== undefined) this.flow.types.push({ file, type: owner.type });
    const name = ts.isFunctionDeclaration(owner)
      ? owner.name
      : ts.isVariableDeclaration(parent) && parent.type === undefined
        ? parent.name
        : undefined;
    if (name === undefined || !ts.isIdentifier(name) || functionOf(name) !== owner) return false;
    const binding = file.unit.scopes.bindingOf(name);
    const sites = binding && callSitesOf(this.#project, { file, binding, node: owner });
    const isAsync = hasModifier(owner, ts.SyntaxKind.AsyncKeyword);
    return sites?.every((site) => this.#called(site.file, site.node, isAsync, depth)) ?? false;
  }

  #called(file: TrackedFile, site: ts.Node, isAsync: boolean, depth: number): boolean {
    if (!ts.isCallExpression(site)) return false;
    if (!isAsync) return this.follow(file, site, depth + 1);
    const { parent } = outermost(site);
    return ts.isAwaitExpression(parent) && this.follow(file, parent, depth + 1);
  }

  /** Every `return` of the function gives a literal, or a name that holds one. */
  #allReturns(file: TrackedFile, owner: ts.FunctionLikeDeclaration): boolean {
    return (
      returnsOf(owner)?.every((value) => {
        const inner = skipOuter(value);
        if (!ts.isIdentifier(inner)) return this.#isMade(file, inner);
        const declaration = file.unit.scopes.bindingOf(inner)?.declarations[0]?.parent;
        const made =
          declaration !== undefined && ts.isVariableDeclaration(declaration)
            ? declaration.initializer
            : undefined;
        return made !== undefined && this.#isMade(file, skipOuter(made));
      }) ?? false
    );
  }

  /** A literal, or `useMemo` and `useContext`, which give what was followed to get here. */
  #isMade(file: TrackedFile, node: ts.Node): boolean {
    if (!ts.isCallExpression(node)) return this.#sources(file, node);
    this.flow.mixed = true;
    return isMemo(node) || isContextRead(node);
  }

  /** `<Known.Provider value={o}>` hands an object to everyone who reads the context. */
  #provided(file: TrackedFile, expression: ts.JsxExpression, depth: number): boolean {
    const attribute = expression.parent;
    if (!ts.isJsxAttribute(attribute) || attribute.name.getText() !== "value") return false;
    const { tagName } = attribute.parent.parent;
    const isProvider = ts.isPropertyAccessExpression(tagName) && tagName.name.text === "Provider";
    if (!isProvider || !ts.isIdentifier(tagName.expression)) return false;
    const declared = declarationOf(this.#project, file, tagName.expression);
    const declaration = declared?.declaration.parent;
    if (declared === undefined || declaration === undefined) return false;
    if (this.#seen.has(declared.declaration)) return true;
    this.#seen.add(declared.declaration);
    if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
      return false;
    const create = skipOuter(declaration.initializer);
    if (!ts.isCallExpression(create) || !/\bcreateContext$/u.test(create.expression.getText()))
      return false;
    return this.#context(declared.file, declared.declaration, create, depth);
  }

  #context(
    file: TrackedFile,
    name: ts.Identifier,
    create: ts.CallExpression,
    depth: number,
  ): boolean {
    for (const type of create.typeArguments ?? []) this.flow.types.push({ file, type });
    const [fallback] = create.arguments;
    if (fallback !== undefined && !this.#isFallback(file, fallback)) return false;
    const binding = file.unit.scopes.bindingOf(name);
    const uses = binding && allUses(this.#project, file, binding);
    return (
      uses?.every((use) => {
        const { parent } = use.node;
        if (use.inType) return false;
        if (ts.isCallExpression(parent))
          return isContextRead(parent) && this.follow(use.file, parent, depth + 1);
        if (!ts.isPropertyAccessExpression(parent)) return false;
        return parent.name.text === "displayName" || this.#provider(use.file, parent);
      }) ?? false
    );
  }

  #isFallback(file: TrackedFile, node: ts.Expression): boolean {
    const inner = this.#innerOf(file, node);
    const isNothing =
      inner.kind === ts.SyntaxKind.NullKeyword ||
      (ts.isIdentifier(inner) && inner.text === "undefined");
    return isNothing || this.#sources(file, inner);
  }

  #innerOf(file: TrackedFile, node: ts.Node): ts.Node {
    const inner = skipOuter(node);
    this.#withoutTypes(file, inner);
    return inner;
  }

  /** Another provider of the same context: what it gives must be in sight as well. */
  #provider(file: TrackedFile, tag: ts.PropertyAccessExpression): boolean {
    const element = tag.parent;
    if (ts.isJsxClosingElement(element)) return true;
    if (!ts.isJsxOpeningElement(element) && !ts.isJsxSelfClosingElement(element)) return false;
    const value = element.attributes.properties.find(
      (attribute) => ts.isJsxAttribute(attribute) && attribute.name.getText() === "value",
    );
    const given =
      value !== undefined &&
      ts.isJsxAttribute(value) &&
      value.initializer !== undefined &&
      ts.isJsxExpression(value.initializer)
        ? value.initializer.expression
        : undefined;
    if (tag.name.text !== "Provider" || given === undefined) return false;
    const inner = this.#innerOf(file, given);
    if (!ts.isIdentifier(inner)) return this.#isMade(file, inner);
    const declaration = file.unit.scopes.bindingOf(inner)?.declarations[0]?.parent;
    return (
      declaration !== undefined &&
      ts.isVariableDeclaration(declaration) &&
      declaration.initializer !== undefined &&
      this.#isMade(file, skipOuter(declaration.initializer))
    );
  }
}

type PlainFunction = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction;

function isPlainFunction(node: ts.Node): node is PlainFunction {
  return (
    ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node)
  );
}

function isConst(type: ts.TypeNode): boolean {
  return ts.isTypeReferenceNode(type) && type.typeName.getText() === "const";
}

function isMemo(call: ts.CallExpression): boolean {
  return /^(?:React\.)?useMemo$/u.test(call.expression.getText());
}

function isContextRead(call: ts.CallExpression): boolean {
  return /^(?:React\.)?use(?:Context)?$/u.test(call.expression.getText());
}
