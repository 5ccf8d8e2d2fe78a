import type { JsonValue } from "../text/json.js";
import { compareText } from "../text/order.js";
import type { ObjectShape, Shape, StringShape } from "./shape.js";

type SchemaObject = Record<string, JsonValue>;
type Definitions = Map<string, SchemaObject>;

/**
 * The JSON Schema (draft-07, which VS Code's JSON service speaks best) of a shape; named shapes become definitions.
 * Keys come in a stable order.
 */
export function toJsonSchema(shape: Shape, { title }: { readonly title: string }): JsonValue {
  const definitions: Definitions = new Map();
  const root = schemaOf(shape, definitions);
  const sorted = [...definitions].sort(([a], [b]) => compareText(a, b));
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title,
    ...root,
    ...(sorted.length > 0 && { definitions: Object.fromEntries(sorted) }),
  };
}

function schemaOf(shape: Shape, definitions: Definitions): SchemaObject {
  const { name, description, default: standard } = shape;
  const body =
    name === undefined ? bodyOf(shape, definitions) : referenceTo(name, shape, definitions);
  // Draft-07 ignores what stands beside `$ref`, so a description needs a wrapper.
  const isWrapped = name !== undefined && (description ?? standard) !== undefined;
  return {
    ...(description !== undefined && { description }),
    ...(isWrapped ? { allOf: [body] } : body),
    ...(standard !== undefined && { default: standard }),
  };
}

function referenceTo(name: string, shape: Shape, definitions: Definitions): SchemaObject {
  if (!definitions.has(name)) definitions.set(name, bodyOf(shape, definitions));
  return { $ref: `#/definitions/${name}` };
}

function bodyOf(shape: Shape, definitions: Definitions): SchemaObject {
  switch (shape.kind) {
    case "string":
      return stringSchema(shape);
    case "number":
      return {
        type: shape.integer === true ? "integer" : "number",
        ...(shape.minimum !== undefined && { minimum: shape.minimum }),
        ...(shape.maximum !== undefined && { maximum: shape.maximum }),
      };
    case "boolean":
    case "null":
      return { type: shape.kind };
    case "literal":
      return { const: shape.value };
    case "any":
      return {};
    case "array":
      return {
        type: "array",
        items: schemaOf(shape.items, definitions),
        ...(shape.minItems !== undefined && { minItems: shape.minItems }),
        ...(shape.maxItems !== undefined && { maxItems: shape.maxItems }),
        ...(shape.unique === true && { uniqueItems: true }),
      };
    case "record":
      return {
        type: "object",
        ...(shape.minItems !== undefined && { minProperties: shape.minItems }),
        ...(shape.keys && { propertyNames: schemaOf(shape.keys, definitions) }),
        additionalProperties: schemaOf(shape.values, definitions),
      };
    case "object":
      return objectSchema(shape, definitions);
    case "union":
      return { anyOf: shape.options.map((option) => schemaOf(option, definitions)) };
    case "cases":
      return {
        oneOf: Object.entries(shape.cases).map(([word, chosen]) => ({
          ...(chosen.description !== undefined && { description: chosen.description }),
          ...objectSchema(chosen, definitions, { [shape.by]: { const: word } }),
        })),
      };
  }
}

function stringSchema(shape: StringShape): SchemaObject {
  if (shape.oneOf !== undefined) {
    return { type: "string", enum: [...shape.oneOf, ...Object.keys(shape.aliases ?? {})] };
  }
  return {
    type: "string",
    ...(shape.minLength !== undefined && { minLength: shape.minLength }),
    ...(shape.maxLength !== undefined && { maxLength: shape.maxLength }),
    ...(shape.pattern !== undefined && { pattern: shape.pattern.source }),
  };
}

/** `first` are the properties that tell one case from another; they must be there. */
function objectSchema(
  shape: ObjectShape,
  definitions: Definitions,
  first: SchemaObject = {},
): SchemaObject {
  const required = [...Object.keys(first), ...(shape.required ?? [])];
  const fields = Object.entries(shape.fields);
  return {
    type: "object",
    ...(required.length > 0 && { required }),
    additionalProperties: shape.open === true,
    properties: {
      ...first,
      ...Object.fromEntries(fields.map(([key, field]) => [key, schemaOf(field, definitions)])),
    },
    ...shape.keywords,
  };
}
