import type { Migration } from "@halyard/core";

/** How much of each system the product's code still calls. */
export interface LeftInCode {
  readonly oldWrites: number;
  readonly oldReads: number;
  readonly newWrites: number;
  readonly newReads: number;
}

/** Counts the calls that reach the systems; tests and the systems' own code are not among them. */
export function leftInCode({ calls }: Migration): LeftInCode {
  const count = (side: "old" | "new", operation: "write" | "read"): number =>
    calls.filter((call) => call.side === side && call.operation === operation).length;
  return {
    oldWrites: count("old", "write"),
    oldReads: count("old", "read"),
    newWrites: count("new", "write"),
    newReads: count("new", "read"),
  };
}
