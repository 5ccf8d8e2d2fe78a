import type {
  ArrayShape,
  NumberShape,
  ObjectShape,
  RecordShape,
  Shape,
  StringShape,
  UnionShape,
} from "./shape.js";

/** A field of an object while the object is being described. */
export interface Field {
  readonly shape: Shape;
  readonly required: boolean;
}

/** Any JSON value. */
export const anything: Shape = { kind: "any" };

/** True or false. */
export const yesOrNo: Shape = { kind: "boolean" };

/** A string that is not empty. `noun` says what it is, with its article. */
export function text(noun = "a string"): StringShape {
  return { kind: "string", noun, minLength: 1 };
}

/** A string that is one of `oneOf`; `noun` says what the words are, with its article. */
export function choice(
  noun: string,
  oneOf: readonly string[],
  more: Pick<StringShape, "aliases" | "code"> = {},
): StringShape {
  return { kind: "string", noun, oneOf, ...more };
}

/** A whole number, such as a count of days. */
export function wholeNumber(minimum: number, maximum?: number): NumberShape {
  return { kind: "number", integer: true, minimum, ...(maximum !== undefined && { maximum }) };
}

/** An array. */
export function listOf(items: Shape, limits: Omit<ArrayShape, "kind" | "items"> = {}): ArrayShape {
  return { kind: "array", items, ...limits };
}

/** An object with keys of the user's choice. */
export function mapOf(
  values: Shape,
  limits: Omit<RecordShape, "kind" | "values"> = {},
): RecordShape {
  return { kind: "record", values, ...limits };
}

/** A value of any of these shapes. */
export function either(...options: Shape[]): UnionShape {
  return { kind: "union", options };
}

/** One item, or an array of at least one. */
export function oneOrMore(items: Shape, limits: { readonly unique?: boolean } = {}): UnionShape {
  return either(items, listOf(items, { minItems: 1, ...limits }));
}

/** An object with the given fields. `noun` says what it is, with its article. */
export function objectOf(
  noun: string,
  fields: Readonly<Record<string, Field>>,
  more: Pick<ObjectShape, "open" | "keywords" | "keepIncomplete" | "description"> = {},
): ObjectShape {
  const entries = Object.entries(fields);
  return {
    kind: "object",
    noun,
    fields: Object.fromEntries(entries.map(([key, { shape }]) => [key, shape])),
    required: entries.filter(([, field]) => field.required).map(([key]) => key),
    ...more,
  };
}

/** A field that may be absent, with what editors say of it. */
export function optional(description: string, shape: Shape): Field {
  return { shape: { ...shape, description }, required: false };
}

/** A field that must be there, with what editors say of it. */
export function required(description: string, shape: Shape): Field {
  return { shape: { ...shape, description }, required: true };
}

/** The shape under a name, so that the JSON Schema holds it once. */
export function named<S extends Shape>(name: string, shape: S): S {
  return { ...shape, name };
}
