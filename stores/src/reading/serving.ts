import type { EnvironmentState, ServedException } from "@halyard/core";

/** Weights per variant, in any unit; null is the code's own default value. */
export type Shares = ReadonlyMap<string | null, number>;

/** What takes traffic off the default path. */
export type Cause = Omit<ServedException, "variant">;

/** When a rule applies. `needs` and `until` say what the word rests on. */
export interface When {
  readonly applies: "always" | "never" | "sometimes";
  /** The context attributes without which the rule does not apply; with `always`, nothing else is asked. */
  readonly needs?: readonly string[];
  /** With `always` and `never`: ISO date-time at which that may change. */
  readonly until?: string;
  /** Why nobody can tell when it applies. */
  readonly unknown?: string;
  readonly cause?: Cause;
}

/** What a rule serves. */
export interface Outcome {
  readonly shares: Shares;
  /** The attributes that the split is drawn by, with the variant of contexts that lack them. */
  readonly needs?: { readonly attributes: readonly string[]; readonly otherwise: string | null };
  readonly isExperiment?: boolean;
  /** ISO date-time of the next step, with the variants that later steps may serve. */
  readonly next?: { readonly at: string; readonly variants: readonly (string | null)[] };
  readonly unknown?: string;
}

/** One rule of a list in which the first that applies decides. */
export interface Rule {
  readonly when: When;
  readonly outcome: Outcome;
}

/** What a list of rules serves to whom. */
export interface Serving {
  /** The default path: everyone whom no exception names. */
  readonly main: Shares;
  readonly exceptions: readonly (Cause & { readonly variant: string | null })[];
  readonly needs: readonly string[];
  readonly nextChange?: string;
  readonly unknown?: string;
  /** Every variant that anyone can get, now or later. */
  readonly possible: ReadonlySet<string | null>;
}

/** A rule that applies to everyone. */
export const always: When = { applies: "always" };

/** A rule that applies to nobody. */
export const never: When = { applies: "never" };

/** A rule that applies to some. */
export function sometimes(cause: Cause): When {
  return { applies: "sometimes", cause };
}

/** A rule of which nobody can tell when it applies. */
export function unclear(unknown: string): When {
  return { applies: "sometimes", unknown };
}

/** One variant; null is the code's own default value. */
export function just(variant: string | null): Outcome {
  return { shares: new Map([[variant, 1]]) };
}

/** An outcome of which nobody can tell what it is. */
export function unclearOutcome(unknown: string): Outcome {
  return { shares: new Map(), unknown };
}

/** The serving of one outcome that everyone gets. */
export function servingOf(outcome: Outcome): Serving {
  const shares = new Map([...outcome.shares].filter(([, weight]) => weight > 0));
  const { needs, next, isExperiment = false, unknown } = outcome;
  const possible = new Set([...shares.keys(), ...(next?.variants ?? [])]);
  if (needs !== undefined) possible.add(needs.otherwise);
  const isOne = possible.size === 1 && !isExperiment;
  const [first = null] = shares.keys();
  return {
    main: shares,
    exceptions: isExperiment ? [{ variant: first, by: "experiment" }] : [],
    needs: isOne ? [] : (needs?.attributes ?? []),
    ...(next !== undefined && !isOne && { nextChange: next.at }),
    ...(unknown !== undefined && { unknown }),
    possible,
  };
}

/** What an ordered list of rules serves, the first that applies deciding, and `fallback` where none does. */
export function firstMatch(rules: readonly Rule[], fallback: Outcome): Serving {
  const lacking = new Set<string>();
  const reached: Rule[] = [];
  for (const rule of rules) {
    const { when } = rule;
    // Who comes this far lacks what an earlier rule would have held them with.
    if (when.unknown === undefined && (when.needs ?? []).some((name) => lacking.has(name)))
      continue;
    reached.push({ when, outcome: without(rule.outcome, lacking) });
    if (when.applies !== "always" || when.until !== undefined) continue;
    const [needed, another] = when.needs ?? [];
    if (needed === undefined) break;
    if (another === undefined) lacking.add(needed);
  }
  let serving = servingOf(without(fallback, lacking));
  // From the last to the first: each rule stands before all that is known so far.
  for (const rule of reached.reverse()) serving = before(rule, serving);
  return serving;
}

/** The outcome for people who lack some attributes. */
function without(outcome: Outcome, lacking: ReadonlySet<string>): Outcome {
  const { needs } = outcome;
  const isLacking = needs?.attributes.some((name) => lacking.has(name)) === true;
  return isLacking && outcome.unknown === undefined ? just(needs.otherwise) : outcome;
}

