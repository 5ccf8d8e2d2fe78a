import type { Flag, FlagDefinition, Registry } from "../registry/model.js";
import type { Problem } from "../text/problem.js";
import { byKey } from "./flagOrder.js";

/**
 * The flags that rules may judge, by registry, then by key: those whose entries were read without an error.
 *
 * What is wrong with an entry is told as a problem; a rule that judged it could only guess at what was meant.
 */
export function soundFlags(registries: readonly Registry[]): readonly Flag[] {
  return registries.flatMap(({ flags, problems }) => {
    const errors = problems.filter(({ severity }) => severity === "error");
    return [...flags.values()].filter((flag) => isSound(flag, errors)).sort(byKey);
  });
}

function isSound(flag: Flag, errors: readonly Problem[]): boolean {
  return !flag.definitions.some((definition) =>
    errors.some((error) => isDamagedBy(definition, error)),
  );
}

/** A syntax error also makes doubtful where an entry before it ends. */
function isDamagedBy(
  { path, entrySpan }: FlagDefinition,
  { code, span, ...error }: Problem,
): boolean {
  if (error.path !== path || span === undefined || span.start > entrySpan.end) return false;
  return code === "registry-syntax" || span.end >= entrySpan.start;
}
