import type { MigrationCandidate } from "../model.js";
import type { FollowedCode } from "./followMigrations.js";
import type { FlowSource } from "./program.js";

/** Code that looks like a migration which no registry declares. */
export function candidatesIn(_source: FlowSource, _known: FollowedCode): MigrationCandidate[] {
  return [];
}
