import { ts } from "./compiler.js";
import { importOf } from "./imports.js";
import { isConst, propertyName, staticName, unwrap } from "./nodes.js";
import type { Binding, Scopes } from "./scope.js";

/** The names along which an expression is reached: `["uiConfig", "flags"]`, `["useConfig()", "flags"]`. */
export type NamePath = readonly string[];

const maximumDepth = 8;

/** Spells out member chains by name, as written and through aliases. */
export class Paths {
  readonly #scopes: Scopes;

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
  }

  /** Every way to spell the expression: as written first, then with constants and destructuring followed. */
  of(expression: ts.Expression, depth = 0): NamePath[] {
    if (depth > maximumDepth) return [];
    const node = unwrap(expression);
    if (ts.isIdentifier(node)) return this.#ofIdentifier(node, depth);
    if (node.kind === ts.SyntaxKind.ThisKeyword) return [["this"]];
    if (ts.isMetaProperty(node)) return [["import", "meta"]];
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const name = staticName(node);
      if (name === undefined) return [];
      const bases = this.of(node.expression, depth + 1);
      return bases.length === 0 ? [["?", name]] : bases.map((base) => [...base, name]);
    }
    if (ts.isCallExpression(node)) return this.#ofCall(node, depth);
    if (ts.isBinaryExpression(node)) return this.of(node.left, depth + 1);
    return [];
  }

  /** The paths of what an object pattern takes apart. */
  ofPattern(pattern: ts.ObjectBindingPattern, depth = 0): NamePath[] {
    const owner = pattern.parent;
    if (depth > maximumDepth) return [];
    if (ts.isVariableDeclaration(owner)) {
      return owner.initializer ? this.of(owner.initializer, depth + 1) : [];
    }
    if (ts.isParameter(owner)) return [[]];
    return this.#ofElement(owner, depth + 1);
  }

  #ofCall(node: ts.CallExpression, depth: number): NamePath[] {
    const callee = unwrap(node.expression);
    if (ts.isIdentifier(callee)) {
      const binding = this.#scopes.resolve(callee.text, callee);
      const imported = binding && importOf(binding);
      const names = new Set([callee.text]);
      if (imported && imported.name !== "*" && imported.name !== "default")
        names.add(imported.name);
      return [...names].map((name) => [`${name}()`]);
    }
    return this.of(callee, depth + 1).map((path) => [
      ...path.slice(0, -1),
      `${path[path.length - 1] ?? ""}()`,
    ]);
  }

  #ofIdentifier(node: ts.Identifier, depth: number): NamePath[] {
    const written: NamePath = [node.text];
    const binding = this.#scopes.resolve(node.text, node);
    if (binding === undefined) return [written];
    return [written, ...this.#throughBinding(binding, depth)];
  }

  #throughBinding(binding: Binding, depth: number): NamePath[] {
    if (ts.isVariableDeclaration(binding) && binding.initializer && isConst(binding)) {
      return this.of(binding.initializer, depth + 1);
    }
    if (ts.isBindingElement(binding)) return this.#ofElement(binding, depth + 1);
    const imported = importOf(binding);
    if (imported !== undefined && imported.name !== "*" && imported.name !== "default") {
      return [[imported.name]];
    }
    return [];
  }

  #ofElement(element: ts.BindingElement, depth: number): NamePath[] {
    if (!ts.isObjectBindingPattern(element.parent)) return [];
    const name = propertyName(element.propertyName ?? element.name);
    if (name === undefined) return [];
    return this.ofPattern(element.parent, depth + 1).map((path) => [...path, name]);
  }
}

/** Whether a path ends with the names of a dotted pattern (`uiConfig.flags`). */
export function endsWith(path: NamePath, pattern: string): boolean {
  const last = path[path.length - 1];
  if (last === undefined || !pattern.endsWith(last)) return false;
  const names = pattern.split(".");
  if (names.length > path.length) return false;
  return names.every((name, index) => path[path.length - names.length + index] === name);
}
