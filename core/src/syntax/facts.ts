import type { MatchedValueType, VariantMember } from "../adapters/model.js";
import type {
  DefaultArgument,
  FlagCondition,
  ReferenceAccess,
  ReferenceKind,
} from "../reference/model.js";
import type { Span } from "../text/span.js";

/**
 * Where a value comes from, as far as its own file tells.
 *
 * `import` is a binding of another module with the members read from it (`rest`); `local` is declared at the top
 * level of this file; `parameter` is handed in; `unknown` could not be traced.
 */
export type Origin =
  | {
      readonly kind: "import";
      readonly from: string;
      /** The exported name, `default`, or `*` for the whole module. */
      readonly name: string;
      readonly rest: readonly string[];
    }
  | { readonly kind: "local"; readonly name: string; readonly rest: readonly string[] }
  | { readonly kind: "global"; readonly name: string; readonly rest: readonly string[] }
  | { readonly kind: "parameter" }
  | { readonly kind: "unknown" };

/** What stands where a key is expected. */
export type KeyExpression =
  | { readonly kind: "literal"; readonly value: string }
  /** A constant of this file or another, to be looked up when files are linked. */
  | { readonly kind: "symbol"; readonly origin: Origin; readonly text: string }
  /** A template or concatenation with known parts, `*` for the rest. */
  | { readonly kind: "pattern"; readonly pattern: string }
  /** Parameter `index` of function number `func` in `FileFacts.functions`, or a member of it. */
  | {
      readonly kind: "parameter";
      readonly func: number;
      readonly index: number;
      readonly member?: string;
    }
  | { readonly kind: "unknown" };

/** One place that may be a flag reference; linking decides. */
export interface Site {
  /** Id of the matcher that proposes it (`adapter/name`, `config/name`, `derived/…`). */
  readonly matcher: string;
  readonly kind: ReferenceKind;
  readonly key: KeyExpression;
  readonly span: Span;
  readonly evaluation: Span;
  readonly access: ReferenceAccess;
  readonly inverted: boolean;
  readonly valueType: MatchedValueType;
  readonly members?: Readonly<Record<string, VariantMember>>;
  readonly defaultArgument?: DefaultArgument;
  readonly atModuleLevel: boolean;
  readonly functionStart: number;
  readonly conditions: readonly FlagCondition[];
  /** Origin of the callee, receiver, component or object. */
  readonly origin: Origin;
  /** The shape alone is weak evidence, so only a key that the registry knows is believed. */
  readonly knownKeysOnly: boolean;
  /** The receiver is named in the matcher's `receivers`, so its origin need not be proven. */
  readonly receiverNamed: boolean;
  /** The call has just as many arguments as the matcher speaks of; tells SDKs of one vendor apart. */
  readonly argumentsFit: boolean;
  /** The function around it returns this value and does nothing else: as it is, or its opposite. */
  readonly returned: "same" | "opposite" | null;
}

/** `export { local as name }`, or `export { imported as name } from "from"`; `name` is `*` for a whole re-export. */
export interface ExportFact {
  readonly name: string;
  readonly local?: string;
  readonly from?: string;
  readonly imported?: string;
}

/** A string, or an object, enum or namespace of such, known without running anything. */
export type ConstantValue = string | { readonly [name: string]: ConstantValue };

/** A function that hands a parameter on as a flag key, or that only returns a flag's value. */
export interface FunctionFact {
  /** Top-level name, or null for a function that other files cannot name. */
  readonly name: string | null;
  /** Class or object that holds it, for a method. */
  readonly owner?: string;
  /** A function inside another one that is handed on, so that its callers are not all known. */
  readonly escapes?: boolean;
  /** Offset of the function; the function number in `KeyExpression` is its place in the list. */
  readonly start: number;
}

/** A top-level function or constant whose value is exactly that of one site of this file. */
export interface AliasFact {
  readonly name: string;
  /** `call` when the name must be called to get the value. */
  readonly form: "call" | "value";
  readonly site: number;
  readonly inverted: boolean;
}

/** A constant whose initializer is a call that declares a flag. */
export interface DeclarationFact {
  /** Exported name of the function that is called. */
  readonly callee: string;
  readonly origin: Origin;
  /** The static strings of its object argument. */
  readonly argument: ConstantValue;
}

/** `const on = isOn` at the top level: another name for a function. */
export interface RenameFact {
  readonly name: string;
  /** The last name of what it stands for. */
  readonly inner: string;
  readonly origin: Origin;
}

/** A class that extends another one. */
export interface ClassFact {
  readonly parent: Origin;
  /** Names of its own members; they hide the parent's. */
  readonly members: readonly string[];
}

/** Everything the index keeps of a file. Plain data; offsets are UTF-16. */
export interface FileFacts {
  readonly lineStarts: readonly number[];
  readonly imports: readonly {
    readonly local: string;
    readonly imported: string;
    readonly from: string;
  }[];
  readonly exports: readonly ExportFact[];
  /** Top-level constants with static string content. */
  readonly constants: Readonly<Record<string, ConstantValue>>;
  /** Top-level constants made by a call that declares a flag (`flag({ key: "x" })`). */
  readonly declarations: Readonly<Record<string, DeclarationFact>>;
  /** Origins of top-level bindings, classes as `local`. */
  readonly origins: Readonly<Record<string, Origin>>;
  /** Names of top-level functions with the offset span of their names. */
  readonly topLevelFunctions: Readonly<Record<string, Span>>;
  readonly functions: readonly FunctionFact[];
  /** Top-level classes that extend another one. */
  readonly classes: Readonly<Record<string, ClassFact>>;
  /** Top-level constants that are just another name for something. */
  readonly renames: readonly RenameFact[];
  readonly aliases: readonly AliasFact[];
  readonly sites: readonly Site[];
  /** Why the file could not be read as source, in words. */
  readonly failure?: string;
}
