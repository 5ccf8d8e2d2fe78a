import type { Flag } from "../registry/model.js";
import { compareText } from "../text/order.js";

/** Orders flags by their keys. */
export function byKey(a: Flag, b: Flag): number {
  return compareText(a.key, b.key);
}
