import { distance } from "fastest-levenshtein";
import type { Registry } from "../registry/model.js";
import { isGone, spellingsOf } from "./flagLife.js";

/**
 * The key or alias that was probably meant, or undefined.
 *
 * The same letters in another case or with other separators win; otherwise the nearest spelling, if at most a
 * quarter of its letters (and at least one) would have to change. Ties go to the nearer registry, then by name.
 */
export function suggestKey(flagKey: string, registries: readonly Registry[]): string | undefined {
  const letters = lettersOf(flagKey);
  if (letters.length < 3) return undefined;
  let best: { spelling: string; cost: number } | undefined;
  for (const spelling of candidatesOf(registries)) {
    const cost = lettersOf(spelling) === letters ? 0 : costOf(flagKey, spelling);
    if (best === undefined ? cost < Infinity : cost < best.cost) best = { spelling, cost };
  }
  return best?.spelling;
}

/** Letters to change, or infinity where they are too many for a slip. */
function costOf(flagKey: string, spelling: string): number {
  const allowed = Math.max(1, Math.floor(Math.min(flagKey.length, spelling.length) / 4));
  if (Math.abs(flagKey.length - spelling.length) > allowed) return Infinity;
  const cost = distance(flagKey, spelling);
  return cost > allowed ? Infinity : cost;
}

function candidatesOf(registries: readonly Registry[]): readonly string[] {
  return registries.flatMap(({ flags }) =>
    [...flags.values()]
      .filter((flag) => !isGone(flag))
      .flatMap(spellingsOf)
      .sort(),
  );
}

function lettersOf(key: string): string {
  return key.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
