import type { JsonValue } from "../text/json.js";

/** A property of a record. */
export interface PropertyShape {
  readonly shape: Shape;
  /** Shown in the editor and written into the JSON Schema. */
  readonly description: string;
  readonly required?: boolean;
}

interface ShapeBase {
  /** A name under which the JSON Schema lists the shape in its `definitions`. */
  readonly name?: string;
}

export interface StringShape extends ShapeBase {
  readonly kind: "string";
  /** The only values allowed. */
  readonly oneOf?: readonly string[];
  /** Other spellings that are read as one of `oneOf`. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** The string names a day that the calendar has. */
  readonly calendar?: boolean;
  /** What the string is, with its article, for messages: "a flag type". */
  readonly noun: string;
}

export interface NumberShape extends ShapeBase {
  readonly kind: "number";
  readonly integer?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface ListShape extends ShapeBase {
  readonly kind: "list";
  readonly items: Shape;
  readonly minItems?: number;
  readonly unique?: boolean;
}

/** An object with known properties. */
export interface RecordShape extends ShapeBase {
  readonly kind: "record";
  /** What the object is, for messages: "a flag". */
  readonly noun: string;
  readonly properties: Readonly<Record<string, PropertyShape>>;
  /** Further properties are allowed. */
  readonly open?: boolean;
  /** Keywords that the JSON Schema gets besides; the same rules are checked in code. */
  readonly keywords?: Readonly<Record<string, JsonValue>>;
}

/** An object with keys of the user's choice. */
export interface MapShape extends ShapeBase {
  readonly kind: "map";
  readonly keys?: StringShape;
  readonly values: Shape;
  readonly minItems?: number;
}

/**
 * What a value in a registry may look like: the one source of the checker, of the completion in editors and of
 * `core/schema/registry.schema.json`.
 */
export type Shape =
  | StringShape
  | NumberShape
  | ListShape
  | RecordShape
  | MapShape
  | (ShapeBase & { readonly kind: "boolean" })
  | (ShapeBase & { readonly kind: "null" })
  | (ShapeBase & { readonly kind: "literal"; readonly value: string | number | boolean })
  | (ShapeBase & { readonly kind: "any" })
  | (ShapeBase & { readonly kind: "either"; readonly shapes: readonly Shape[] });

export const text = (noun = "a string"): StringShape => ({ kind: "string", noun, minLength: 1 });
export const yesOrNo: Shape = { kind: "boolean" };
export const anything: Shape = { kind: "any" };

/** A string that is one of `oneOf`. */
export function choice(
  noun: string,
  oneOf: readonly string[],
  aliases?: Readonly<Record<string, string>>,
): StringShape {
  return { kind: "string", noun, oneOf, ...(aliases && { aliases }) };
}

/** A whole number of days or similar. */
export function wholeNumber(minimum: number): NumberShape {
  return { kind: "number", integer: true, minimum };
}

export function listOf(
  items: Shape,
  limits: { minItems?: number; unique?: boolean } = {},
): ListShape {
  return { kind: "list", items, ...limits };
}

export function mapOf(
  values: Shape,
  limits: { keys?: StringShape; minItems?: number } = {},
): MapShape {
  return { kind: "map", values, ...limits };
}

export function either(...shapes: Shape[]): Shape {
  return { kind: "either", shapes };
}

/** The shape under a name, so that the JSON Schema holds it once. */
export function named<S extends Shape>(name: string, shape: S): S {
  return { ...shape, name };
}

export function optional(description: string, shape: Shape): PropertyShape {
  return { description, shape };
}

export function required(description: string, shape: Shape): PropertyShape {
  return { description, shape, required: true };
}
