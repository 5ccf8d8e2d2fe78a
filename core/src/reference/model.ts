import type { MatchedValueType, Matcher, VariantMember } from "../adapters/model.js";
import type { JsonValue } from "../text/json.js";
import type { Span } from "../text/span.js";

/** How a reference asks for its flag. `wrapper` is the user's own function around another shape. */
export type ReferenceKind = Matcher["kind"] | "wrapper";

/**
 * - `read`: the flag's value is asked for.
 * - `override`: a test or a set-up gives the flag a value.
 * - `mention`: the key is named where something else reads it (a route's `flag:` option, a type).
 */
export type ReferenceAccess = "read" | "override" | "mention";

/** The value a call falls back to. `value` is undefined where it is not a literal. */
export interface DefaultArgument {
  readonly span: Span;
  readonly value?: JsonValue;
  /** For a value that is not a literal but has a plain type. */
  readonly typeName?: "boolean" | "string" | "number" | "object" | "undefined";
}

/** A place where the value of a reference decides what runs. */
export interface FlagCondition {
  readonly form: "if" | "ternary" | "and" | "or" | "switch";
  /** The whole statement or expression. */
  readonly span: Span;
  /** What runs when the flag is on; null where nothing does. */
  readonly whenOn: Span | null;
  /** What runs when the flag is off; null where nothing does. */
  readonly whenOff: Span | null;
  /** Both branches are the same code, comments and layout apart. */
  readonly identical: boolean;
  /** The flag alone decides; false where other operands take part. */
  readonly sole: boolean;
  /** Offset at which the function that holds the condition starts, 0 for the module. */
  readonly functionStart: number;
}

/** One place in code that reads, sets or names a flag. */
export interface FlagReference {
  readonly flagKey: string;
  readonly path: string;
  /** The key as written: the literal with its quotes, the property's name, the constant, or the function's name. */
  readonly span: Span;
  /** The expression that yields the value; equals `span` where there is none. */
  readonly evaluation: Span;
  readonly kind: ReferenceKind;
  /** `adapter/name` for an SDK's shape, `config/name` for the user's, `wrapper/function` for an inferred one. */
  readonly matcher: string;
  readonly access: ReferenceAccess;
  /** True where the expression is true when the flag is off. */
  readonly inverted: boolean;
  readonly valueType: MatchedValueType;
  /** For the value type `variant`: the members that tell the flag's value; absent where the matcher does not say. */
  readonly members?: Readonly<Record<string, VariantMember>>;
  readonly defaultArgument?: DefaultArgument;
  /** Evaluated when the module loads, outside every function. */
  readonly atModuleLevel: boolean;
  /** Offset at which the enclosing function starts, 0 at module level. */
  readonly functionStart: number;
  readonly conditions: readonly FlagCondition[];
}

/** A read whose key is built at run time. */
export interface DynamicReference {
  readonly path: string;
  readonly span: Span;
  readonly kind: ReferenceKind;
  readonly matcher: string;
  /** The key's known parts with `*` for the rest: `release-*`; `*` where nothing is known. */
  readonly pattern: string;
  readonly atModuleLevel: boolean;
}

/** What the rules and the faces may ask of the index. Orders are by path, then by offset. */
export interface ReferenceView {
  readonly references: readonly FlagReference[];
  readonly dynamicReferences: readonly DynamicReference[];
  /** The references to one key, in order. */
  referencesTo(flagKey: string): readonly FlagReference[];
  /** Offsets of the line starts of an indexed file, or undefined for a file without facts. */
  lineStarts(path: string): ArrayLike<number> | undefined;
  /**
   * For each word the files whose text holds it as a whole token, read or not, in order: evidence that a flag may be
   * in use in a shape that is not recognised. Absent where the texts are out of reach.
   */
  filesNaming?(words: readonly string[]): ReadonlyMap<string, readonly string[]>;
  /** The files whose text holds any of the words as a whole token, in order; files that went unread are left out. */
  filesNamingAny?(words: readonly string[]): readonly string[];
  /** False when the file certainly exports nothing of that name, itself or by `export *`. */
  mayExport?(path: string, name: string): boolean;
  /** The files whose path matches, in order. Absent where the paths are out of reach. */
  filesCalled?(pattern: RegExp): readonly string[];
}
