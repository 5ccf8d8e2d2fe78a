import type { Span } from "../text/span.js";
import type { JsonValue } from "../text/json.js";

/**
 * What the flow keeps of one file: declarations, functions and calls as plain data, so that a tree need not outlive
 * its parse and facts can be kept by content. Offsets are UTF-16.
 */
export interface FlowFacts {
  /** Imported bindings by local name; `*` is the whole module. */
  readonly imports: Readonly<Record<string, ImportedName>>;
  readonly exports: readonly ExportedName[];
  /** Top-level declarations by name. */
  readonly declarations: Readonly<Record<string, Declaration>>;
  readonly locals: readonly LocalFact[];
  /** Number 0 is the module's own code. */
  readonly functions: readonly FunctionFact[];
  readonly calls: readonly CallFact[];
  /** Names of members that are assigned outside of their own class: what such a member once was tells nothing. */
  readonly assigned: readonly string[];
  /** The file has syntax errors: what stands behind the first may be missing here. */
  readonly isBroken?: boolean;
}

export interface ImportedName {
  readonly from: string;
  readonly name: string;
}

/** `export { local as name }`, or `export { imported as name } from "from"`; `name` is `*` for a whole re-export. */
export interface ExportedName {
  readonly name: string;
  readonly local?: string;
  readonly from?: string;
  readonly imported?: string;
}

/** A type as it is written, names unresolved. */
export type TypeExpr =
  | { readonly k: "ref"; readonly name: string; readonly args: readonly TypeExpr[] }
  | { readonly k: "shape"; readonly members: Readonly<Record<string, TypeExpr>> }
  | { readonly k: "any-of"; readonly of: readonly TypeExpr[] }
  | { readonly k: "typeof"; readonly name: string }
  | { readonly k: "member"; readonly of: TypeExpr; readonly name: string }
  | { readonly k: "function"; readonly returns: TypeExpr }
  | { readonly k: "list"; readonly of: TypeExpr }
  | { readonly k: "unknown" };

/** An expression, as far as it tells where a value comes from or whether a condition holds. */
export type Value = Span &
  (
    | { readonly k: "name"; readonly name: string }
    | { readonly k: "local"; readonly id: number }
    | { readonly k: "this"; readonly owner: string | undefined }
    | { readonly k: "super"; readonly owner: string | undefined }
    | { readonly k: "member"; readonly of: Value; readonly name: string }
    | { readonly k: "item"; readonly of: Value; readonly key: Value }
    | {
        readonly k: "call";
        readonly callee: Value;
        readonly args: readonly Value[];
        readonly type?: TypeExpr;
      }
    | { readonly k: "new"; readonly callee: Value; readonly args: readonly Value[] }
    | {
        readonly k: "object";
        readonly props: Readonly<Record<string, Value>>;
        readonly spreads: readonly Value[];
      }
    | { readonly k: "array"; readonly items: readonly Value[] }
    | { readonly k: "function"; readonly func: number }
    | { readonly k: "literal"; readonly value: JsonValue }
    | { readonly k: "choice"; readonly test: Value; readonly then: Value; readonly else: Value }
    | {
        readonly k: "logic";
        readonly op: "and" | "or" | "nullish";
        readonly left: Value;
        readonly right: Value;
      }
    | { readonly k: "not"; readonly of: Value }
    | {
        readonly k: "equal";
        readonly left: Value;
        readonly right: Value;
        readonly negated: boolean;
      }
    | { readonly k: "cast"; readonly of: Value; readonly type: TypeExpr }
    | { readonly k: "other" }
  );

/** A parameter or a variable inside a function. */
export interface LocalFact {
  readonly name: string;
  readonly type?: TypeExpr;
  /** The initializer; for a destructured name the member of it. */
  readonly value?: Value;
  /** Never assigned again. */
  readonly constant: boolean;
  /** For a parameter that is a plain name, or stands for a destructured one. */
  readonly parameter?: { readonly func: number; readonly index: number };
}

