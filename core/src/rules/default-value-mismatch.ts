import type { DefaultArgument, FlagReference } from "../reference/model.js";
import type { Flag } from "../registry/model.js";
import { canonicalJson } from "../text/json.js";
import type { JsonValue } from "../text/json.js";
import { readsInCode } from "./codeReferences.js";
import { createCommonFallbacks, type CommonFallback } from "./commonFallback.js";
import { wrongTypeOf } from "./defaultValue.js";
import { dueRollout } from "./dueRollout.js";
import { isGone } from "./flagLife.js";
import { registryRelated } from "./flagPlaces.js";
import { defineRule, type Report, type RuleContext } from "./model.js";
import { booleanOption } from "./options.js";
import { listWords, valueWords } from "./wording.js";

type MessageId =
  "wrongType" | "differsFromRegistry" | "differsFromOtherCalls" | "differsFromRollout";
type Details = Pick<Report<MessageId>, "messageId" | "data" | "related">;

/** A fallback that answers something else than the registry, the other calls or the rollout, when the store is away. */
export const defaultValueMismatch = defineRule<MessageId>({
  id: "default-value-mismatch",
  meta: {
    description: "Enforce that a call falls back to the value that its flag is expected to have",
    category: "hygiene",
    scope: "file",
    defaultSeverity: "warn",
    timeTriggered: false,
    optionsSchema: {
      type: "object",
      properties: {
        compareRolledOut: {
          type: "boolean",
          description: "Also compare flags that `rolled-out-flag` already asks you to remove.",
        },
      },
      additionalProperties: false,
    },
    messages: {
      wrongType:
        'Flag "{{flag}}" is {{expected}} but falls back to {{value}}, which is {{actual}}; fall back to a value of its own type.',
      differsFromRegistry:
        'Flag "{{flag}}" falls back to {{value}} here, but its registry entry says {{expected}}; use the same default value in both.',
      differsFromOtherCalls:
        'Flag "{{flag}}" falls back to {{value}} here but to {{expected}} in {{other}}; let every call fall back to the same value.',
      differsFromRollout:
        'Flag "{{flag}}" is {{expected}} for everyone in {{environments}} but falls back to {{value}} here, so losing the store would change it; fall back to {{expected}} {{where}}.',
    },
  },
  check(context) {
    const commonOf = createCommonFallbacks(context);
    for (const reference of readsInCode(context)) {
      const fallback = reference.defaultArgument;
      const details = fallback && mismatchOf(context, reference, fallback, commonOf);
      if (details === undefined || fallback === undefined) continue;
      const place = { path: reference.path, span: fallback.span };
      context.report({ ...details, place, flagKey: reference.flagKey });
    }
  },
});

/** The first mismatch only, the plainest first: one call needs one correction. */
function mismatchOf(
  context: RuleContext,
  reference: FlagReference,
  fallback: DefaultArgument,
  commonOf: ReturnType<typeof createCommonFallbacks>,
): Details | undefined {
  const flag = context.flagFor(reference.flagKey, reference.path);
  if (flag !== undefined && isGone(flag)) return undefined;
  const typed = flag && wrongType(flag, reference, fallback);
  const { value } = fallback;
  if (typed !== undefined || value === undefined || value === null) return typed;
  return (
    (flag && againstRegistry(flag, value)) ??
    againstOtherCalls(flag, value, () => commonOf(flag, reference.flagKey)) ??
    (flag && againstRollout(context, flag, value))
  );
}

function wrongType(
  flag: Flag,
  { valueType }: FlagReference,
  fallback: DefaultArgument,
): Details | undefined {
  if (valueType === "variant" || !isTypeDeclared(flag)) return undefined;
  const actual = wrongTypeOf(fallback, flag.valueType);
  if (actual === undefined) return undefined;
  const value = fallback.value === undefined ? "an expression" : valueWords(fallback.value);
  const data = { expected: nounOf(flag.valueType), value, actual: nounOf(actual) };
  return { messageId: "wrongType", data, related: [registryRelated(flag)] };
}

/** A registry that only lists keys says nothing of types; its flags merely count as boolean. */
function isTypeDeclared({ valueType, variants, defaultValue, definitions }: Flag): boolean {
  const isWritten = Object.hasOwn(definitions[0].fields, "flagType");
  return isWritten || valueType !== "boolean" || variants.size > 0 || defaultValue !== undefined;
}

function nounOf(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function againstRegistry(flag: Flag, value: JsonValue): Details | undefined {
  const { defaultValue } = flag;
  if (defaultValue === undefined || defaultValue === null) return undefined;
  if (canonicalJson(defaultValue) === canonicalJson(value)) return undefined;
  const data = { value: valueWords(value), expected: valueWords(defaultValue) };
  const related = [registryRelated(flag, "defaultValue")];
  return { messageId: "differsFromRegistry", data, related };
}

/** Only where the registry gives no default value: with one, every call is compared with that. */
function againstOtherCalls(
  flag: Flag | undefined,
  value: JsonValue,
  common: () => CommonFallback | undefined,
): Details | undefined {
  if (flag?.defaultValue !== undefined) return undefined;
  const other = common();
  if (other === undefined || canonicalJson(other.value) === canonicalJson(value)) return undefined;
  const data = {
    value: valueWords(value),
    expected: valueWords(other.value),
    other: other.place.path,
  };
  const related = [{ ...other.place, message: `Falls back to ${data.expected} here.` }];
  return { messageId: "differsFromOtherCalls", data, related };
}

function againstRollout(context: RuleContext, flag: Flag, value: JsonValue): Details | undefined {
  const { outcome, winningValue } = context.verdictOf(flag);
  if (outcome !== "rolled-out" && outcome !== "rolled-back") return undefined;
  if (winningValue === undefined || canonicalJson(winningValue) === canonicalJson(value)) {
    return undefined;
  }
  const isSaidBetter = context.isEnabled("rolled-out-flag") && dueRollout(context, flag);
  if (isSaidBetter && !booleanOption(context.options, "compareRolledOut")) return undefined;
  const environments = listWords(context.registryOf(flag).defaults.productionEnvironments);
  const where = flag.defaultValue === undefined ? "here" : "here and in its registry entry";
  const data = {
    value: valueWords(value),
    expected: valueWords(winningValue),
    environments,
    where,
  };
  return { messageId: "differsFromRollout", data, related: [registryRelated(flag)] };
}
