import {
  anything,
  either,
  listOf,
  mapOf,
  named,
  objectOf,
  optional,
  required,
  text,
  wholeNumber,
} from "../schema/describe.js";
import type { ObjectShape, StringShape } from "../schema/shape.js";
import { flagShape, metadataShape } from "./flagShape.js";
import { flagTypeShape } from "./lifecycleShape.js";
import { guardShape, migrationShape } from "./migrationShape.js";
import { storeShape } from "./storeShape.js";

/** The longest flag key that is read, in UTF-16 code units. */
export const maxKeyLength = 256;

const flagKey: StringShape = {
  kind: "string",
  noun: "a flag key without spaces around it",
  minLength: 1,
  maxLength: maxKeyLength,
  pattern: /^\S(?:.*\S)?$/,
};

const defaultsShape: ObjectShape = named(
  "defaults",
  objectOf("the block of defaults", {
    productionEnvironments: optional(
      "Environments that count as production; `production` where nothing is said.",
      listOf(text("the name of an environment"), { minItems: 1, unique: true }),
    ),
    soakDays: optional(
      "Days that a flag must serve one variant to everyone before it counts as rolled out; 14 where nothing is said.",
      wholeNumber(0),
    ),
    staleAfterDays: optional(
      "Days that a flag of each type may live; null for ever.",
      mapOf(either(wholeNumber(1), { kind: "null" }), { keys: flagTypeShape }),
    ),
    unusedAfterDays: optional(
      "Days without an evaluation after which a flag counts as unused; 30 where nothing is said.",
      wholeNumber(1),
    ),
  }),
);

/**
 * The canonical registry: at once Halyard's registry, a valid OpenFeature manifest and a valid flagd definition.
 *
 * The checker and the published JSON Schema both come from this description.
 */
export const registryShape: ObjectShape = objectOf("a registry", {
  $schema: optional("The JSON Schema for editors.", { kind: "string" }),
  registryVersion: optional(
    "Version of this format. A plain flagd definition or OpenFeature manifest leaves it out.",
    { kind: "literal", value: 1 },
  ),
  metadata: optional("flagd metadata of the whole set.", metadataShape),
  $evaluators: optional(
    'flagd expressions that targeting shares through `{"$ref": "name"}`.',
    mapOf(mapOf(anything)),
  ),
  defaults: optional("Thresholds and environment names for every flag.", defaultsShape),
  stores: optional("Flag stores by name.", mapOf(storeShape)),
  flags: required("The flags by key.", mapOf(flagShape, { keys: flagKey })),
  migrations: optional("Moves from one system to another, by id.", mapOf(migrationShape)),
  guards: optional("Capabilities that a kill switch must guard, by id.", mapOf(guardShape)),
});
