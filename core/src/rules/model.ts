import type { Severity } from "../config/model.js";
import type { FlagReference, ReferenceView } from "../reference/model.js";
import type { MigrationReport } from "../migration/model.js";
import type { Flag, Registry } from "../registry/model.js";
import type { StoreView } from "../state/model.js";
import type { JsonValue } from "../text/json.js";
import type { Place } from "../text/span.js";
import type { FlagVerdict } from "../verdict/model.js";

/** Another place that explains a finding. */
export interface RelatedPlace extends Place {
  readonly message: string;
}

/** What a rule reports; the severity and the finished message are added when it is collected. */
export interface Report<MessageId extends string = string> {
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly place: Place;
  readonly flagKey?: string;
  readonly related?: readonly RelatedPlace[];
}

/** One result of one rule, as every face shows it. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Exclude<Severity, "off">;
  readonly messageId: string;
  /** One sentence that names the flag and says what to do. */
  readonly message: string;
  /** What the placeholders of the rule's message stand for; absent where there are none. */
  readonly data?: Readonly<Record<string, string | number>>;
  readonly place: Place;
  readonly flagKey?: string;
  readonly related: readonly RelatedPlace[];
  /** `unnecessary`: the code can go; `deprecated`: what it names is gone. */
  readonly tags: readonly ("unnecessary" | "deprecated")[];
}

/** Questions about flags that rules, the analysis and its faces all ask. Answers are remembered. */
export interface Lookups {
  /** The flag that a key means in a file: the nearest registry that has it, by key, then by alias. */
  flagFor(flagKey: string, path: string): Flag | undefined;
  registryFor(path: string): Registry | undefined;
  /** The registries that answer for a file, the nearest first. */
  registryChainFor(path: string): readonly Registry[];
  /** The registry that holds the flag. Throws for a flag of none of them, which is a mistake in the caller. */
  registryOf(flag: Flag): Registry;
  /** References that mean this very flag, by path, then by offset. */
  referencesOf(flag: Flag): readonly FlagReference[];
  verdictOf(flag: Flag): FlagVerdict;
  /** Files whose text names a flag that seems to be read nowhere, tests and its own definition included, sorted. */
  filesNaming(flag: Flag): readonly string[];
  /** Keys that living flags and migrations of a registry lean on: prerequisites, guards and kill switches. */
  keysLeanedOn(registry: Registry): ReadonlySet<string>;
}

/** Everything a rule may look at. Rules are pure: the same context gives the same reports. */
export interface RuleContext<MessageId extends string = string> extends Lookups {
  /** The injected clock. */
  readonly now: Date;
  readonly registries: readonly Registry[];
  readonly index: ReferenceView;
  /** What was last read of the flag stores, and the keys that must not come back. */
  readonly stores: StoreView;
  readonly options: JsonValue | undefined;
  /** What is known of migrations; looks at the code when first asked, so only rules with `needs: "flow"` ask. */
  migrations(): MigrationReport;
  /** Whether another rule runs too, so that two rules need not say the same thing. */
  isEnabled(ruleId: string): boolean;
  /** The text at a place, or undefined where it cannot be had; a rule then says nothing it cannot prove. */
  textOf(place: Place): string | undefined;
  report(report: Report<MessageId>): void;
}

export interface RuleMeta<MessageId extends string> {
  /** `Disallow …`, `Require …` or `Enforce …`, without a full stop. */
  readonly description: string;
  readonly category: "lifecycle" | "hygiene" | "registry" | "migration";
  /**
   * What the rule looks at: one file's facts with the registry, the whole workspace, or the registry alone.
   */
  readonly scope: "file" | "workspace" | "registry";
  readonly defaultSeverity: Severity;
  /** The finding can appear by the mere passing of time, so it warns unless the team says otherwise. */
  readonly timeTriggered: boolean;
  /** `flow`: the rule follows calls through the code, which costs more than a keystroke allows. */
  readonly needs?: "flow";
  readonly tags?: readonly ("unnecessary" | "deprecated")[];
  /** JSON Schema of the options, if there are any. */
  readonly optionsSchema?: JsonValue;
  /** Sentences with `{{placeholders}}`. */
  readonly messages: Readonly<Record<MessageId, string>>;
}

/** One rule: one file, serving the editor, ESLint and the command line. */
export interface Rule<MessageId extends string = string> {
  readonly id: string;
  readonly meta: RuleMeta<MessageId>;
  check(context: RuleContext<MessageId>): void;
}

/** Defines a rule, keeping its message ids typed. */
export function defineRule<const MessageId extends string>(rule: Rule<MessageId>): Rule<MessageId> {
  return rule;
}
