import type { RemovalInput, RemovalNote, Refusal, Pruned } from "../model.js";
import { scriptKindOf } from "../syntax/unit.js";
import { BooleanTypes } from "../verify/booleanTypes.js";
import { ParsePool } from "../verify/parsePool.js";
import { buildImporters, type Importers } from "./importers.js";
import { TrackedFile } from "./trackedFile.js";

/** The files that one removal has opened, with everything it has to say about them. */
export class RemovalProject {
  readonly refusals: Refusal[] = [];
  readonly notes: RemovalNote[] = [];
  readonly pruned: Pruned[] = [];
  /** Registry files that are not code, with what becomes of them. */
  readonly data = new Map<string, { readonly oldText: string; readonly newText: string }>();
  /** Methods by which code asks for flags; they stay, even if nothing asks any more. */
  readonly askedBy = new Set<string>();
  /** Methods that could not go yet, with the revision at which that was found. */
  readonly triedMethods = new Map<string, number>();
  /** Names of lists that the reads of the flag looked it up in: `enabledFlags`. */
  readonly carriers = new Set<string>();
  /** Exports by which code asks for flags in general, as `path` and name; never pruned. */
  readonly accessors = new Set<string>();
  /** The files as programs of the compiler see them. */
  readonly parses = new ParsePool({
    openedFile: (path) => this.openedFile(path),
    readFile: (path) => this.input.readFile(path),
    resolve: (from, specifier) => this.resolve(from, specifier),
  });
  readonly booleanTypes = new BooleanTypes(this.parses.before);
  readonly #files = new Map<string, TrackedFile | undefined>();
  #importers: Importers | undefined;
  #input: RemovalInput;

  constructor(input: RemovalInput) {
    this.#input = input;
  }

  get input(): RemovalInput {
    return this.#input;
  }

  /** Turns to another flag of the same change: from now on, values and set-ups are judged by its winning value. */
  turnTo(flag: Pick<RemovalInput, "flagKey" | "winningValue">): void {
    this.#input = { ...this.#input, ...flag };
  }

  /** Opens a TS or JS file of the workspace; undefined where there is none. */
  file(path: string): TrackedFile | undefined {
    if (!this.#files.has(path)) {
      const text = scriptKindOf(path) === undefined ? undefined : this.input.readFile(path);
      this.#files.set(path, text === undefined ? undefined : new TrackedFile(path, text));
    }
    return this.#files.get(path);
  }

  /** A file that was opened already, or undefined. */
  openedFile(path: string): TrackedFile | undefined {
    return this.#files.get(path);
  }

  /** Whether the importers were looked up already. */
  get hasImporters(): boolean {
    return this.#importers !== undefined;
  }

  /** Files opened so far that still exist, sorted by path. */
  get files(): readonly TrackedFile[] {
    return [...this.#files.values()]
      .filter((file) => file !== undefined)
      .filter((file) => !file.deleted)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Files that were changed or deleted, sorted by path. */
  get changedFiles(): readonly TrackedFile[] {
    return [...this.#files.values()]
      .filter((file) => file !== undefined)
      .filter((file) => file.changed)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Grows with every change of any file: what could not be done at one revision need not be tried again at it. */
  get revision(): number {
    let sum = 0;
    for (const file of this.#files.values())
      sum += (file?.revision ?? 0) + Number(file?.deleted ?? false);
    return sum;
  }

  resolve(fromPath: string, specifier: string): string | undefined {
    return this.input.resolveImport(fromPath, specifier);
  }

  /** Files of the workspace that name a module in an import, an export, a `require` or a mock. */
  importersOf(path: string): readonly string[] {
    this.#importers ??= buildImporters(this.input);
    return this.#importers.of(path);
  }

  /** Words by which comments name the flag. */
  get flagWords(): readonly string[] {
    return [this.input.flagKey, ...(this.input.aliases ?? [])];
  }

  refuse(refusal: Refusal): void {
    const same = this.refusals.some(
      (known) =>
        known.code === refusal.code &&
        known.place?.path === refusal.place?.path &&
        known.place?.span.start === refusal.place?.span.start,
    );
    if (!same) this.refusals.push(refusal);
  }
}
