import { allRules } from "../rules/all.js";
import { inOrder } from "../rules/finding.js";
import type { Finding } from "../rules/model.js";
import { runRules, type RuleInput, type RuleResult } from "../rules/runRules.js";
import type { SuppressionComment } from "../suppressions/comments.js";
import type { Problem } from "../text/problem.js";

/** What the rules say, in two parts: those that an editor runs at every keystroke, and those that follow calls. */
export interface Judgement {
  /** Findings of the rules that do not follow calls through the code. */
  quick(): readonly Finding[];
  /** Findings of all rules. */
  all(): readonly Finding[];
  /** What is wrong with the rules' options; a rule's failure too, once it has run. Runs only the quick rules. */
  problems(): readonly Problem[];
}

const quickRules = allRules.filter(({ meta }) => meta.needs === undefined);
const flowRules = allRules.filter(({ meta }) => meta.needs !== undefined);
const flowIds = new Set(flowRules.map(({ id }) => id));

/** Runs the rules when their findings are first asked for, each once. */
export function judgementOf(input: Omit<RuleInput, "rules">): Judgement {
  let quick: RuleResult | undefined;
  let flow: RuleResult | undefined;
  let all: readonly Finding[] | undefined;
  const judgedQuickly = (): RuleResult => (quick ??= runRules({ ...input, rules: quickRules }));
  const judgedByFlow = (): RuleResult => (flow ??= runRules({ ...input, rules: flowRules }));
  return {
    quick: () => judgedQuickly().findings,
    all: () => (all ??= inOrder([...judgedQuickly().findings, ...judgedByFlow().findings])),
    problems: () => [...judgedQuickly().problems, ...(flow?.problems ?? [])],
  };
}

/** Comments without the rules that follow calls, so that none is called idle because those were not run. */
export function commentsOnQuickRules(
  comments: readonly SuppressionComment[],
): readonly SuppressionComment[] {
  return comments.flatMap((comment) => {
    const ruleIds = comment.ruleIds.filter((id) => !flowIds.has(id));
    const isOther = comment.ruleIds.length > 0 && ruleIds.length === 0;
    return isOther ? [] : [{ ...comment, ruleIds }];
  });
}
