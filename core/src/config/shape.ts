import { registryFormatNames } from "../registry/formats.js";
import type { FlagType } from "../registry/model.js";
import { registryDefaults } from "../registry/model.js";
import { storeShape } from "../registry/storeShape.js";
import {
  choice,
  either,
  listOf,
  mapOf,
  named,
  objectOf,
  oneOrMore,
  optional,
  required,
  text,
  wholeNumber,
} from "../schema/describe.js";
import type { NumberShape, ObjectShape, Shape, UnionShape } from "../schema/shape.js";
import type { JsonValue } from "../text/json.js";
import { adapterWords } from "./adapterNames.js";
import { defaultInclude, defaultStatePath } from "./defaults.js";
import { matcherShape } from "./matcherShape.js";
import type { KnownNames } from "./model.js";
import { glob, names, pathFault } from "./words.js";

const flagTypes = Object.keys(registryDefaults.staleAfterDays) as readonly FlagType[];

/** Everything that a configuration may say; rule ids and adapter names come from outside. */
export function configShape(known: KnownNames): ObjectShape {
  return objectOf(
    "the configuration",
    {
      $schema: optional("Address of this schema, for editors.", { kind: "string" }),
      registry: optional(
        "Where the flag registry lives. Absent: `flags.json` and its siblings at the workspace root.",
        oneOrMore(named("registry", registryShape(known.formatNames ?? registryFormatNames))),
      ),
      include: optional(
        "The source files to index, as globs relative to the workspace root.",
        withDefault(defaultInclude, listOf(glob(), { unique: true })),
      ),
      exclude: optional(
        "Source files to leave out, added to the built-in list; `!` before a built-in glob takes that one back.",
        withDefault([], listOf(glob(), { unique: true })),
      ),
      adapters: optional(
        "The flag SDKs in use, by vendor or by adapter. Absent: all of them; `[]`: none.",
        listOf(choice("an adapter", adapterWords(known.adapterNames)), { unique: true }),
      ),
      matchers: optional(
        "Shapes of flag references in the team's own code.",
        listOf(named("matcher", matcherShape)),
      ),
      rules: optional(
        "How loud each rule is: `off`, `warn` or `error`.",
        mapOf(ruleShape, { keys: choice("a rule", known.ruleIds) }),
      ),
      defaults: optional(
        "Thresholds and environment names; they override those of every registry.",
        defaultsShape,
      ),
      stores: optional(
        "Flag stores by name, for `halyard sync`; they win over those that a registry names.",
        mapOf(storeShape),
      ),
      state: optional(
        "The file that `halyard sync` writes and every command reads.",
        withDefault(defaultStatePath, {
          kind: "string",
          noun: "a path",
          maxLength: 1024,
          test: pathFault,
        }),
      ),
    },
    { description: "How Halyard reads this workspace.", keepIncomplete: true },
  );
}

function withDefault<S extends Shape>(standard: JsonValue, shape: S): S {
  return { ...shape, default: standard };
}

function registryShape(formatNames: readonly string[]): UnionShape {
  return either(
    glob(),
    objectOf("a registry", {
      path: required(
        "The registry's file or files, relative to the workspace root; globs are allowed.",
        oneOrMore(glob(), { unique: true }),
      ),
      format: optional(
        "How to read it; `auto` decides by the file's ending.",
        withDefault("auto", choice("a registry format", formatNames)),
      ),
      declarations: optional(
        "For `typescript`: the enum, const, interface or type that lists the flags; `*` for every export.",
        names(),
      ),
      environment: optional(
        "For a store's payload of one environment: the environment's name in the registry.",
        text("the name of an environment"),
      ),
      scope: optional(
        "The directory whose code this registry answers for; default: the whole workspace.",
        { kind: "string", noun: "a path", maxLength: 1024, test: pathFault },
      ),
    }),
  );
}

const severity = choice("a severity", ["off", "warn", "error"]);

const ruleShape = either(severity, {
  kind: "object",
  noun: "a rule's setting",
  fields: {
    severity,
    options: { kind: "any", description: "The rule's own options; see its page." },
  },
  required: ["severity"],
});

function days(minimum: number): NumberShape {
  return wholeNumber(minimum, 36_500);
}

const lifetimes = flagTypes.map((type): [string, Shape] => [
  type,
  withDefault(registryDefaults.staleAfterDays[type], either(days(1), { kind: "null" })),
]);

const defaultsShape = objectOf(
  "`defaults`",
  {
    productionEnvironments: optional(
      "The environments that decide whether a flag is rolled out.",
      withDefault(
        registryDefaults.productionEnvironments,
        listOf({ kind: "string", maxLength: 256 }, { minItems: 1, unique: true }),
      ),
    ),
    soakDays: optional(
      "Days that a flag must have been constant to count as rolled out.",
      withDefault(registryDefaults.soakDays, days(0)),
    ),
    unusedAfterDays: optional(
      "Days without an evaluation after which a flag counts as unused.",
      withDefault(registryDefaults.unusedAfterDays, days(1)),
    ),
    staleAfterDays: optional("Days a flag of each type may live; `null` is for ever.", {
      kind: "object",
      noun: "`staleAfterDays`",
      fields: Object.fromEntries(lifetimes),
      keepIncomplete: true,
    }),
  },
  { keepIncomplete: true },
);
