import { entriesOf, fieldOf } from "../schema/node.js";
import type { DataNode } from "../schema/node.js";
import type { ProblemSink } from "../schema/problemSink.js";
import { checkFlagVariant, variantNames } from "./checkLinks.js";

/** Reports migrations whose flags or variants do not exist. */
export function checkMigrations(root: DataNode, sink: ProblemSink): void {
  const variantsOf = variantNames(root);
  for (const { value } of entriesOf(fieldOf(root, "migrations"))) {
    for (const role of ["write", "read", "shadow", "killSwitch"]) {
      const pair = fieldOf(value, role);
      if (pair) checkFlagVariant(pair, variantsOf, sink);
    }
  }
}
