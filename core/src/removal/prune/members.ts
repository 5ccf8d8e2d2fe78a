import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import type { Binding } from "../syntax/scopeModel.js";
import { pruneSlotOf } from "./slots.js";
import { originalBinding } from "./usage.js";

/** Removes one member of a `props` parameter that is only ever read as `props.x`, once nothing reads it any more. */
export function pruneMembers(project: RemovalProject, file: TrackedFile): boolean {
  for (const binding of file.unit.scopes.bindings) {
    const [declaration] = binding.declarations;
    if (binding.kind !== "parameter" || declaration === undefined) continue;
    const { parent } = declaration;
    if (!ts.isParameter(parent) || parent.name !== declaration) continue;
    const now = membersRead(binding);
    const old = originalBinding(file, declaration);
    const before = old && membersRead(old);
    if (now === undefined || before === undefined) continue;
    for (const name of before) {
      if (now.has(name) || file.settledMembers.has(`${String(parent.pos)}:${name}`)) continue;
      file.settledMembers.add(`${String(parent.pos)}:${name}`);
      if (!pruneSlotOf(project, file, parent, name)) continue;
      project.pruned.push({ kind: "prop", name, path: file.path });
      return true;
    }
  }
  return false;
}

/** The names read from an object, or undefined where it is also used as a whole. */
function membersRead(binding: Binding): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { node, write } of binding.uses) {
    const { parent } = node;
    if (write || !ts.isPropertyAccessExpression(parent) || parent.expression !== node)
      return undefined;
    names.add(parent.name.text);
  }
  return names;
}
