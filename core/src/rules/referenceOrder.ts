import type { FlagReference } from "../reference/model.js";
import { compareText } from "../text/order.js";

/** Orders references by path, then by offset, by UTF-16 code units so that every locale agrees. */
export function byReferencePlace(a: FlagReference, b: FlagReference): number {
  return compareText(a.path, b.path) || a.span.start - b.span.start || a.span.end - b.span.end;
}
