import { readFile, rename, writeFile } from "node:fs/promises";

/** Where the state of every toggle is kept, for all processes at once. */
export interface ToggleDatabase {
  /** Every toggle that has a state. */
  readAll(): Promise<ReadonlyMap<string, boolean>>;
  set(key: string, on: boolean): Promise<void>;
}

/** Toggles in one JSON file; enough for an example, with the same promises as a table. */
export class ToggleFile implements ToggleDatabase {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async readAll(): Promise<ReadonlyMap<string, boolean>> {
    const content = JSON.parse(await readFile(this.#path, "utf8")) as Record<string, boolean>;
    return new Map(Object.entries(content));
  }

  async set(key: string, on: boolean): Promise<void> {
    const toggles = new Map(await this.readAll()).set(key, on);
    const draft = `${this.#path}.draft`;
    await writeFile(draft, JSON.stringify(Object.fromEntries(toggles), null, 2));
    // Renaming replaces the file in one step, so a reader never sees half of it.
    await rename(draft, this.#path);
  }
}
