import type { JsonValue } from "../text/json.js";
import { registryShape } from "./schema.js";
import type { RecordShape, Shape, StringShape } from "./shape.js";

/** The published schema of the canonical registry format: `core/schema/registry.schema.json`. */
export function registrySchema(): JsonValue {
  const title =
    "Feature flag registry: at once Halyard's registry, an OpenFeature manifest and a flagd definition";
  return jsonSchemaOf(registryShape, title);
}

type Schema = Record<string, JsonValue>;

/** The JSON Schema (draft-07, which editors speak) of a shape; named shapes become definitions. */
function jsonSchemaOf(root: Shape, title: string): JsonValue {
  const definitions = new Map<string, JsonValue>();
  const schema = inlineSchema(root, definitions);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title,
    ...schema,
    definitions: Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function schemaOf(shape: Shape, definitions: Map<string, JsonValue>): Schema {
  if (shape.name === undefined) return inlineSchema(shape, definitions);
  if (!definitions.has(shape.name)) {
    // Reserve the name first, so that the definition is written once.
    definitions.set(shape.name, {});
    definitions.set(shape.name, inlineSchema(shape, definitions));
  }
  return { $ref: `#/definitions/${shape.name}` };
}

function inlineSchema(shape: Shape, definitions: Map<string, JsonValue>): Schema {
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
    case "list":
      return {
        type: "array",
        items: schemaOf(shape.items, definitions),
        ...(shape.minItems !== undefined && { minItems: shape.minItems }),
        ...(shape.unique === true && { uniqueItems: true }),
      };
    case "map":
      return {
        type: "object",
        ...(shape.minItems !== undefined && { minProperties: shape.minItems }),
        ...(shape.keys && { propertyNames: schemaOf(shape.keys, definitions) }),
        additionalProperties: schemaOf(shape.values, definitions),
      };
    case "either":
      return { anyOf: shape.shapes.map((one) => schemaOf(one, definitions)) };
    case "record":
      return recordSchema(shape, definitions);
  }
}

function stringSchema(shape: StringShape): Schema {
  if (shape.oneOf) return { enum: [...shape.oneOf, ...Object.keys(shape.aliases ?? {})] };
  return {
    type: "string",
    ...(shape.minLength !== undefined && { minLength: shape.minLength }),
    ...(shape.maxLength !== undefined && { maxLength: shape.maxLength }),
    ...(shape.pattern !== undefined && { pattern: shape.pattern }),
  };
}

function recordSchema(shape: RecordShape, definitions: Map<string, JsonValue>): Schema {
  const properties = Object.entries(shape.properties);
  const needed = properties.filter(([, property]) => property.required).map(([key]) => key);
  return {
    type: "object",
    ...(needed.length > 0 && { required: needed }),
    additionalProperties: shape.open === true,
    properties: Object.fromEntries(
      properties.map(([key, property]) => [
        key,
        { description: property.description, ...schemaOf(property.shape, definitions) },
      ]),
    ),
    ...shape.keywords,
  };
}
