import type { FlagType } from "../registry/model.js";
import { registryDefaults } from "../registry/model.js";
import type { ObjectShape, Shape, StringShape } from "../schema/shape.js";
import { adapterWords } from "./adapterNames.js";
import { defaultInclude, registryFormats } from "./defaults.js";
import { matcherShape } from "./matcherShape.js";
import type { KnownNames } from "./model.js";
import { glob, globFault, names, pathFault } from "./words.js";

const flagTypes = Object.keys(registryDefaults.staleAfterDays) as readonly FlagType[];

/** Everything that a configuration may say; rule ids, adapter names and formats come from outside. */
export function configShape(known: KnownNames): ObjectShape {
  return {
    kind: "object",
    noun: "the configuration",
    description: "How Halyard reads this workspace.",
    fields: {
      $schema: { kind: "string", description: "Address of this schema, for editors." },
      registry: registryShape(known),
      include: {
        ...globList(),
        default: defaultInclude,
        description: "The source files to index, as globs relative to the workspace root.",
      },
      exclude: {
        ...globList(),
        default: [],
        description:
          "Source files to leave out, added to the built-in list; `!` before a built-in glob takes that one back.",
      },
      adapters: {
        kind: "array",
        unique: true,
        items: { kind: "string", oneOf: adapterWords(known.adapterNames), noun: "adapter" },
        description:
          "The flag SDKs in use, by vendor or by adapter. Absent: all of them; `[]`: none.",
      },
      matchers: {
        kind: "array",
        items: { kind: "named", name: "matcher", shape: () => matcherShape },
        description: "Shapes of flag references in the team's own code.",
      },
      rules: rulesShape(known.ruleIds),
      defaults: defaultsShape,
    },
    keepIncomplete: true,
  };
}

function globList(): Shape & { kind: "array" } {
  return { kind: "array", items: glob(), unique: true };
}

const registryPath: StringShape = { kind: "string", maxLength: 1024, test: globFault };

function registryShape(known: KnownNames): Shape {
  const source: ObjectShape = {
    kind: "object",
    noun: "a registry",
    fields: {
      path: {
        kind: "union",
        options: [registryPath, { kind: "array", items: registryPath, minItems: 1, unique: true }],
        description:
          "The registry's file or files, relative to the workspace root; globs are allowed.",
      },
      format: {
        kind: "string",
        oneOf: known.registryFormats ?? registryFormats,
        noun: "registry format",
        default: "auto",
        description: "How to read it; `auto` decides by the file's ending.",
      },
      declarations: {
        ...names(),
        description:
          "For `typescript`: the enum, const, interface or type that lists the flags; `*` for every export.",
      },
      scope: {
        kind: "string",
        maxLength: 1024,
        test: pathFault,
        description:
          "The directory whose code this registry answers for; default: the whole workspace.",
      },
    },
    required: ["path"],
  };
  const one: Shape = {
    kind: "named",
    name: "registry",
    shape: () => ({ kind: "union", options: [registryPath, source] }),
  };
  return {
    kind: "union",
    options: [one, { kind: "array", items: one, minItems: 1 }],
    description:
      "Where the flag registry lives. Absent: `flags.json` and its siblings at the workspace root.",
  };
}

function rulesShape(ruleIds: readonly string[]): Shape {
  const severity: StringShape = {
    kind: "string",
    oneOf: ["off", "warn", "error"],
    noun: "severity",
  };
  return {
    kind: "record",
    keys: { kind: "string", oneOf: ruleIds, noun: "rule" },
    values: {
      kind: "union",
      options: [
        severity,
        {
          kind: "object",
          noun: "a rule's setting",
          fields: {
            severity,
            options: { kind: "any", description: "The rule's own options; see its page." },
          },
          required: ["severity"],
        },
      ],
    },
    description: "How loud each rule is: `off`, `warn` or `error`.",
  };
}

function days(minimum: number): Shape & { kind: "number" } {
  return { kind: "number", integer: true, minimum, maximum: 36_500 };
}

const defaultsShape: ObjectShape = {
  kind: "object",
  noun: "`defaults`",
  description: "Thresholds and environment names; they override those of every registry.",
  fields: {
    productionEnvironments: {
      kind: "array",
      items: { kind: "string", maxLength: 256 },
      minItems: 1,
      unique: true,
      default: registryDefaults.productionEnvironments,
      description: "The environments that decide whether a flag is rolled out.",
    },
    soakDays: {
      ...days(0),
      default: registryDefaults.soakDays,
      description: "Days that a flag must have been constant to count as rolled out.",
    },
    unusedAfterDays: {
      ...days(1),
      default: registryDefaults.unusedAfterDays,
      description: "Days without an evaluation after which a flag counts as unused.",
    },
    staleAfterDays: {
      kind: "object",
      noun: "`staleAfterDays`",
      description: "Days a flag of each type may live; `null` is for ever.",
      fields: Object.fromEntries(
        flagTypes.map((type): [string, Shape] => [
          type,
          {
            kind: "union",
            options: [days(1), { kind: "null" }],
            default: registryDefaults.staleAfterDays[type],
          },
        ]),
      ),
      keepIncomplete: true,
    },
  },
  keepIncomplete: true,
};
