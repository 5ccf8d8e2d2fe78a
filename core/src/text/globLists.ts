import picomatch from "picomatch";

/** Tests texts against lists of globs, compiling each list once. */
export class GlobLists {
  readonly #compiled = new WeakMap<readonly string[], (text: string) => boolean>();

  /** Whether `text` matches any of `globs`; the list is recognised by its identity. */
  match(text: string, globs: readonly string[]): boolean {
    let test = this.#compiled.get(globs);
    if (test === undefined) {
      test = picomatch([...globs]);
      this.#compiled.set(globs, test);
    }
    return test(text);
  }
}
