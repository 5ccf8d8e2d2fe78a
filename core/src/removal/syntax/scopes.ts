import type { ts } from "ts-morph";
import { declareNames } from "./declareNames.js";
import { parentOf } from "./parent.js";
import { resolveNames } from "./resolveNames.js";
import type { Binding, NameUse, Scope } from "./scopeModel.js";

/** Every name of a file, declared and used. */
export interface ScopeAnalysis {
  readonly root: Scope;
  readonly bindings: readonly Binding[];
  /** The binding that a declaring or using identifier means; undefined for globals. */
  bindingOf(identifier: ts.Identifier): Binding | undefined;
  /** The innermost scope around a node (the node's own scope, if it opens one). */
  scopeAt(node: ts.Node): Scope;
  /** Uses of names that the file declares nowhere. */
  readonly globals: readonly NameUse[];
}

/** Finds what every identifier of a file means. */
export function analyseScopes(source: ts.SourceFile): ScopeAnalysis {
  const { root, scopeOfNode } = declareNames(source);
  const { meaning, globals } = resolveNames(source, scopeOfNode);
  const bindings = [...new Set([...scopeOfNode.values()])].flatMap((scope) => [
    ...scope.names.values(),
  ]);
  for (const binding of bindings) {
    for (const declaration of binding.declarations) meaning.set(declaration, binding);
  }
  const scopeAt = (node: ts.Node): Scope => {
    for (let at: ts.Node | undefined = node; at !== undefined; at = parentOf(at)) {
      const scope = scopeOfNode.get(at);
      if (scope !== undefined) return scope;
    }
    return root;
  };
  return { root, bindings, globals, scopeAt, bindingOf: (identifier) => meaning.get(identifier) };
}
