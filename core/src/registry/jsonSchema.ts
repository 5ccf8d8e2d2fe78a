import type { JsonValue } from "../text/json.js";
import { toJsonSchema } from "../schema/jsonSchema.js";
import { registryShape } from "./schema.js";

/** The published schema of the canonical registry format: `core/schema/registry.schema.json`. */
export function registrySchema(): JsonValue {
  const title =
    "Feature flag registry: at once Halyard's registry, an OpenFeature manifest and a flagd definition";
  return toJsonSchema(registryShape, { title });
}