/** A member of a class. */
export interface MemberFact {
  readonly type?: TypeExpr;
  /** A field's initializers: its own and those that constructors assign. */
  readonly values: readonly Value[];
  /** Number of the method. */
  readonly func?: number;
}

export type Declaration =
  | {
      readonly k: "class";
      readonly nameSpan: Span;
      readonly extends?: Value;
      readonly implements: readonly TypeExpr[];
      readonly members: Readonly<Record<string, MemberFact>>;
      /** Number of the constructor. */
      readonly maker?: number;
    }
  | {
      readonly k: "interface";
      readonly extends: readonly TypeExpr[];
      readonly members: Readonly<Record<string, TypeExpr>>;
    }
  | { readonly k: "alias"; readonly type: TypeExpr }
  | {
      readonly k: "variable";
      readonly type?: TypeExpr;
      readonly value?: Value;
      /** It is assigned again: its value is what it once was, and no condition can be told from it. */
      readonly changes?: boolean;
    }
  | { readonly k: "function"; readonly func: number }
  | { readonly k: "enum"; readonly members: Readonly<Record<string, JsonValue>> };

/** `test` is true (or false) wherever control gets here; with `completes`, a call that did not throw. */
export interface PathCondition {
  readonly test: Value;
  readonly holds: boolean;
  readonly completes?: true;
  /** The file that `test` stands in, where it is not the one that the condition is asked for. */
  readonly file?: string;
}

/** How the code around an expression treats its outcome. */
export interface Outcome {
  /**
   * `awaited`: by `await`, or waited for through a list of promises; `returned`: handed to the caller; `used`: kept in
   * a variable or passed on; `dropped`: nothing looks at it.
   */
  readonly wait: "awaited" | "returned" | "used" | "dropped";
  /** `.catch(…)` or `Promise.allSettled` takes a rejection. */
  readonly rejectionCaught: boolean;
  /** Inside a `try` whose `catch` goes on. */
  readonly inTry: boolean;
}

export interface FunctionFact {
  /** What people call it: a function's, variable's or method's name; empty for a callback. */
  readonly name: string;
  /** Name of the top-level class, or of the top-level object, that holds it. */
  readonly owner?: string;
  readonly span: Span;
  readonly nameSpan: Span;
  /** The function around it; -1 for the module. */
  readonly parent: number;
  /** Ids of the locals that stand for its parameters. */
  readonly parameters: readonly number[];
  readonly returns: readonly ReturnFact[];
  readonly type?: TypeExpr;
  /** It gives a promise: declared `async`, or typed so. */
  readonly isAsync: boolean;
  /** Conditions that hold where it is made, within the function around it. */
  readonly path: readonly PathCondition[];
  /** Conditions under which it throws at once. */
  readonly throwsIf: readonly Value[];
  /** The whole body is a `try` whose `catch` goes on, so that it never throws. */
  readonly swallows: boolean;
  /** A callback: the call that it is an argument of, with its position and what becomes of that call. */
  readonly handedTo?: {
    readonly callee: Value;
    readonly index: number;
    readonly label?: string;
    readonly outcome: Outcome;
    readonly start: number;
  };
  /** Decorated, exported as default or stored in an object: unknown code may call it. */
  readonly stored: boolean;
}

/** A value that a function gives, with the conditions under which it does. */
export interface ReturnFact {
  readonly value: Value;
  readonly path: readonly PathCondition[];
}

/** A call or `new` expression. */
export interface CallFact {
  /** Number of the function it stands in. */
  readonly func: number;
  readonly span: Span;
  readonly memberSpan: Span;
  readonly statementSpan: Span;
  readonly argumentSpans: readonly Span[];
  readonly value: Value & { readonly k: "call" | "new" };
  /** Conditions within its function. */
  readonly path: readonly PathCondition[];
  readonly outcome: Outcome;
}
