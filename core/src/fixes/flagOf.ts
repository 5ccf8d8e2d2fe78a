import type { Flag } from "../registry/model.js";
import type { FixContext, FixData } from "./model.js";

/** The flag that a fix is about, in the registry that holds at its place. */
export function flagOf(
  { flagKey, path }: Pick<FixData, "flagKey" | "path">,
  { analysis }: FixContext,
): Flag | undefined {
  if (flagKey === undefined) return undefined;
  const declared = analysis
    .flags()
    .find(
      ({ key, definitions }) =>
        key === flagKey && definitions.some((definition) => definition.path === path),
    );
  return declared ?? analysis.flagFor(flagKey, path);
}
