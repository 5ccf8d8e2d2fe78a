import type { JsonValue } from "../text/json.js";
import type { Verdict } from "./model.js";

/** A verdict with its reason: a clause that goes on after "the flag is not constant because". */
export interface StateVerdict {
  readonly verdict: Verdict;
  readonly reason: string;
}

/** The same variant for everyone, or for everyone with the attributes in `needs`. */
export function constantVerdict(
  variant: string | null,
  variants: ReadonlyMap<string, JsonValue>,
  needs: readonly string[] = [],
): StateVerdict {
  const value = variant === null ? undefined : variants.get(variant);
  const served = { variant, ...(value !== undefined && { value }) };
  const what = variant === null ? "the code's own default value" : `\`${variant}\``;
  if (needs.length === 0) {
    return { verdict: { kind: "constant", ...served }, reason: `it serves ${what} to everyone` };
  }
  const names = needs.map((name) => `\`${name}\``).join(" and ");
  return {
    verdict: { kind: "constant-if", ...served, needs },
    reason: `it serves ${what} only to contexts that have ${names}`,
  };
}
