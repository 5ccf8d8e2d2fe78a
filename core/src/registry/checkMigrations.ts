import { entriesOf, fieldOf, stringOf } from "../schema/node.js";
import type { DataNode } from "../schema/node.js";
import type { ProblemSink } from "../schema/problemSink.js";
import { quoted } from "../text/quoted.js";
import type { Span } from "../text/span.js";
import { checkFlagVariant, checkName, variantNames } from "./checkLinks.js";

/** Reports migrations and guards whose flags or variants do not exist, and migrations without flags. */
export function checkMigrations(root: DataNode, sink: ProblemSink): void {
  const variantsOf = variantNames(root);
  for (const { value } of entriesOf(fieldOf(root, "guards"))) {
    const pair = fieldOf(value, "killSwitch");
    if (pair) checkFlagVariant(pair, variantsOf, sink);
  }
  for (const { keySpan, value } of entriesOf(fieldOf(root, "migrations"))) {
    checkFlags(value, keySpan, sink);
    const staged = fieldOf(value, "staged");
    if (staged) checkStaged(staged, variantsOf, sink);
    for (const role of ["write", "read", "shadow", "killSwitch"]) {
      const pair = fieldOf(value, role);
      if (pair) checkFlagVariant(pair, variantsOf, sink);
    }
  }
}

/** A migration has a flag for its writes and one for its reads, or one flag for both. */
function checkFlags(migration: DataNode, keySpan: Span, sink: ProblemSink): void {
  if (migration.kind !== "object" || fieldOf(migration, "staged") !== undefined) return;
  for (const role of ["write", "read"]) {
    if (fieldOf(migration, role) !== undefined) continue;
    const advice = "add it, or name one flag for both under `staged`.";
    sink.error("missing-property", `A migration needs ${quoted(role)}: ${advice}`, keySpan);
  }
}

function checkStaged(
  node: DataNode,
  variantsOf: ReadonlyMap<string, ReadonlySet<string>>,
  sink: ProblemSink,
): void {
  const key = fieldOf(node, "flag");
  checkName(key, variantsOf, "flag", sink);
  const flag = stringOf(key);
  const variants = flag === undefined ? undefined : variantsOf.get(flag);
  if (flag === undefined || variants === undefined) return;
  for (const entry of entriesOf(fieldOf(node, "stages"))) {
    if (variants.has(entry.key)) continue;
    const message = `Flag ${quoted(flag)} has no variant ${quoted(entry.key)}: correct it or declare it.`;
    sink.error("unknown-variant", message, entry.keySpan);
  }
}
