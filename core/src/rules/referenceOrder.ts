import type { FlagReference } from "../index/reference.js";

/** Orders references by path, then by offset, by UTF-16 code units so that every locale agrees. */
export function byReferencePlace(a: FlagReference, b: FlagReference): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.span.start - b.span.start || a.span.end - b.span.end;
}
