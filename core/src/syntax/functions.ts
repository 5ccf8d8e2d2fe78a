import { ts } from "./compiler.js";
import type { FunctionFact } from "./facts.js";
import { commonJsName } from "./imports.js";
import { propertyName } from "./nodes.js";

/** Gives the functions that matter to the index a number, in the order in which they are met. */
export class FunctionNumbers {
  readonly facts: FunctionFact[] = [];
  readonly #numbers = new Map<ts.Node, number>();

  /** The number of a function, given on first sight. */
  numberOf(node: ts.SignatureDeclaration): number {
    const known = this.#numbers.get(node);
    if (known !== undefined) return known;
    const number = this.facts.length;
    this.#numbers.set(node, number);
    this.facts.push({ ...addressOf(node), start: node.getStart() });
    return number;
  }
}

/** How other code names a function: a top-level name, or a member of a top-level class or object. */
function addressOf(node: ts.SignatureDeclaration): { name: string | null; owner?: string } {
  if (ts.isFunctionDeclaration(node) && ts.isSourceFile(node.parent)) {
    return { name: node.name?.text ?? "default" };
  }
  if (ts.isMethodDeclaration(node)) return memberAddress(node.parent, propertyName(node.name));
  const holder = holderOf(node);
  if (ts.isExportAssignment(holder)) return { name: "default" };
  if (ts.isBinaryExpression(holder)) return { name: commonJsName(holder) ?? null };
  if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name) && isTopLevel(holder)) {
    return { name: holder.name.text };
  }
  if (ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder)) {
    return memberAddress(holder.parent, propertyName(holder.name));
  }
  return { name: null };
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
