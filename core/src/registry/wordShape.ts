import { choice } from "../schema/describe.js";
import type { StringShape } from "../schema/shape.js";

/** A string that is one of `oneOf`; any other is a `registry-invalid-value`, whatever the words are called. */
export function wordOf(
  noun: string,
  oneOf: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): StringShape {
  return choice(noun, oneOf, { aliases, code: "invalid-value" });
}
