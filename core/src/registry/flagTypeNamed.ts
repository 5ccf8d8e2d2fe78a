import { flagTypeShape } from "./lifecycleShape.js";
import type { FlagType } from "./model.js";

/** The flag type that a word names, other tools' spellings included, or undefined. */
export function flagTypeNamed(word: string | undefined): FlagType | undefined {
  if (word === undefined) return undefined;
  const aliases = flagTypeShape.aliases ?? {};
  const name = Object.hasOwn(aliases, word) ? aliases[word] : word;
  return flagTypeShape.oneOf?.find((type) => type === name) as FlagType | undefined;
}
