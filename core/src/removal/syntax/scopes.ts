import { ts } from "ts-morph";
import { declareNames } from "./declareNames.js";
import { resolveNames } from "./resolveNames.js";

/** What a name was declared as. A name with a type and a value of the same scope has the value's kind. */
export type BindingKind =
  | "import"
  | "const"
  | "let"
  | "var"
  | "function"
  | "class"
  | "parameter"
  | "catch"
  | "enum"
  | "namespace"
  | "type"
  | "typeParameter"
  | "self";

/** One use of a name. */
export interface NameUse {
  readonly node: ts.Identifier;
  /** The name is assigned to here. */
  readonly write: boolean;
  /** The name stands in a type. */
  readonly inType: boolean;
}

/** A declared name of one scope. */
export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly scope: Scope;
  readonly declarations: ts.Identifier[];
  readonly uses: NameUse[];
}

/** A region in which names are declared. */
export interface Scope {
  readonly node: ts.Node;
  readonly parent: Scope | undefined;
  readonly names: Map<string, Binding>;
}

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
    for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
      const scope = scopeOfNode.get(at);
      if (scope !== undefined) return scope;
    }
    return root;
  };
  return { root, bindings, globals, scopeAt, bindingOf: (identifier) => meaning.get(identifier) };
}
