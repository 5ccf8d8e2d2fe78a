import type { JsonValue } from "../text/json.js";

/**
 * What a data file may hold, described once: `checkShape` checks files against it and `toJsonSchema` publishes it.
 */
export type Shape =
  | StringShape
  | NumberShape
  | PlainShape
  | LiteralShape
  | ArrayShape
  | RecordShape
  | ObjectShape
  | UnionShape
  | CasesShape;

interface ShapeBase {
  /** A name under which the JSON Schema lists the shape in its `definitions`. */
  readonly name?: string;
  /** One sentence in Markdown, shown by editors. Of a named shape it belongs to the place, not to the definition. */
  readonly description?: string;
  readonly default?: JsonValue;
}

export interface StringShape extends ShapeBase {
  readonly kind: "string";
  /** What the string is, with its article, for messages: "a flag type"; default "a string". */
  readonly noun?: string;
  /** The only words allowed; others are refused with a suggestion. */
  readonly oneOf?: readonly string[];
  /** Other spellings that are read as one of `oneOf`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** A pattern that is anchored at both ends and cannot backtrack badly. */
  readonly pattern?: RegExp;
  /** Shortest and longest allowed length in UTF-16 code units. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Gives what is wrong with the text as a sentence, or undefined. `label` names the value in it. */
  readonly test?: (value: string, label: string) => string | undefined;
  /** The problem code of a text that is refused; default `unknown-<noun>` with `oneOf`, else `invalid-value`. */
  readonly code?: string;
}

export interface NumberShape extends ShapeBase {
  readonly kind: "number";
  readonly integer?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** `any` lets every JSON value pass. */
export interface PlainShape extends ShapeBase {
  readonly kind: "boolean" | "null" | "any";
}

/** Exactly this value. */
export interface LiteralShape extends ShapeBase {
  readonly kind: "literal";
  readonly value: string | number | boolean;
}

export interface ArrayShape extends ShapeBase {
  readonly kind: "array";
  readonly items: Shape;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Equal items are told and the later one is left out. */
  readonly unique?: boolean;
}

/** An object whose keys are the user's own. */
export interface RecordShape extends ShapeBase {
  readonly kind: "record";
  readonly keys?: StringShape;
  readonly values: Shape;
  readonly minItems?: number;
}

/** An object whose keys are ours. */
export interface ObjectShape extends ShapeBase {
  readonly kind: "object";
  /** What it is called in messages: "the configuration", "a flag". */
  readonly noun: string;
  readonly fields: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** Further keys may hold anything. */
  readonly open?: boolean;
  /** Keep an object that lacks a required field, having reported it; otherwise it is dropped. */
  readonly keepIncomplete?: boolean;
  /** Keywords that the JSON Schema gets besides; the same rules are checked in code. */
  readonly keywords?: Readonly<Record<string, JsonValue>>;
}

/** The first option that fits the value's JSON type checks it. */
export interface UnionShape extends ShapeBase {
  readonly kind: "union";
  readonly options: readonly Shape[];
}

/** Objects told apart by the word under one key: `{ "kind": "call", … }`. */
export interface CasesShape extends ShapeBase {
  readonly kind: "cases";
  readonly noun: string;
  readonly by: string;
  readonly cases: Readonly<Record<string, ObjectShape>>;
}
