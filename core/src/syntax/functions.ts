import { ts } from "./compiler.js";
import type { FunctionFact } from "./facts.js";
import { commonJsName } from "./imports.js";
import { isConst, propertyName } from "./nodes.js";
import type { Scopes } from "./scope.js";

/** Gives the functions that matter to the index a number, in the order in which they are met. */
export class FunctionNumbers {
  readonly facts: FunctionFact[] = [];
  readonly #numbers = new Map<ts.Node, number>();
  readonly #scopes: Scopes;

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
  }

  /** The number of a function, given on first sight. */
  numberOf(node: ts.SignatureDeclaration): number {
    const known = this.#numbers.get(node);
    if (known !== undefined) return known;
    const number = this.facts.length;
    this.#numbers.set(node, number);
    const local = localHolder(node);
    this.facts.push(
      local === undefined
        ? { ...addressOf(node), start: node.getStart() }
        : { name: localName(local), escapes: escapes(local, this.#scopes), start: node.getStart() },
    );
    return number;
  }
}

/** How other code names a function: a top-level name, or a member of a top-level class or object. */
function addressOf(node: ts.SignatureDeclaration): { name: string | null; owner?: string } {
  if (ts.isFunctionDeclaration(node) && ts.isSourceFile(node.parent)) {
    return { name: node.name?.text ?? "default" };
  }
  if (ts.isMethodDeclaration(node)) return memberAddress(node.parent, memberName(node.name));
  const holder = holderOf(node);
  if (ts.isExportAssignment(holder)) return { name: "default" };
  if (ts.isBinaryExpression(holder)) return { name: commonJsName(holder) ?? null };
  if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name) && isTopLevel(holder)) {
    return { name: holder.name.text };
  }
  if (ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder)) {
    return memberAddress(holder.parent, memberName(holder.name));
  }
  return { name: null };
}

function memberName(name: ts.PropertyName): string | undefined {
  return ts.isPrivateIdentifier(name) ? name.text : propertyName(name);
}

function memberAddress(
  container: ts.Node,
  name: string | undefined,
): { name: string | null; owner?: string } {
  if (name === undefined) return { name: null };
  if (ts.isClassDeclaration(container) && container.name && ts.isSourceFile(container.parent)) {
    return { name, owner: container.name.text };
  }
  if (ts.isObjectLiteralExpression(container)) {
    const holder = holderOf(container);
    if (commonJsName(holder) === "default") return { name };
    if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name) && isTopLevel(holder)) {
      return { name, owner: holder.name.text };
    }
  }
  return { name: null };
}

/** The declaration that a function or object is the value of, through `useCallback(…)`, `memo(…)` and casts. */
function holderOf(node: ts.Node): ts.Node {
  let holder = node.parent;
  while (
    ts.isParenthesizedExpression(holder) ||
    ts.isAsExpression(holder) ||
    ts.isSatisfiesExpression(holder) ||
    (ts.isCallExpression(holder) && holder.arguments[0] !== undefined && holder.expression !== node)
  ) {
    holder = holder.parent;
  }
  return holder;
}

function isTopLevel(declaration: ts.VariableDeclaration): boolean {
  return (
    ts.isVariableDeclarationList(declaration.parent) &&
    ts.isSourceFile(declaration.parent.parent.parent)
  );
}

/** What gives a function its name within another one. */
type LocalHolder =
  | (ts.FunctionDeclaration & { readonly name: ts.Identifier })
  | (ts.VariableDeclaration & { readonly name: ts.Identifier });

/** The name that a function inside another one is known by in its file; it is no word that other files could write. */
export function localName({ name }: LocalHolder): string {
  return `${name.text}@${String(name.getStart())}`;
}

/** The declaration in a function or block that a function is the value of, directly or through `useCallback(…)`. */
function localHolder(node: ts.SignatureDeclaration): LocalHolder | undefined {
  const holder = ts.isFunctionDeclaration(node) ? node : holderOf(node);
  return isLocalHolder(holder) ? holder : undefined;
}

/** Whether a declaration inside a function or block holds one function for good. */
export function isLocalHolder(holder: ts.Node): holder is LocalHolder {
  if (ts.isFunctionDeclaration(holder)) {
    return holder.name !== undefined && ts.isBlock(holder.parent);
  }
  return (
    ts.isVariableDeclaration(holder) &&
    ts.isIdentifier(holder.name) &&
    ts.isVariableStatement(holder.parent.parent) &&
    ts.isBlock(holder.parent.parent.parent) &&
    isConst(holder)
  );
}

/** Whether a local function is used other than by calling it, so that code elsewhere may call it too. */
function escapes(holder: LocalHolder, scopes: Scopes): boolean {
  const block = ts.isFunctionDeclaration(holder) ? holder.parent : holder.parent.parent.parent;
  const { name } = holder;
  const visit = (node: ts.Node): boolean => {
    const isUse = ts.isIdentifier(node) && node.text === name.text && node !== name;
    if (isUse && !isHarmless(node) && scopes.resolve(node.text, node) === holder) return true;
    return ts.forEachChild(node, visit) ?? false;
  };
  return visit(block);
}

/** A call, a member of something else that has the same name, or an entry in a hook's dependencies. */
function isHarmless(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent)) return parent.name === node;
  if (!ts.isArrayLiteralExpression(parent) || !ts.isCallExpression(parent.parent)) return false;
  const callee = parent.parent.expression;
  return /^(?:React\.)?use[A-Z]/.test(callee.getText());
}
