import type { ConstantValue } from "./facts.js";

/** What `path` reaches inside a constant. */
export function constantAt(
  constant: ConstantValue,
  path: readonly string[],
): ConstantValue | undefined {
  let value: ConstantValue | undefined = constant;
  for (const name of path) {
    if (typeof value !== "object") return undefined;
    value = Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}
