import type { FlagCondition, FlagReference } from "../reference/model.js";
import { containsSpan } from "../text/span.js";
import { readsInCode } from "./codeReferences.js";
import { defineRule, type RuleContext } from "./model.js";

/** A flag that is asked again where an enclosing branch has already decided it. */
export const redundantFlagCheck = defineRule({
  id: "redundant-flag-check",
  meta: {
    description: "Disallow asking a flag again inside a branch that it already decides",
    category: "hygiene",
    scope: "file",
    defaultSeverity: "warn",
    timeTriggered: false,
    tags: ["unnecessary"],
    messages: {
      alwaysOn:
        'Flag "{{flag}}" is already known to be on here, because an enclosing branch asked it; drop this check and keep what runs when it is on.',
      alwaysOff:
        'Flag "{{flag}}" is already known to be off here, because an enclosing branch asked it; drop this check and keep what runs when it is off.',
    },
  },
  check(context) {
    for (const group of groupsByFunction(context)) {
      for (const inner of group) {
        if (!isCheck(inner)) continue;
        const decision = decisionOver(context, inner, group);
        if (decision === undefined) continue;
        const { path, flagKey } = inner;
        context.report({
          messageId: decision.isOn ? "alwaysOn" : "alwaysOff",
          place: { path, span: inner.evaluation },
          flagKey,
          related: [{ path, span: decision.outer.span, message: "The flag is asked here first." }],
        });
      }
    }
  },
});

/** Reads that one function makes of one flag: only there can one check decide another. */
function groupsByFunction(context: RuleContext): readonly (readonly FlagReference[])[] {
  const groups = new Map<string, FlagReference[]>();
  for (const reference of readsInCode(context)) {
    const { path, functionStart, flagKey, kind } = reference;
    // A variable that is set is not yet one that says "true".
    if (kind === "env" || isMeantToChange(context, reference)) continue;
    const id = JSON.stringify([path, functionStart, flagKey]);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [reference]);
    else group.push(reference);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Only the truth of a value is known in a branch: reading a variant there for what it says is no second check. */
function isCheck({ valueType, conditions }: FlagReference): boolean {
  return valueType === "boolean" || conditions.length > 0;
}

/** A long job asks its kill switch again and again on purpose. */
function isMeantToChange(context: RuleContext, { flagKey, path }: FlagReference): boolean {
  const type = context.flagFor(flagKey, path)?.type;
  return type === "kill-switch" || type === "operational";
}

/** The innermost earlier check of the same question whose branch holds this one. */
function decisionOver(
  context: RuleContext,
  inner: FlagReference,
  group: readonly FlagReference[],
): { outer: FlagReference; isOn: boolean } | undefined {
  const question = questionOf(context, inner);
  if (question === undefined) return undefined;
  for (const outer of group.toReversed()) {
    if (outer === inner || questionOf(context, outer) !== question) continue;
    for (const condition of outer.conditions) {
      const isOn = branchHolding(condition, inner);
      if (isOn !== undefined) return { outer, isOn };
    }
  }
  return undefined;
}

function branchHolding(condition: FlagCondition, inner: FlagReference): boolean | undefined {
  if (condition.form === "switch") return undefined;
  if (condition.functionStart !== inner.functionStart) return undefined;
  if (condition.whenOn !== null && containsSpan(condition.whenOn, inner.evaluation)) return true;
  if (condition.whenOff !== null && containsSpan(condition.whenOff, inner.evaluation)) return false;
  return undefined;
}

/**
 * The whole expression as text: the same flag asked for another user, of another client or of earlier props is
 * another question.
 */
function questionOf(context: RuleContext, { path, evaluation }: FlagReference): string | undefined {
  return context.textOf({ path, span: evaluation })?.replaceAll(/\s+/gu, "");
}
