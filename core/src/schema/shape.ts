import type { JsonValue } from "../text/json.js";

/**
 * What a data file may hold, described once: `checkShape` checks files against it and `toJsonSchema` publishes it.
 */
export type Shape =
  | StringShape
  | NumberShape
  | PlainShape
  | ArrayShape
  | RecordShape
  | ObjectShape
  | UnionShape
  | CasesShape
  | NamedShape;

interface ShapeBase {
  /** One sentence in Markdown, shown by editors. */
  readonly description?: string;
  readonly examples?: readonly JsonValue[];
  readonly default?: JsonValue;
}

export interface StringShape extends ShapeBase {
  readonly kind: "string";
  /** The only words allowed; others are refused with a suggestion. */
  readonly oneOf?: readonly string[];
  /** What the words are called in messages ("rule", "severity"); default "value". */
  readonly noun?: string;
  /** Words that are offered by editors while any other string is allowed too. */
  readonly suggested?: readonly string[];
  /** A pattern that is anchored at both ends and cannot backtrack badly. */
  readonly pattern?: RegExp;
  /** What a string that fits the pattern is: "a date such as 2026-01-31". */
  readonly patternMeaning?: string;
  /** Longest allowed length in UTF-16 code units; default 4,096. */
  readonly maxLength?: number;
  /** Gives what is wrong with the text as a sentence, or undefined. */
  readonly test?: (value: string) => string | undefined;
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

export interface ArrayShape extends ShapeBase {
  readonly kind: "array";
  readonly items: Shape;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Equal scalar items are refused. */
  readonly unique?: boolean;
}

/** An object whose keys are the user's own. */
export interface RecordShape extends ShapeBase {
  readonly kind: "record";
  readonly keys?: StringShape;
  readonly values: Shape;
}

/** An object whose keys are ours. */
export interface ObjectShape extends ShapeBase {
  readonly kind: "object";
  /** What it is called in messages: "the configuration", "a flag". */
  readonly noun: string;
  readonly fields: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** Other spellings of keys: alias to the name in `fields`. Both at once are refused. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** What keys beyond `fields` may hold; absent: they are refused. */
  readonly rest?: Shape;
  /** Keep an object that lacks a required field, having reported it; otherwise it is dropped. */
  readonly keepIncomplete?: boolean;
}

/** The first option whose JSON type fits checks the value. */
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

/** A shape that becomes a `definitions` entry of the JSON Schema; needed for shapes that hold themselves. */
export interface NamedShape extends ShapeBase {
  readonly kind: "named";
  readonly name: string;
  readonly shape: () => Shape;
}

/** The kinds of JSON values, as `DataNode` names them. */
export type ValueKind = "string" | "number" | "boolean" | "null" | "array" | "object";

/** The kinds of values that a shape may accept. */
export function kindsOf(shape: Shape): readonly ValueKind[] {
  switch (shape.kind) {
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "array":
    case "object":
      return [shape.kind];
    case "record":
    case "cases":
      return ["object"];
    case "any":
      return ["string", "number", "boolean", "null", "array", "object"];
    case "union":
      return [...new Set(shape.options.flatMap(kindsOf))];
    case "named":
      return kindsOf(shape.shape());
  }
}
