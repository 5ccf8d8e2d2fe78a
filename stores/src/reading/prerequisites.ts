import type { Outcome, Serving, When } from "./serving.js";
import {
  always,
  constantOf,
  earliest,
  just,
  never,
  servingOf,
  sometimes,
  unclear,
  unclearOutcome,
} from "./serving.js";
import { quoted } from "@halyard/core";

/** The servings of flags that lean on each other, each worked out once. */
export type ServingOf = (key: string) => Serving | undefined;

/**
 * Works out servings on demand. `serve` may ask for other flags' servings; a flag that is asked for while it is being
 * worked out itself is unknown. The answer is undefined for a key that `serve` does not know.
 */
export function resolving(
  serve: (key: string, servingOf: ServingOf) => Serving | undefined,
): ServingOf {
  const known = new Map<string, Serving | undefined>();
  const open = new Set<string>();
  const resolve: ServingOf = (key) => {
    if (known.has(key)) return known.get(key);
    if (open.has(key))
      return servingOf(unclearOutcome(`its prerequisites lead back to ${quoted(key)}`));
    // Deeper chains than this are no design; they would only exhaust the stack.
    if (open.size >= deepest) return servingOf(tooDeep);
    open.add(key);
    const serving = serve(key, resolve);
    open.delete(key);
    known.set(key, serving);
    return serving;
  };
  return resolve;
}

const deepest = 200;
const tooDeep: Outcome = unclearOutcome(`its prerequisites are more than ${deepest} deep`);

/** When a flag serves one of the variants that `fits`; null stands for the code's own default value. */
export function whenServes(
  parent: Serving | undefined,
  key: string,
  fits: (variant: string | null) => boolean,
): When {
  if (parent === undefined) return unclear(`its prerequisite ${quoted(key)} is not in the file`);
  if (parent.unknown !== undefined) {
    return unclear(`of its prerequisite ${quoted(key)}, ${parent.unknown}`);
  }
  const sure = constantOf(parent);
  if (sure !== undefined) return fits(sure) ? always : never;
  const possible = [...parent.possible];
  if (possible.every(fits)) return always;
  if (!possible.some(fits)) return never;
  return sometimes({ by: "prerequisite", attribute: key });
}

/** The condition that all of these hold. */
export function allOf(whens: readonly When[]): When {
  return whens.reduce(both, always);
}

/** The condition that one of these holds. */
export function anyOf(whens: readonly When[]): When {
  return not(allOf(whens.map(not)));
}

/** The condition that this one does not hold. */
export function not(when: When): When {
  const { applies, needs, ...rest } = when;
  if (applies === "sometimes") return { ...rest, applies };
  // Whom the attributes are lacking it does apply to.
  if (needs !== undefined) return sometimes({ by: "rule", attribute: needs.join(", ") });
  return { ...rest, applies: applies === "always" ? "never" : "always" };
}

function both(a: When, b: When): When {
  // In their order: what stands before a thing that nobody understands may settle the matter.
  if (isFirmNo(a)) return a;
  if (a.unknown !== undefined) return unclear(a.unknown);
  if (isFirmNo(b)) return b;
  if (b.unknown !== undefined) return unclear(b.unknown);
  const timed = [a, b].find(({ applies }) => applies === "never");
  if (timed !== undefined) return timed;
  const needs = [...new Set([...(a.needs ?? []), ...(b.needs ?? [])])];
  const partly = [a, b].find(({ applies }) => applies === "sometimes");
  const until = earliest(a.until, b.until);
  const asked = needs.length > 0 ? { needs } : {};
  if (partly !== undefined) return { ...partly, ...asked, ...(until !== undefined && { until }) };
  return {
    applies: "always",
    ...(needs.length > 0 && { needs }),
    ...(until !== undefined && { until }),
  };
}

function isFirmNo({ applies, until }: When): boolean {
  return applies === "never" && until === undefined;
}

/** The rule that a flag is off unless its prerequisites hold. */
export function unless(met: When, variant: string | null): { when: When; outcome: Outcome } {
  return { when: not(met), outcome: just(variant) };
}
