import type { JsonValue } from "../text/json.js";

/**
 * What a flag answers in one environment.
 *
 * - `constant`: every evaluation gets `variant`, whatever the context, the empty one included.
 * - `constant-if`: the same, provided the context has every attribute in `needs`.
 * - `partial`: different evaluations get different variants, or a change is scheduled.
 * - `unknown`: the definition holds something that Halyard cannot interpret.
 *
 * `variant` is null when the code's own default value is served.
 */
export type Verdict =
  | { readonly kind: "constant"; readonly variant: string | null; readonly value?: JsonValue }
  | {
      readonly kind: "constant-if";
      readonly variant: string | null;
      readonly value?: JsonValue;
      readonly needs: readonly string[];
    }
  | { readonly kind: "partial" }
  | { readonly kind: "unknown" };

/** A verdict with why, in words fit for a message, and since when (ISO), if known. */
export interface EnvironmentVerdict {
  readonly environment: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly since?: string;
}

/** The flag as a whole, judged over the production environments at a given time. */
export interface FlagVerdict {
  readonly environments: readonly EnvironmentVerdict[];
  /**
   * - `rolled-out` / `rolled-back`: constant at the same variant in every production environment for the soak time.
   * - `soaking`: constant in every production environment, but not yet for the soak time.
   * - `partial`, `unknown`, `live`: nothing to remove yet.
   */
  readonly outcome: "rolled-out" | "rolled-back" | "soaking" | "partial" | "unknown";
  /** The variant that every production environment serves; set for rolled-out, rolled-back and soaking. */
  readonly winningVariant?: string;
  readonly winningValue?: JsonValue;
  /** ISO date-time since which the outcome holds: the latest `since` of the production environments. */
  readonly since?: string;
  /** Whole UTC days between `since` and now. */
  readonly days?: number;
  readonly reason: string;
  /** Whether the flag may be removed from code now, and if not, why not, in words. */
  readonly removable: boolean;
  readonly blockers: readonly string[];
}
