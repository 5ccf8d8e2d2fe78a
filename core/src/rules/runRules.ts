import type { HalyardConfig, Severity } from "../config/model.js";
import { analyseMigrations, type CodeFollower } from "../migration/analyseMigrations.js";
import type { MigrationReport } from "../migration/model.js";
import type { ReferenceView } from "../reference/model.js";
import type { Registry } from "../registry/model.js";
import { noStores, type StoreView } from "../state/model.js";
import type { Problem } from "../text/problem.js";
import type { Place } from "../text/span.js";
import { allRules } from "./all.js";
import { checkOptions, type OptionPlaces } from "./checkOptions.js";
import { inOrder, toFinding } from "./finding.js";
import { createLookups } from "./lookups.js";
import { isTestFile } from "./testFiles.js";
import type { Finding, Lookups, Rule, RuleContext } from "./model.js";

/** What the rules judge. */
export interface RuleInput {
  readonly registries: readonly Registry[];
  readonly index: ReferenceView;
  /** What was last read of the flag stores; nothing where none was ever read. */
  readonly stores?: StoreView;
  readonly config: Pick<HalyardConfig, "path" | "rules">;
  /** The injected clock. */
  readonly now: Date;
  /** Text of a source file as the index saw it. Without it, rules that compare code say nothing. */
  readonly textOf?: (path: string) => string | undefined;
  /** Made from the same registries, index and clock, where the caller has it already. */
  readonly lookups?: Lookups;
  /** What is known of migrations, where the caller has it already. */
  readonly migrations?: () => MigrationReport;
  /** Follows migrations through the code. Without it, only what the registries say of them is known. */
  readonly flow?: CodeFollower;
  /** Where the configuration writes options. Without it, problems with options have no line. */
  readonly optionPlaces?: OptionPlaces;
  /** The rules to run; default all of them. */
  readonly rules?: readonly Rule[];
}

/** What the rules found, and the rules that could not run. */
export interface RuleResult {
  /** Sorted by path, offset and rule id, without duplicates. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** Runs every rule that is not off. A rule that throws loses only itself, and one problem says so. */
export function runRules(input: RuleInput): RuleResult {
  const { registries, index, now, rules = allRules } = input;
  const lookups = input.lookups ?? createLookups(registries, index, now);
  const migrations = input.migrations ?? migrationsFrom(registries, lookups, input.flow);
  const findings: Finding[] = [];
  const problems: Problem[] = [];
  for (const rule of rules) {
    const severity = severityOf(rule, input.config);
    if (severity === "off") continue;
    const options = input.config.rules.get(rule.id)?.options;
    problems.push(...checkOptions(rule, options, input.config.path, input.optionPlaces));
    const found: Finding[] = [];
    const context: RuleContext = {
      ...lookups,
      now,
      registries,
      index,
      stores: input.stores ?? noStores,
      options,
      migrations,
      isEnabled: (ruleId) =>
        rules.some((other) => other.id === ruleId && severityOf(other, input.config) !== "off"),
      textOf: (place) => textAt(input.textOf, place),
      report: (report) => found.push(toFinding(rule, severity, report)),
    };
    try {
      rule.check(context);
      findings.push(...found);
    } catch (error) {
      problems.push(ruleFailure(rule, error, input.config.path));
    }
  }
  return { findings: inOrder(findings), problems };
}

/** Everything that is known of migrations, worked out when first asked for. */
export function migrationsFrom(
  registries: readonly Registry[],
  lookups: Lookups,
  flow: CodeFollower | undefined,
): () => MigrationReport {
  let known: MigrationReport | undefined;
  return () =>
    (known ??= analyseMigrations({
      registries,
      verdictOf: (flag) => lookups.verdictOf(flag),
      referencesOf: (flag) => lookups.referencesOf(flag).filter(({ path }) => !isTestFile(path)),
      ...(flow && { flow }),
    }));
}

function severityOf(rule: Rule, config: RuleInput["config"]): Severity {
  return config.rules.get(rule.id)?.severity ?? rule.meta.defaultSeverity;
}

function textAt(textOf: RuleInput["textOf"], { path, span }: Place): string | undefined {
  return textOf?.(path)?.slice(span.start, span.end);
}

function ruleFailure(rule: Rule, error: unknown, configPath: string | null): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: "rule-failed",
    severity: "error",
    message: `Rule "${rule.id}" failed, so its findings are missing (${reason.replace(/\.$/u, "")}); please report this, and turn the rule off until it is mended.`,
    path: configPath ?? "",
  };
}