/** What is served when `rule` stands before everything that `rest` describes. */
function before({ when, outcome }: Rule, rest: Serving): Serving {
  if (when.applies === "never" && when.until === undefined) return rest;
  const own = servingOf(outcome);
  const isFirm = when.applies === "always" && when.until === undefined;
  if (isFirm && when.needs === undefined) return own;
  const possible = new Set([...own.possible, ...rest.possible]);
  const unknown = when.unknown ?? own.unknown ?? rest.unknown;
  const isOne = possible.size === 1 && !isExperimental(own) && !isExperimental(rest);
  const [leading, other] = when.applies === "always" ? [own, rest] : [rest, own];
  const nextChange = isOne ? undefined : earliest(when.until, own.nextChange, rest.nextChange);
  return {
    main: leading.main,
    exceptions: isFirm
      ? own.exceptions
      : [...asExceptions(other, causeOf(when)), ...leading.exceptions],
    needs: isOne ? [] : [...new Set([...(when.needs ?? []), ...leading.needs])],
    ...(nextChange !== undefined && { nextChange }),
    ...(unknown !== undefined && { unknown }),
    possible,
  };
}

function isExperimental({ exceptions }: Serving): boolean {
  return exceptions.some(({ by }) => by === "experiment");
}

function causeOf({ until, cause = { by: "rule" } }: When): Cause {
  return until === undefined ? cause : { by: "schedule" };
}

/** What the people whom a rule takes aside may get. */
function asExceptions(serving: Serving, cause: Cause): Serving["exceptions"] {
  const total = [...serving.main.values()].reduce((sum, weight) => sum + weight, 0);
  return [...serving.possible].map((variant) => {
    const weight = serving.main.get(variant) ?? 0;
    const isShare = cause.percent === undefined && weight > 0 && weight < total;
    const by = isExperimental(serving) ? "experiment" : cause.by;
    return { ...cause, by, variant, ...(isShare && { percent: (100 * weight) / total }) };
  });
}

/** The earliest of some ISO date-times. */
export function earliest(...dates: readonly (string | undefined)[]): string | undefined {
  const known = dates.filter((date) => date !== undefined);
  return known.length === 0
    ? undefined
    : known.reduce((a, b) => (Date.parse(a) <= Date.parse(b) ? a : b));
}

/** The one variant that everyone gets always, or undefined. Null is the code's own default value. */
export function constantOf(serving: Serving): string | null | undefined {
  const { possible, unknown, nextChange } = serving;
  if (unknown !== undefined || nextChange !== undefined || isExperimental(serving))
    return undefined;
  return possible.size === 1 ? [...possible][0] : undefined;
}

/** The same serving with variants under other names; several may become one. */
export function renamed(serving: Serving, nameOf: (variant: string) => string | null): Serving {
  const to = (variant: string | null): string | null => (variant === null ? null : nameOf(variant));
  const main = new Map<string | null, number>();
  for (const [variant, weight] of serving.main) {
    main.set(to(variant), (main.get(to(variant)) ?? 0) + weight);
  }
  const possible = new Set([...serving.possible].map(to));
  const exceptions = serving.exceptions.map((one) => ({ ...one, variant: to(one.variant) }));
  const isOne = possible.size === 1 && !isExperimental(serving);
  const { nextChange, needs, ...rest } = { ...serving, main, possible, exceptions };
  if (isOne) return { ...rest, needs: [] };
  return { ...rest, needs, ...(nextChange !== undefined && { nextChange }) };
}

/** The environment's state in the registry's words. */
export function stateOf(serving: Serving, more: Partial<EnvironmentState> = {}): EnvironmentState {
  const { needs, nextChange } = serving;
  const isNamed = serving.exceptions.some(({ variant }) => variant !== null);
  const unknown =
    serving.unknown ??
    (isExperimental(serving) && !isNamed ? "an experiment is running on it" : undefined);
  const observed = {
    ...(needs.length > 0 && { needs }),
    ...(nextChange !== undefined && { nextChange }),
    ...(unknown !== undefined && { unknown }),
    ...more,
  };
  if (constantOf(serving) === null) return { state: "DISABLED", ...observed };
  return { state: "ENABLED", ...servedAndExceptions(serving), ...observed };
}

type Served = Pick<EnvironmentState, "defaultVariant" | "served" | "exceptions">;

function servedAndExceptions({ main, exceptions }: Serving): Served {
  const named = exceptions.flatMap(({ variant, ...cause }): readonly ServedException[] =>
    variant === null ? [] : [{ variant, ...cause }],
  );
  const total = [...main.values()].reduce((sum, weight) => sum + weight, 0);
  const isMixed = main.has(null) || named.length < exceptions.length;
  if (!isMixed) {
    if (total === 0) return named.length > 0 ? { exceptions: named } : {};
    const served = Object.create(null) as Record<string, number>;
    for (const [variant, weight] of main) {
      served[variant ?? ""] = main.size === 1 ? 100 : (100 * weight) / total;
    }
    return { served, ...(named.length > 0 && { exceptions: named }) };
  }
  // The registry has no name for the code's own default value but as the default path.
  const shares = [...main].flatMap(([variant, weight]): readonly ServedException[] =>
    variant === null ? [] : [{ variant, by: "rule", percent: (100 * weight) / total }],
  );
  return { defaultVariant: null, exceptions: [...shares, ...named] };
}
