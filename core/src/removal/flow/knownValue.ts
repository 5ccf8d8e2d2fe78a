import type { Mark } from "../text/trackedText.js";

/** What a name is known to stand for because of the flag. */
export type Known =
  | { readonly kind: "value"; readonly mark: Mark }
  /** A function that only returns the value; asynchronous ones return a promise of it. */
  | { readonly kind: "function"; readonly mark: Mark; readonly isAsync: boolean }
  /** An object of which some members are known: an imported namespace, a constant, the props of a component. */
  | { readonly kind: "namespace"; readonly members: ReadonlyMap<string, Known> }
  /** A function that returns an object of which some members are known, or a promise of it. */
  | {
      readonly kind: "result";
      readonly members: ReadonlyMap<string, Known>;
      readonly isAsync: boolean;
    }
  /** A React context that gives an object of which some members are known. */
  | { readonly kind: "context"; readonly members: ReadonlyMap<string, Known> };
