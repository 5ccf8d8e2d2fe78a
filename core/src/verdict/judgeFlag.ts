import { dayCount, daysBetween, instantOf, isoDay } from "../registry/dates.js";
import type { Flag, Registry } from "../registry/model.js";
import { blockersOf } from "./blockers.js";
import { baseEnvironment, judgeEnvironment } from "./judgeEnvironment.js";
import type { EnvironmentVerdict, FlagVerdict } from "./model.js";
import { isOffVariant } from "./winningSide.js";

type Outcome = Omit<FlagVerdict, "environments" | "removable" | "blockers">;

/**
 * Judges a flag over the production environments that it declares, at a given time.
 *
 * A flag without environments is judged by its base, but only where that says `state` and `since`; everything else is
 * unknown. `removable` needs the same variant for everyone in every production environment for the soak time, and
 * nothing that leans on the flag.
 */
export function judgeFlag(flag: Flag, registry: Registry, now: Date): FlagVerdict {
  const names = flag.environments.size > 0 ? [...flag.environments.keys()] : baseOf(flag);
  const environments = names.map((name) => judgeEnvironment(flag, name, registry));
  const outcome = outcomeOf(flag, registry, environments, now);
  const isSettled = outcome.outcome === "rolled-out" || outcome.outcome === "rolled-back";
  const blockers = [
    ...(isSettled ? [] : [outcome.reason]),
    ...(isSettled && outcome.winningVariant === undefined ? [codeDefaultBlocker] : []),
    ...blockersOf(flag, registry),
  ];
  return { environments, ...outcome, removable: blockers.length === 0, blockers };
}

const codeDefaultBlocker =
  "every call gets its own default value, which may differ from call to call, so name the variant to keep";

function baseOf(flag: Flag): readonly string[] {
  return flag.base === undefined ? [] : [baseEnvironment];
}

function outcomeOf(
  flag: Flag,
  registry: Registry,
  environments: readonly EnvironmentVerdict[],
  now: Date,
): Outcome {
  const wanted =
    flag.environments.size > 0 ? registry.defaults.productionEnvironments : [baseEnvironment];
  const production = environments.filter(({ environment }) => wanted.includes(environment));
  const [first, ...others] = production;
  if (first === undefined) {
    const reason =
      flag.environments.size > 0
        ? `the registry says nothing of it in ${list(wanted)}`
        : "the registry does not say what it serves";
    return { outcome: "unknown", reason };
  }
  if (flag.environments.size === 0 && flag.base?.since === undefined) {
    const reason = "the registry names no environments and no date since which its state holds";
    return { outcome: "unknown", reason };
  }
  const odd =
    production.find(({ verdict }) => verdict.kind === "unknown") ??
    production.find(({ verdict }) => verdict.kind !== "constant");
  if (odd !== undefined) {
    const outcome = odd.verdict.kind === "unknown" ? "unknown" : "partial";
    return { outcome, reason: `in ${odd.environment}, ${odd.reason}` };
  }
  const different = others.find((other) => variantOf(other) !== variantOf(first));
  if (different !== undefined) {
    const reason = `${first.environment} and ${different.environment} serve different variants`;
    return { outcome: "partial", reason };
  }
  return soakOutcome(flag, registry, production, variantOf(first), now);
}

/** Every production environment serves one variant to everyone; what is left is for how long. */
function soakOutcome(
  flag: Flag,
  registry: Registry,
  production: readonly EnvironmentVerdict[],
  variant: string | null,
  now: Date,
): Outcome {
  const where = list(production.map(({ environment }) => environment));
  const what = variant === null ? "the code's own default value" : shownVariant(flag, variant);
  const winner = winnerOf(flag, variant);
  const undated = production.find(
    ({ since }) => since === undefined || instantOf(since) === undefined,
  );
  if (undated !== undefined) {
    const reason = `${what} for everyone in ${where}, but ${undated.environment} has no \`since\`, so nobody can tell for how long`;
    return { outcome: "soaking", ...winner, reason };
  }
  const since = latest(production);
  const instant = instantOf(since) ?? 0;
  const days = daysBetween(instant, now.getTime());
  const held = `${what} for everyone in ${where} since ${isoDay(instant)} (${dayCount(Math.max(days, 0))})`;
  const { soakDays } = registry.defaults;
  // A date in the future proves nothing, whatever the soak time is.
  if (days < soakDays || instant > now.getTime()) {
    const reason = `${held}, not yet for the soak time of ${dayCount(soakDays)}`;
    return { outcome: "soaking", ...winner, since, days: Math.max(days, 0), reason };
  }
  const isOff = variant === null || isOffVariant(flag, variant);
  return { outcome: isOff ? "rolled-back" : "rolled-out", ...winner, since, days, reason: held };
}

function winnerOf(
  flag: Flag,
  variant: string | null,
): Pick<Outcome, "winningVariant" | "winningValue"> {
  if (variant === null) return {};
  const value = flag.variants.get(variant);
  return { winningVariant: variant, ...(value !== undefined && { winningValue: value }) };
}

/** "on" and "off" for booleans, whatever their variants are called. */
function shownVariant(flag: Flag, variant: string): string {
  const value = flag.variants.get(variant);
  if (typeof value === "boolean") return value ? "on" : "off";
  return `\`${variant}\``;
}

function latest(production: readonly EnvironmentVerdict[]): string {
  const dates = production.flatMap(({ since }) => since ?? []);
  return dates.reduce((a, b) => ((instantOf(a) ?? 0) >= (instantOf(b) ?? 0) ? a : b));
}

function variantOf({ verdict }: EnvironmentVerdict): string | null {
  return verdict.kind === "constant" ? verdict.variant : null;
}

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
