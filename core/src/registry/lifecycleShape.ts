import {
  either,
  listOf,
  named,
  objectOf,
  optional,
  required,
  text,
  yesOrNo,
} from "../schema/describe.js";
import type { ObjectShape, StringShape } from "../schema/shape.js";
import { dateShape } from "./dateShape.js";
import { wordOf } from "./wordShape.js";

/** Flag types with the spellings of other tools that mean the same. */
export const flagTypeShape: StringShape = named(
  "type",
  wordOf(
    "a flag type",
    ["release", "experiment", "operational", "kill-switch", "permission", "migration"],
    { ops: "operational" },
  ),
);

export const linkShape: ObjectShape = named(
  "link",
  objectOf("a link", {
    url: required("Where the link leads.", text("a URL")),
    title: optional("What to show for it.", { kind: "string" }),
    rel: optional(
      "What it leads to.",
      wordOf("a kind of link", [
        "issue",
        "rollout",
        "design",
        "dashboard",
        "runbook",
        "pull-request",
        "store",
      ]),
    ),
  }),
);

export const flagVariantShape: ObjectShape = named(
  "flagVariant",
  objectOf("a flag with a variant", {
    flag: required("A flag key of this registry.", text("a flag key")),
    variant: required("One of that flag's variants.", text("the name of a variant")),
  }),
);

const storeLink: ObjectShape = objectOf("a link to a store", {
  name: required("A name under `stores`.", text()),
  key: optional("The flag's key in that store, where it differs.", text("a flag key")),
  project: optional("The project in that store, where it differs.", text()),
});

const codeSpellings: ObjectShape = objectOf("the block of code spellings", {
  aliases: optional("Other spellings of the key in code.", listOf(text("a flag key"))),
  keyPatterns: optional(
    "Patterns (`release-*`) by which code builds this key at run time.",
    listOf(text("a pattern")),
  ),
});

export const lifecycleShape: ObjectShape = named(
  "lifecycle",
  objectOf("a lifecycle", {
    type: optional("What the flag is for; it sets how long it may live.", flagTypeShape),
    kind: optional("Another spelling of `type`.", flagTypeShape),
    owner: optional("The person or team that answers for the flag.", text()),
    created: optional("The day the flag was created.", dateShape),
    expires: optional(
      'The last day the flag should live, a milestone, or `"never"`.',
      text("a date, a milestone or `never`"),
    ),
    permanent: optional("The flag is meant to stay.", yesOrNo),
    status: optional(
      "Where the flag stands in its own life.",
      wordOf("a status", [
        "planned",
        "active",
        "rolling-out",
        "rolled-out",
        "rolled-back",
        "cleanup",
        "removed-from-code",
        "archived",
        "deleted",
      ]),
    ),
    keepVariant: optional(
      "The variant whose branch stays when the flag is removed.",
      text("the name of a variant"),
    ),
    store: optional("Where the flag lives in a flag store.", storeLink),
    prerequisites: optional(
      "Flags that must serve a variant for this one to apply.",
      listOf(flagVariantShape),
    ),
    guardedBy: optional(
      "The kill switch that must be asked wherever this flag turns something on.",
      text("a flag key"),
    ),
    migration: optional("An id under `migrations`.", text("the id of a migration")),
    code: optional("How the key is spelled in code.", codeSpellings),
    tags: optional("Free words to group flags by.", listOf(text())),
    links: optional("Where to read more.", listOf(linkShape)),
  }),
);

/** A date, or nothing yet. */
export const doneShape = either(dateShape, { kind: "literal", value: false });
