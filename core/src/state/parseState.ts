import { Damage } from "../registry/damage.js";
import { defined } from "../registry/defined.js";
import { flagFrom } from "../registry/flagFrom.js";
import type { RegistryFile } from "../registry/format.js";
import type { Flag } from "../registry/model.js";
import { checkShape } from "../schema/checkShape.js";
import { readJson } from "../schema/jsonNode.js";
import { booleanOf, entriesOf, fieldOf, stringOf, stringsOf } from "../schema/node.js";
import type { DataNode, Entry } from "../schema/node.js";
import { createProblemSink } from "../schema/problemSink.js";
import type { ObjectShape } from "../schema/shape.js";
import type { Parsed, Problem } from "../text/problem.js";
import type { StoreState, Tombstone, UnknownKeyReport } from "./model.js";
import { stateShape, tombstonesShape } from "./stateShape.js";

/**
 * Reads a state file. Pure, and never throws: a file with an error gives no state at all, because half a state
 * would say that the other half is gone.
 */
export function parseState(file: RegistryFile): Parsed<ReadonlyMap<string, StoreState>> {
  const { root, problems } = readChecked(file, stateShape, "The state file");
  const entries = root === undefined ? [] : entriesOf(fieldOf(root, "stores"));
  const damage = new Damage([], file.text);
  const value = new Map(
    entries.map((entry): [string, StoreState] => [entry.key, storeFrom(entry, file.path, damage)]),
  );
  return { value, problems };
}

/** Reads the file of tombstones. Pure, and never throws. */
export function parseTombstones(file: RegistryFile): Parsed<ReadonlyMap<string, Tombstone>> {
  const { root, problems } = readChecked(file, tombstonesShape, "The file of tombstones");
  const value = new Map<string, Tombstone>();
  for (const { key, keySpan, value: node } of entriesOf(fieldOf(root, "tombstones"))) {
    value.set(key, {
      key,
      archived: stringOf(fieldOf(node, "archived")) ?? "",
      ...defined({
        store: stringOf(fieldOf(node, "store")),
        reason: stringOf(fieldOf(node, "reason")),
      }),
      place: { path: file.path, span: keySpan },
    });
  }
  return { value, problems };
}

function readChecked(
  file: RegistryFile,
  shape: ObjectShape,
  whole: string,
): { readonly root: DataNode | undefined; readonly problems: readonly Problem[] } {
  const sink = createProblemSink(file.text, file.path);
  const root = readJson(file.text, sink, { comments: false });
  if (root !== undefined) checkShape(root, shape, { sink, whole, keyNoun: "property" });
  const problems = sink.problems.map((problem) => ({ ...problem, code: `state-${problem.code}` }));
  const isBroken = problems.some(({ severity }) => severity === "error");
  return { root: isBroken ? undefined : root, problems };
}

function storeFrom({ key, keySpan, value }: Entry, path: string, damage: Damage): StoreState {
  const flags = new Map<string, Flag>();
  for (const entry of entriesOf(fieldOf(value, "flags"))) {
    flags.set(entry.key, flagFrom(entry, path, new Map(), damage));
  }
  return {
    name: key,
    type: stringOf(fieldOf(value, "type")) ?? "",
    syncedAt: stringOf(fieldOf(value, "syncedAt")) ?? "",
    complete: booleanOf(fieldOf(value, "complete")) ?? false,
    flags,
    unknownKeys: entriesOf(fieldOf(value, "unknownKeys")).map((entry) => reportFrom(entry, path)),
    place: { path, span: keySpan },
  };
}

function reportFrom({ key, keySpan, value }: Entry, path: string): UnknownKeyReport {
  return {
    key,
    ...defined({ lastSeen: stringOf(fieldOf(value, "lastSeen")) }),
    applications: stringsOf(fieldOf(value, "applications")),
    environments: stringsOf(fieldOf(value, "environments")),
    place: { path, span: keySpan },
  };
}
