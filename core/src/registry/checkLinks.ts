import { entriesOf, fieldOf, itemsOf, stringOf } from "../schema/node.js";
import type { DataNode } from "../schema/node.js";
import type { ProblemSink } from "../schema/problemSink.js";
import { checkVariantName } from "./checkFlag.js";
import { quoted } from "../text/quoted.js";
import { suggestionFor } from "./suggestion.js";
import type { Names } from "./suggestion.js";

/** Reports lifecycle fields that name a flag, variant, migration or store which the registry does not have. */
export function checkLinks(root: DataNode, sink: ProblemSink): void {
  const variantsOf = variantNames(root);
  const migrations = new Set(entriesOf(fieldOf(root, "migrations")).map(({ key }) => key));
  const stores = new Set(entriesOf(fieldOf(root, "stores")).map(({ key }) => key));
  for (const { value } of entriesOf(fieldOf(root, "flags"))) {
    const lifecycle = fieldOf(value, "lifecycle");
    const states = entriesOf(fieldOf(value, "environments"));
    for (const place of [lifecycle, ...states.map((state) => state.value)]) {
      for (const prerequisite of itemsOf(fieldOf(place, "prerequisites"))) {
        checkFlagVariant(prerequisite, variantsOf, sink);
      }
    }
    checkName(fieldOf(lifecycle, "guardedBy"), variantsOf, "flag", sink);
    checkName(fieldOf(lifecycle, "migration"), migrations, "migration", sink);
    // Without stores of its own, the registry leaves their names to the configuration.
    if (stores.size > 0) {
      checkName(fieldOf(fieldOf(lifecycle, "store"), "name"), stores, "store", sink);
    }
  }
}

/** The variant names of every flag, by key. */
export function variantNames(root: DataNode): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    entriesOf(fieldOf(root, "flags")).map(({ key, value }) => [
      key,
      new Set(entriesOf(fieldOf(value, "variants")).map((variant) => variant.key)),
    ]),
  );
}

/** Reports a `{flag, variant}` pair whose flag or variant does not exist. */
export function checkFlagVariant(
  node: DataNode,
  variantsOf: ReadonlyMap<string, ReadonlySet<string>>,
  sink: ProblemSink,
): void {
  const flag = stringOf(fieldOf(node, "flag"));
  checkName(fieldOf(node, "flag"), variantsOf, "flag", sink);
  if (flag === undefined) return;
  checkVariantName(fieldOf(node, "variant"), variantsOf.get(flag) ?? new Set(), flag, sink);
}

/** Reports a name that the registry does not have, with a suggestion. */
export function checkName(
  node: DataNode | undefined,
  known: Names,
  what: "flag" | "migration" | "store",
  sink: ProblemSink,
): void {
  const name = stringOf(node);
  if (node === undefined || name === undefined) return;
  if (known.has(name)) return;
  const guess = suggestionFor(name, known, sink);
  const hint =
    guess === undefined ? "declare it or correct the name." : `did you mean ${quoted(guess)}?`;
  const message = `The registry has no ${what} ${quoted(name)}: ${hint}`;
  sink.error(`unknown-${what}`, message, node.span);
}
