/** A tree of numbers from which a program is rendered: any tree gives a valid program, smaller trees smaller ones. */
export interface Seed {
  readonly n: number;
  readonly kids: readonly Seed[];
}

/** What the shapes of other files may render with. */
export interface Rendering {
  readonly isAsync: boolean;
  /** A read of the flag that may stand anywhere an expression may. */
  flag(seed: Seed): string;
  expression(seed: Seed): string;
  /** An expression for the body of a function that is not asynchronous. */
  within(seed: Seed): string;
  block(seeds: readonly Seed[]): string;
}
