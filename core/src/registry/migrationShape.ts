import {
  anything,
  listOf,
  mapOf,
  named,
  objectOf,
  optional,
  required,
  text,
} from "../schema/describe.js";
import type { ObjectShape, StringShape } from "../schema/shape.js";
import { doneShape, flagVariantShape, linkShape } from "./lifecycleShape.js";
import { wordOf } from "./wordShape.js";

const stage = wordOf("a stage", ["off", "dualwrite", "shadow", "live", "rampdown", "complete"]);

const symbolShape: StringShape = named("symbol", {
  kind: "string",
  noun: "a symbol such as `path#Export`, `path#Class.member` or `package#Class.member`",
  pattern: /^[^#\s]+#[^#\s]+$/,
});

const systemShape: ObjectShape = named(
  "system",
  objectOf("a system", {
    name: required("What people call the system.", text()),
    modules: optional("Globs of files that exist only for this system.", listOf(text("a glob"))),
    writes: optional("Functions and methods that write to it.", listOf(symbolShape)),
    reads: optional("Functions and methods that read from it.", listOf(symbolShape)),
    config: optional(
      "Environment variables, secrets and packages to delete with it.",
      listOf(text()),
    ),
  }),
);

const systemsShape: ObjectShape = objectOf("the block of systems", {
  old: required("The system that goes.", systemShape),
  new: required("The system that comes.", systemShape),
});

const killSwitchShape: ObjectShape = objectOf("a kill switch", {
  flag: required("The kill switch's flag key.", text("a flag key")),
  variant: required("The variant that stops the new system.", text("the name of a variant")),
  stops: required(
    "What that variant stops.",
    listOf(wordOf("a kind of traffic", ["writes", "reads"]), { minItems: 1, unique: true }),
  ),
});

const stagedShape: ObjectShape = objectOf("a flag with stages", {
  flag: required("The key of the flag whose variants are the stages.", text("a flag key")),
  stages: optional(
    "The stage that each variant means; where it is left out, usual words are understood (`legacy`, `dual`, `new`).",
    mapOf(stage),
  ),
});

const stepShape: ObjectShape = objectOf("a step of the plan", {
  step: required("What is done.", text()),
  stage: required("The stage that the step leads to.", stage),
  write: optional("Percent of writes that reach the new system.", { kind: "number" }),
  read: optional("Percent of reads that the new system answers.", { kind: "number" }),
  targets: optional("Values for whom the new system is on.", listOf(anything)),
  soakDays: optional("Days to wait after the step.", { kind: "number", minimum: 0 }),
  done: optional("The day the step was done, or false.", doneShape),
});

/** A move from an old to a new system behind flags. The kill switch is optional: its absence is a finding. */
export const migrationShape: ObjectShape = named(
  "migration",
  objectOf(
    "a migration",
    {
      description: optional("What moves where, for people.", { kind: "string" }),
      owner: required("The person or team that answers for the migration.", text()),
      systems: required("The two systems.", systemsShape),
      write: optional(
        "Serving this variant writes to the old and to the new system.",
        flagVariantShape,
      ),
      read: optional("Serving this variant reads from the new system.", flagVariantShape),
      staged: optional(
        "One flag for reads and writes, whose variants are the stages; in place of `write` and `read`.",
        stagedShape,
      ),
      shadow: optional(
        "Serving this variant reads both, answers from the old system and compares.",
        flagVariantShape,
      ),
      killSwitch: optional("The flag that stops the new system at once.", killSwitchShape),
      entryPoints: optional(
        "The routing functions: the only places that may ask these flags.",
        listOf(symbolShape),
      ),
      consistencyCheck: optional(
        "The script or function that compares the two systems.",
        symbolShape,
      ),
      sync: optional(
        "Globs of files that only carry data between the two systems; they go with the old one.",
        listOf(text("a glob")),
      ),
      stage: required("How far the migration has come.", stage),
      plan: optional("The steps, in order.", listOf(stepShape)),
      links: optional("Where to read more.", listOf(linkShape)),
    },
    {
      keywords: { anyOf: [{ required: ["write", "read"] }, { required: ["staged"] }] },
    },
  ),
);

/** A capability that must be possible to switch off: every call of it asks the kill switch. */
export const guardShape: ObjectShape = named(
  "guard",
  objectOf("a guard", {
    description: optional("What the capability is, for people.", { kind: "string" }),
    calls: required("Functions and methods that use it.", listOf(symbolShape, { minItems: 1 })),
    killSwitch: required("The flag that must be asked before each of them.", flagVariantShape),
  }),
);
