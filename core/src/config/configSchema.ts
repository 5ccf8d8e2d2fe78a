import { toJsonSchema } from "../schema/jsonSchema.js";
import type { JsonValue } from "../text/json.js";
import type { KnownNames } from "./model.js";
import { configShape } from "./shape.js";

/** The JSON Schema of configuration files, published as `core/schema/config.schema.json`. */
export function configSchema(known: KnownNames): JsonValue {
  return toJsonSchema(configShape(known), { title: "Halyard configuration" });
}
