import type { FlagReference, ReferenceView } from "../reference/model.js";
import type { Flag, Registry } from "../registry/model.js";
import { spellingsOf } from "./flagLife.js";
import { isTestFile } from "./testFiles.js";

/**
 * Finds the files whose text holds a flag's key or alias, in order.
 *
 * The flags that seem to be read nowhere are looked for together, when the first of them is asked about: a search
 * goes through every file.
 */
export function createNamingFiles(
  registries: readonly Registry[],
  index: ReferenceView,
  referencesOf: (flag: Flag) => readonly FlagReference[],
): (flag: Flag) => readonly string[] {
  let known: ReadonlyMap<string, readonly string[]> | undefined;
  const seemsUnread = (flag: Flag): boolean =>
    referencesOf(flag).every(
      ({ path }) => isTestFile(path) || flag.definitions.some((own) => own.path === path),
    );
  const search = (): ReadonlyMap<string, readonly string[]> => {
    const flags = registries.flatMap((registry) => [...registry.flags.values()]);
    const words = new Set(flags.filter(seemsUnread).flatMap(spellingsOf));
    return index.filesNaming?.([...words]) ?? new Map();
  };
  return (flag) => {
    known ??= search();
    const files = spellingsOf(flag).flatMap((word) => known?.get(word) ?? []);
    return [...new Set(files)].sort();
  };
}
