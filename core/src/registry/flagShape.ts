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
import type { ObjectShape, Shape } from "../schema/shape.js";
import { dateShape } from "./dateShape.js";
import { flagVariantShape, lifecycleShape } from "./lifecycleShape.js";
import { valueRules } from "./valueType.js";
import { wordOf } from "./wordShape.js";

const state = wordOf("a state", ["ENABLED", "DISABLED"]);
const observedState = wordOf("a state", ["ENABLED", "DISABLED", "ABSENT"]);
const defaultVariant = either(text("the name of a variant"), { kind: "null" });
const variantName = text("the name of a variant");

/** flagd's targeting: JSONLogic with flagd's operators, or `{}` for none. */
const targeting: Shape = named("targeting", mapOf(anything));

/** Values that flagd returns with every evaluation. */
export const metadataShape: Shape = named(
  "metadata",
  mapOf(either({ kind: "string" }, { kind: "number" }, { kind: "boolean" })),
);

const exceptionShape: ObjectShape = named(
  "exception",
  objectOf("an exception", {
    variant: required("The variant that this traffic gets.", variantName),
    by: required(
      "What takes the traffic off the default path.",
      wordOf("a kind of exception", [
        "targets",
        "rule",
        "segment",
        "override",
        "prerequisite",
        "experiment",
        "schedule",
      ]),
    ),
    attribute: optional("The context attribute that decides.", text()),
    values: optional("The attribute's values that lead here.", listOf(anything)),
    count: optional("How many values or rules there are.", wholeNumber(0)),
    percent: optional("Percent of all traffic, 0 to 100.", {
      kind: "number",
      minimum: 0,
      maximum: 100,
    }),
  }),
);

export const environmentShape: ObjectShape = named(
  "environment",
  objectOf("an environment", {
    state: optional(
      "`ENABLED`, `DISABLED`, or `ABSENT` where the flag was archived or never created there.",
      observedState,
    ),
    defaultVariant: optional(
      "The variant of everyone whom the targeting leaves alone; null for the code's own default value.",
      defaultVariant,
    ),
    targeting: optional("flagd targeting for this environment; `{}` for none.", targeting),
    served: optional(
      "Observed or declared percent of otherwise untargeted traffic per variant; sums to 100.",
      mapOf({ kind: "number", minimum: 0, maximum: 100 }, { minItems: 1 }),
    ),
    exceptions: optional("Traffic that leaves the default path.", listOf(exceptionShape)),
    needs: optional(
      "Context attributes without which the default path is not taken.",
      listOf(text("the name of an attribute")),
    ),
    prerequisites: optional(
      "What other flags must serve in this environment, instead of the lifecycle's prerequisites; `[]` for nothing.",
      listOf(flagVariantShape),
    ),
    since: optional("Date or date-time since which this state holds.", dateShape),
    lastEvaluated: optional(
      "When the store last saw an evaluation; null for never.",
      either(dateShape, { kind: "null" }),
    ),
    nextChange: optional("Date or date-time of the next scheduled change.", dateShape),
    unknown: optional("Why the state cannot be interpreted; the verdict is then unknown.", text()),
    syncedAt: optional("When the observed fields were read from the store.", dateShape),
    source: optional("Where the observed fields came from.", text()),
  }),
);

/** One flag: flagd's definition, OpenFeature's manifest entry, and Halyard's lifecycle in one object. */
export const flagShape: ObjectShape = named(
  "flag",
  objectOf(
    "a flag",
    {
      flagType: optional(
        "Type of the values; inferred from the variants or the default value where it is left out.",
        wordOf("a value type", ["boolean", "string", "integer", "float", "object"]),
      ),
      defaultValue: optional(
        "The value when the evaluation fails (OpenFeature manifest).",
        anything,
      ),
      description: optional("What the flag does, for people.", { kind: "string" }),
      variants: optional(
        "The values that the flag can serve, by variant name; all of one type.",
        mapOf(anything, { keys: variantName, minItems: 1 }),
      ),
      state: optional("flagd's switch outside any named environment.", state),
      defaultVariant: optional(
        "The variant that is served where no targeting decides; null for the code's own default value.",
        defaultVariant,
      ),
      targeting: optional("flagd targeting (JSONLogic); `{}` for none.", targeting),
      since: optional(
        "Date since which `state`, `defaultVariant` and `targeting` hold, for a flag without environments.",
        dateShape,
      ),
      metadata: optional("flagd metadata, returned with every evaluation.", metadataShape),
      environments: optional("What each environment declares and shows.", mapOf(environmentShape)),
      lifecycle: optional("The flag's life as its owners see it.", lifecycleShape),
    },
    { keywords: { allOf: valueRules } },
  ),
);
