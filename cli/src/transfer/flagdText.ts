import type { EnvironmentState, Flag, JsonValue, Registry, ServedException } from "@halyard/core";
import { compareText } from "@halyard/core";
import { stateIn } from "./stateIn.js";

/** An export with what it could not say, one sentence each. */
export interface Exported {
  readonly text: string;
  readonly gaps: readonly string[];
}

type Json = Readonly<Record<string, JsonValue>>;

/**
 * A flagd definition of one environment, https://flagd.dev/schema/v0/flags.json.
 *
 * Declared targeting is taken as it is. What was observed becomes targeting where flagd can say it: percentages as a
 * split by the targeting key, named values as a list. A flag whose state it cannot say is left out and told.
 */
export function flagdText(registry: Registry, environment: string): Exported {
  const gaps: string[] = [];
  const entries: [string, Json][] = [];
  for (const flag of [...registry.flags.values()].sort((a, b) => compareText(a.key, b.key))) {
    const state = stateIn(flag, environment);
    if (state === undefined || state.state === "ABSENT") continue;
    const gap = gapOf(flag, state);
    if (gap !== undefined) gaps.push(`\`${flag.key}\` is left out: ${gap}.`);
    else entries.push([flag.key, definitionOf(flag, state)]);
  }
  const definition = {
    $schema: "https://flagd.dev/schema/v0/flags.json",
    metadata: { environment },
    flags: Object.fromEntries(entries),
  };
  return { text: `${JSON.stringify(definition, null, 2)}\n`, gaps };
}

/** Why flagd cannot say what a flag serves, or undefined where it can. */
function gapOf(flag: Flag, state: EnvironmentState): string | undefined {
  if (flag.variants.size === 0) return "the registry does not list its variants";
  if (state.unknown !== undefined) return state.unknown;
  if (state.state === "DISABLED" || state.targeting !== undefined) return undefined;
  const needs = state.needs ?? [];
  if (needs.length > 0)
    return `it serves other contexts than those with ${needs.join(", ")} otherwise`;
  const odd = (state.exceptions ?? []).find((one) => conditionOf(one) === undefined);
  if (odd !== undefined) return `some traffic gets \`${odd.variant}\` (by ${odd.by})`;
  if (state.served === undefined && state.defaultVariant === undefined) {
    return "nothing says which variant it serves";
  }
  return undefined;
}

function definitionOf(flag: Flag, state: EnvironmentState): Json {
  const targeting = state.targeting ?? targetingOf(state);
  const { owner, expires } = flag.lifecycle;
  const served = Object.entries(state.served ?? {}).filter(([, percent]) => percent > 0);
  const [most] = [...served].sort((a, b) => b[1] - a[1]);
  return {
    state: state.state === "DISABLED" ? "DISABLED" : "ENABLED",
    variants: Object.fromEntries(flag.variants),
    defaultVariant: state.defaultVariant ?? most?.[0] ?? null,
    ...(targeting !== undefined && { targeting }),
    metadata: {
      kind: flag.type,
      ...(owner !== undefined && { owner }),
      ...(expires !== undefined && { expires }),
    },
  };
}

/** Observed exceptions and percentages as one expression; undefined where everyone gets the default variant. */
function targetingOf({ served = {}, exceptions = [] }: EnvironmentState): JsonValue | undefined {
  const shares = Object.entries(served).filter(([, percent]) => percent > 0);
  // Only whole weights are the same in every flagd, so that a percent counts as a thousand.
  const split: JsonValue | undefined =
    shares.length > 1
      ? { fractional: shares.map(([variant, percent]) => [variant, Math.round(percent * 1_000)]) }
      : undefined;
  const rules = exceptions.flatMap((one): JsonValue[] => [conditionOf(one) ?? false, one.variant]);
  if (rules.length === 0) return split;
  return { if: split === undefined ? rules : [...rules, split] };
}

function conditionOf({ attribute, values }: ServedException): JsonValue | undefined {
  if (attribute === undefined || values === undefined || values.length === 0) return undefined;
  return { in: [{ var: attribute }, values] };
}
