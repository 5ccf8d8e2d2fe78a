import type { JsonValue } from "@halyard/core";
import { applyDefault } from "@typescript-eslint/utils/eslint-utils";
import type { RuleContext, RuleMetaDataWithDocs } from "@typescript-eslint/utils/ts-eslint";
import { documentationUrl } from "./documentationUrl.js";

/** What a rule says of itself beside its description. */
export interface RuleDocs {
  readonly category: string;
  /** The finding can appear by the mere passing of time. */
  readonly appearsWithTime: boolean;
}

/** The options of a rule: those that win over the configuration's. */
type Options = Readonly<Record<string, JsonValue>>;

/** What stands beside the severity: nothing, or one object. */
export type RuleOptions = Options[];

/** What a rule of this plugin is told when it looks at a file. */
export type HalyardRuleContext = Readonly<RuleContext<string, RuleOptions>>;

/** What a rule says of itself. */
type RuleMeta = RuleMetaDataWithDocs<string, RuleDocs, RuleOptions>;

/** A rule of this plugin. */
export interface HalyardRule {
  readonly name: string;
  readonly meta: RuleMeta;
  /** `context` is a `HalyardRuleContext`; ESLint's own types and typescript-eslint's describe it differently. */
  create(context: object): Record<string, () => void>;
}

/** What a rule is made from. */
export interface RuleParts {
  readonly name: string;
  readonly meta: RuleMeta;
  /** Looks a file up and answers what is to be done when its tree is visited; undefined for nothing. */
  readonly check: (context: HalyardRuleContext, options: Options) => (() => void) | undefined;
}

/** Names of the root of a file's tree in the languages that registries and sources are written in. */
const roots = ["Program", "Document"];

/** Makes a rule: fills in its documentation's address and its default options, and lets it run once for a file. */
export function createRule({ name, meta, check }: RuleParts): HalyardRule {
  const takesOptions = Array.isArray(meta.schema) && meta.schema.length > 0;
  const defaultOptions: RuleOptions = takesOptions ? [{}] : [];
  return {
    name,
    meta: {
      ...meta,
      docs: { ...meta.docs, url: documentationUrl(name) },
      // Registries are written in JSON, YAML or TypeScript, and every rule can speak of one.
      languages: ["*"],
      defaultOptions,
    },
    create(context: HalyardRuleContext) {
      const [options = {}] = applyDefault(defaultOptions, context.options);
      const run = check(context, options);
      return run === undefined ? {} : Object.fromEntries(roots.map((root) => [root, run]));
    },
  };
}
