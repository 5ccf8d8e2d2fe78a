import type { JsonValue } from "@halyard/core";
import { StoreFault } from "./fault.js";

/** One page of a list. */
export interface Page {
  readonly items: readonly JsonValue[];
  /** Where the next page starts, in the list's own terms; undefined after the last. */
  readonly next: number | undefined;
}

/**
 * Every item of a list that comes in pages, from `start`.
 *
 * A list that does not get on, or does not end, is given up: a store that is wrong must not keep anyone busy for ever.
 */
export async function allPages(
  ask: (at: number) => Promise<Page>,
  { start, most, what }: { readonly start: number; readonly most: number; readonly what: string },
): Promise<readonly JsonValue[]> {
  const items: JsonValue[] = [];
  let at: number | undefined = start;
  for (let count = 0; at !== undefined; count++) {
    if (count >= most)
      throw new StoreFault("unexpected", `sends ${what} in more than ${most} pages`);
    const page: Page = await ask(at);
    items.push(...page.items);
    if (page.next !== undefined && page.next <= at) {
      throw new StoreFault("unexpected", `sends ${what} in pages that do not get on`);
    }
    at = page.next;
  }
  return items;
}
