import type { ToggleDatabase } from "./toggleDatabase.js";

/** How toggles are read. */
export interface TogglesOptions {
  readonly database: ToggleDatabase;
  /** How long a state is believed before the database is asked again, in milliseconds. */
  readonly maxAgeMs: number;
  /** The clock, in milliseconds. */
  readonly now: () => number;
}

/**
 * The platform's toggles: a database that everyone shares with a short-lived cache in front of it,
 * so that a change needs no restart and a read costs nothing.
 */
export class Toggles {
  readonly #options: TogglesOptions;
  #states: ReadonlyMap<string, boolean> = new Map();
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(options: TogglesOptions) {
    this.#options = options;
  }

  /** Whether a toggle is on; `fallback` where the database does not know it or never answered. */
  async isOn(key: string, fallback: boolean): Promise<boolean> {
    const { database, maxAgeMs, now } = this.#options;
    if (now() - this.#readAt > maxAgeMs) {
      try {
        this.#states = await database.readAll();
        this.#readAt = now();
      } catch {
        // The last known states are better than none while the database is away.
      }
    }
    return this.#states.get(key) ?? fallback;
  }
}
