import type { JsonValue } from "../text/json.js";
import type { ObjectShape, Shape, StringShape } from "./shape.js";

type SchemaObject = Record<string, JsonValue>;

/** The JSON Schema (draft-07, which VS Code's JSON service speaks best) of a shape. Keys come in a stable order. */
export function toJsonSchema(shape: Shape, { title }: { readonly title: string }): JsonValue {
  const definitions = new Map<string, SchemaObject>();
  const root = schemaOf(shape, definitions);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title,
    ...root,
    ...(definitions.size > 0 ? { definitions: Object.fromEntries(definitions) } : {}),
  };
}

function schemaOf(shape: Shape, definitions: Map<string, SchemaObject>): SchemaObject {
  const schema = bodyOf(shape, definitions);
  // Draft-07 ignores what stands beside `$ref`, so a description needs a wrapper.
  const hasNotes = shape.description ?? shape.default ?? shape.examples;
  const body = "$ref" in schema && hasNotes !== undefined ? { allOf: [schema] } : schema;
  return {
    ...(shape.description === undefined ? {} : { description: shape.description }),
    ...body,
    ...(shape.default === undefined ? {} : { default: shape.default }),
    ...(shape.examples === undefined ? {} : { examples: shape.examples }),
  };
}

function bodyOf(shape: Shape, definitions: Map<string, SchemaObject>): SchemaObject {
  switch (shape.kind) {
    case "string":
      return stringSchema(shape);
    case "number":
      return {
        type: shape.integer === true ? "integer" : "number",
        ...(shape.minimum === undefined ? {} : { minimum: shape.minimum }),
        ...(shape.maximum === undefined ? {} : { maximum: shape.maximum }),
      };
    case "boolean":
    case "null":
      return { type: shape.kind };
    case "any":
      return {};
    case "array":
      return {
        type: "array",
        items: schemaOf(shape.items, definitions),
        ...(shape.minItems === undefined ? {} : { minItems: shape.minItems }),
        ...(shape.maxItems === undefined ? {} : { maxItems: shape.maxItems }),
        ...(shape.unique === true ? { uniqueItems: true } : {}),
      };
    case "record":
      return {
        type: "object",
        ...(shape.keys === undefined ? {} : { propertyNames: schemaOf(shape.keys, definitions) }),
        additionalProperties: schemaOf(shape.values, definitions),
      };
    case "object":
      return objectSchema(shape, definitions);
    case "union":
      return { anyOf: shape.options.map((option) => schemaOf(option, definitions)) };
    case "cases":
      return {
        oneOf: Object.entries(shape.cases).map(([word, chosen]) =>
          objectSchema(chosen, definitions, { [shape.by]: { const: word } }),
        ),
      };
    case "named":
      return reference(shape.name, shape.shape, definitions);
  }
}

function reference(
  name: string,
  shape: () => Shape,
  definitions: Map<string, SchemaObject>,
): SchemaObject {
  if (!definitions.has(name)) {
    // Reserved first, so that a shape that holds itself ends here.
    definitions.set(name, {});
    definitions.set(name, schemaOf(shape(), definitions));
  }
  return { $ref: `#/definitions/${name}` };
}

function stringSchema(shape: StringShape): SchemaObject {
  if (shape.oneOf !== undefined) return { type: "string", enum: [...shape.oneOf] };
  const text: SchemaObject = {
    type: "string",
    ...(shape.pattern === undefined ? {} : { pattern: shape.pattern.source }),
    ...(shape.maxLength === undefined ? {} : { maxLength: shape.maxLength }),
  };
  return shape.suggested === undefined ? text : { anyOf: [{ enum: [...shape.suggested] }, text] };
}

function objectSchema(
  shape: ObjectShape,
  definitions: Map<string, SchemaObject>,
  first: SchemaObject = {},
): SchemaObject {
  const properties: SchemaObject = { ...first };
  for (const [name, field] of Object.entries(shape.fields)) {
    properties[name] = schemaOf(field, definitions);
  }
  const aliases = Object.entries(shape.aliases ?? {});
  for (const [alias, name] of aliases) properties[alias] = properties[name] ?? {};
  const aliased = new Set(aliases.map(([, name]) => name));
  const required = [...Object.keys(first), ...(shape.required ?? [])];
  const plain = required.filter((name) => !aliased.has(name));
  const either = required
    .filter((name) => aliased.has(name))
    .map((name) => ({ anyOf: spellings(shape, name).map((word) => ({ required: [word] })) }));
  return {
    type: "object",
    ...(shape.description !== undefined && Object.keys(first).length > 0
      ? { description: shape.description }
      : {}),
    properties,
    ...(plain.length > 0 ? { required: plain } : {}),
    ...(either.length > 0 ? { allOf: either } : {}),
    additionalProperties: shape.rest === undefined ? false : schemaOf(shape.rest, definitions),
  };
}

function spellings(shape: ObjectShape, name: string): readonly string[] {
  const aliases = Object.entries(shape.aliases ?? {});
  return [name, ...aliases.filter(([, real]) => real === name).map(([alias]) => alias)];
}
