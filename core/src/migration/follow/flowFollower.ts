import type { CodeFollower } from "../analyseMigrations.js";
import { candidatesIn } from "../candidates/candidatesIn.js";
import { followMigrations } from "./followMigrations.js";
import type { FlowSource } from "./program.js";

/** Looks at the code of a workspace for what registries declare, and for what they do not. */
export function flowFollower(source: FlowSource): CodeFollower {
  return {
    follow: (input) => followMigrations({ ...input, source }),
    candidates: (known, registries) => candidatesIn(source, known, registries),
  };
}
