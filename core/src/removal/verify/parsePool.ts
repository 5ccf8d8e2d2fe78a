import type { ts } from "ts-morph";
import type { TrackedFile } from "../plan/trackedFile.js";
import { parseSource, scriptKindOf } from "../syntax/unit.js";
import type { ProgramSource } from "./closedProgram.js";

/** What the pool asks of a removal. */
export interface PooledFiles {
  openedFile(path: string): TrackedFile | undefined;
  readFile(path: string): string | undefined;
  resolve(fromPath: string, specifier: string): string | undefined;
}

/** The files of a removal as programs see them, before and after; each text is parsed once for all programs. */
export class ParsePool {
  readonly #files: PooledFiles;
  readonly #made = new Map<string, ts.SourceFile>();

  constructor(files: PooledFiles) {
    this.#files = files;
  }

  /** The files as they were. */
  get before(): Required<ProgramSource> {
    return {
      textOf: (path) => this.#files.openedFile(path)?.originalText ?? this.#files.readFile(path),
      parsed: (path) => this.#files.openedFile(path)?.original.source ?? this.#unopened(path),
      resolve: (from, specifier) => this.#files.resolve(from, specifier),
    };
  }

  /** The files as the removal leaves them. */
  get after(): Required<ProgramSource> {
    return {
      textOf: (path) => {
        const file = this.#files.openedFile(path);
        if (file === undefined) return this.#files.readFile(path);
        return file.deleted ? undefined : file.text.text;
      },
      parsed: (path) => {
        const file = this.#files.openedFile(path);
        if (file === undefined) return this.#unopened(path);
        return file.deleted ? undefined : file.unit.source;
      },
      resolve: (from, specifier) => this.#files.resolve(from, specifier),
    };
  }

  #unopened(path: string): ts.SourceFile | undefined {
    const known = this.#made.get(path);
    if (known !== undefined) return known;
    const text = scriptKindOf(path) === undefined ? undefined : this.#files.readFile(path);
    if (text === undefined) return undefined;
    const made = parseSource(path, text);
    this.#made.set(path, made);
    return made;
  }
}
