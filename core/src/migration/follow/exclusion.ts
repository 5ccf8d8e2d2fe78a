import type { PathCondition, Value } from "../flowFacts.js";
import type { Entities } from "./entities.js";
import { Evaluator } from "./evaluate.js";
import { assumeText } from "./flagValues.js";

/**
 * Whether two places can never both be reached in one run, because some expression must be true for one and false
 * for the other. Expressions are the same where they read the same.
 */
export function areExclusive(
  left: readonly PathCondition[],
  right: readonly PathCondition[],
  path: string,
  entities: Entities,
  textOf: (path: string) => string | undefined,
): boolean {
  const texts = new Set(left.flatMap((one) => atomsOf(one, path, textOf)));
  const shared = right.flatMap((one) => atomsOf(one, path, textOf)).filter((one) => texts.has(one));
  return [...new Set(shared)].some((text) =>
    [true, false].every((truth) => {
      const evaluator = new Evaluator(entities, assumeText(text, truth, textOf));
      return !evaluator.mayReach(left, path) || !evaluator.mayReach(right, path);
    }),
  );
}

function atomsOf(
  { test, file }: PathCondition,
  path: string,
  textOf: (path: string) => string | undefined,
): string[] {
  const text = textOf(file ?? path);
  if (text === undefined) return [];
  return partsOf(test).map(({ start, end }) => text.slice(start, end));
}

/** The operands that a condition is made of. */
function partsOf(value: Value): readonly Value[] {
  switch (value.k) {
    case "not":
      return partsOf(value.of);
    case "logic":
      return [...partsOf(value.left), ...partsOf(value.right)];
    default:
      return [value];
  }
}
