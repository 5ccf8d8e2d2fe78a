import type { ts } from "ts-morph";

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
