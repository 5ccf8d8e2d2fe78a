import type { PathCondition, Value } from "../flowFacts.js";
import type { Entities } from "./entities.js";
import { own } from "./program.js";

/** One of the values that an expression may be, with the conditions under which it is. */
export interface Alternative {
  readonly value: Value;
  readonly path: string;
  readonly conditions: readonly PathCondition[];
}

const maximumDepth = 6;

/**
 * The values behind an expression, told apart by conditions: `flag ? next : old`, a constant of that, a field, or a
 * function that returns one or the other. A single alternative where nothing is chosen.
 */
export function alternativesOf(
  value: Value,
  path: string,
  entities: Entities,
  depth = 0,
): readonly Alternative[] {
  const here: readonly Alternative[] = [{ value, path, conditions: [] }];
  if (depth > maximumDepth) return here;
  const within = (inner: Value, file: string): readonly Alternative[] =>
    alternativesOf(inner, file, entities, depth + 1);
  switch (value.k) {
    case "choice":
      return [
        ...assuming(within(value.then, path), { test: value.test, holds: true, file: path }),
        ...assuming(within(value.else, path), { test: value.test, holds: false, file: path }),
      ];
    case "cast":
      return within(value.of, path);
    case "local": {
      const local = entities.program.factsOf(path)?.locals[value.id];
      return local?.constant === true && local.value && local.parameter === undefined
        ? chosen(within(local.value, path), here)
        : here;
    }
    case "member":
      return chosen(ofField(value, path, entities, within), here);
    case "call":
      return chosen(ofResult(value, path, entities, within), here);
    default:
      return here;
  }
}

type Within = (inner: Value, file: string) => readonly Alternative[];

function ofField(
  value: Value & { k: "member" },
  path: string,
  { program }: Entities,
  within: Within,
): readonly Alternative[] {
  const owner = value.of.k === "this" ? value.of.owner : undefined;
  const meaning = owner === undefined ? undefined : program.meaningOf(owner, path);
  if (meaning?.k !== "declared" || meaning.declared.declaration.k !== "class") return [];
  const [only, more] = own(meaning.declared.declaration.members, value.name)?.values ?? [];
  return only !== undefined && more === undefined ? within(only, meaning.declared.path) : [];
}

function ofResult(
  value: Value & { k: "call" },
  path: string,
  entities: Entities,
  within: Within,
): readonly Alternative[] {
  return entities.of(value.callee, path).flatMap((one) => {
    if (one.k !== "function") return [];
    const fact = entities.program.functionAt(one.path, one.func);
    return (fact?.returns ?? []).flatMap((result) => {
      const conditions = result.path.map((each) => ({ ...each, file: each.file ?? one.path }));
      return within(result.value, one.path).map((each) => ({
        ...each,
        conditions: [...conditions, ...each.conditions],
      }));
    });
  });
}

function assuming(
  alternatives: readonly Alternative[],
  condition: PathCondition,
): readonly Alternative[] {
  return alternatives.map((one) => ({ ...one, conditions: [condition, ...one.conditions] }));
}

/** Several values with conditions are a choice; anything else is left as it is written. */
function chosen(
  found: readonly Alternative[],
  here: readonly Alternative[],
): readonly Alternative[] {
  return found.length > 1 && found.every(({ conditions }) => conditions.length > 0) ? found : here;
}
