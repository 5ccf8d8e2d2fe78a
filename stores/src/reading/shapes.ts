import type { Shape } from "@halyard/core";

/** Any text. */
export const words: Shape = { kind: "string" };

/** Any number. */
export const number: Shape = { kind: "number" };

/** A whole number from zero, such as a position in a list. */
export const position: Shape = { kind: "number", integer: true, minimum: 0 };

/** True or false. */
export const yesNo: Shape = { kind: "boolean" };

/** Whatever JSON can say. */
export const any: Shape = { kind: "any" };

/** A date as text, or as milliseconds since the epoch. */
export const date: Shape = oneOf(words, number);

/** A list. */
export function list(items: Shape): Shape {
  return { kind: "array", items };
}

/** An object with keys of the payload's choice. */
export function map(values: Shape): Shape {
  return { kind: "record", values };
}

/** A value of one of these shapes. */
export function oneOf(...options: readonly Shape[]): Shape {
  return { kind: "union", options };
}

/**
 * An object of which these fields are read; it may have others. Stores write null for what is not there, so every
 * field but the required ones may be null.
 */
export function record(
  noun: string,
  fields: Readonly<Record<string, Shape>>,
  required: readonly string[] = [],
): Shape {
  const nullable = Object.entries(fields).map(([name, shape]): readonly [string, Shape] => [
    name,
    required.includes(name) || shape.kind === "any" ? shape : oneOf(shape, { kind: "null" }),
  ]);
  const all: Readonly<Record<string, Shape>> = Object.fromEntries(nullable);
  return { kind: "object", noun, fields: all, required, open: true, keepIncomplete: true };
}
