import { isJsonArray } from "../../text/json.js";
import { oneOf, onlyValue, riskOf } from "./folded.js";
import type { Operator } from "./operator.js";

/** `in [item, list or text]`. Fails where the second operand comes from the context and is neither. */
export const foldIn: Operator = ({ list, isList: written }, fold) => {
  const [item = null, container = null] = list;
  const risk = riskOf(list.map(fold));
  const constant = onlyValue(fold(item));
  const text = onlyValue(fold(container));
  const isSafe = written && (isJsonArray(container) || typeof text === "string");
  const outcome = { timed: risk.timed, fails: risk.fails || !isSafe };
  if (isJsonArray(container) && container.length === 0) return { ...oneOf(false), ...outcome };
  if (constant === undefined) return { ...oneOf(true, false), ...outcome };
  if (typeof text === "string" && typeof constant === "string") {
    // The engine takes an empty text for an empty list.
    return { ...oneOf(text !== "" && text.includes(constant)), ...outcome };
  }
  if (!isJsonArray(container)) return { ...oneOf(true, false), ...outcome };
  const items = container.map((one) => onlyValue(fold(one)));
  const isIn = items.includes(constant);
  const isClear = isIn || !items.includes(undefined);
  return { ...(isClear ? oneOf(isIn) : oneOf(true, false)), ...outcome };
};

/** `starts_with` and `ends_with`: null where the operands are not two strings. */
export function foldPrefix(matches: (text: string, part: string) => boolean): Operator {
  return ({ list }, fold) => {
    const parts = list.map(fold);
    const [text, part] = parts.map(onlyValue);
    const isKnown = list.length === 2 && typeof text === "string" && typeof part === "string";
    return {
      ...(isKnown ? oneOf(matches(text, part)) : oneOf(true, false, null)),
      ...riskOf(parts),
    };
  };
}

/** `sem_ver [version, operator, version]`: null where a version cannot be read. Versions are not compared here. */
export const foldVersion: Operator = ({ list }, fold) => ({
  ...oneOf(true, false, null),
  ...riskOf(list.map(fold)),
});
