import type { JsonValue } from "../text/json.js";
import { anyVariant } from "./targeting/folded.js";
import type { Outcome } from "./targeting/folded.js";
import { foldTargeting } from "./targeting/fold.js";
import type { StateVerdict } from "./stateVerdict.js";
import { constantVerdict } from "./stateVerdict.js";

/** What a flagd definition with targeting serves; null stands for the code's own default value. */
export function judgeTargeting(
  targeting: JsonValue,
  defaultVariant: string | null,
  variants: ReadonlyMap<string, JsonValue>,
  flagKey: string,
): StateVerdict {
  const result = foldTargeting(targeting, flagKey);
  if (result.kind === "unknown") {
    const reason = `its targeting uses \`${result.operator}\`, which Halyard cannot interpret`;
    return { verdict: { kind: "unknown" }, reason };
  }
  const { outcomes, rest, fails, timed } = result.folded;
  if (rest !== "none" || outcomes.some((one) => isAlways(one) && isOpen(one))) {
    return partial("its targeting takes the variant from the context");
  }
  const variantOf = ({ value }: Outcome): string | null => {
    const name = value === null ? defaultVariant : nameOf(value);
    // flagd fails on a variant that the flag does not have, and the call gets its own default value.
    return name !== null && variants.has(name) ? name : null;
  };
  const always = new Set(outcomes.filter(isAlways).map(variantOf));
  const lacking = outcomes.filter((outcome) => !isAlways(outcome));
  const all = new Set([...always, ...lacking.map(variantOf)]);
  if (fails) all.add(null);
  if (all.size === 1 && !outcomes.some(isOpen))
    return constantVerdict([...all][0] ?? null, variants);
  if (timed) return partial("its targeting changes with the time");
  if (always.size === 1 && !fails) {
    const needs = [...new Set(lacking.flatMap((outcome) => outcome.lacking ?? []))].sort();
    return constantVerdict([...always][0] ?? null, variants, needs);
  }
  if (fails && always.size === 1) {
    return partial("a comparison in its targeting fails for some contexts");
  }
  return partial("its targeting serves several variants");
}

function isAlways(outcome: Outcome): boolean {
  return outcome.lacking === undefined;
}

function isOpen({ value }: Outcome): boolean {
  return value === anyVariant;
}

/** flagd takes the variant's name from whatever the targeting yields, booleans and numbers included. */
function nameOf(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function partial(reason: string): StateVerdict {
  return { verdict: { kind: "partial" }, reason };
}
