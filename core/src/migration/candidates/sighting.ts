import type { Place } from "../../text/span.js";
import type { FunctionSite } from "../model.js";
import type { Gate } from "./gates.js";
import type { ReachedSymbol } from "./reachedSymbols.js";

/** One side of a sighting. */
export interface SeenSide {
  /** As the code writes it: `this.#store.save`. */
  readonly text: string;
  /** What people would call the system. */
  readonly name: string;
  readonly symbols: readonly ReachedSymbol[];
  readonly place: Place;
}

/**
 * One place that looks like part of a migration.
 *
 * - `dual-write`: the same goes to two stores.
 * - `choice`: a flag chooses between two twins.
 * - `wrapper`: both sides are handed to one call.
 */
export interface Sighting {
  readonly kind: "dual-write" | "choice" | "wrapper";
  readonly place: Place;
  readonly inside: FunctionSite;
  readonly gates: readonly Gate[];
  readonly old: SeenSide;
  readonly new: SeenSide;
  /** Sightings of one group are one migration: a flag's key, else the wrapper, class or function. */
  readonly group: string;
  /** The sides are members of what a wrapper takes, and nothing else. */
  readonly isContract: boolean;
  /** What the two calls are made on, as written; empty for a wrapper. */
  readonly clients: readonly string[];
  /** What a migration of this group is called by where no system has a telling name. */
  readonly title: string;
}
