import { isTestFile, type FileChange, type RemovalPlan } from "@halyard/core";
import type { Client } from "../connection/client.js";
import type { Snapshot } from "../workspaces/snapshot.js";
import { workspaceEditOf, type EditResult } from "./workspaceEdit.js";

/** A removal's plan as one edit, every file to be confirmed, or the sentence that says why there is none. */
export function removalEditOf(snapshot: Snapshot, plan: RemovalPlan, client: Client): EditResult {
  const [refusal] = plan.refusals;
  if (refusal !== undefined) return { ok: false, reason: refusal.message };
  if (plan.files.length === 0) {
    return { ok: false, reason: `Nothing of "${plan.flagKey}" is left to remove.` };
  }
  return plannedEditOf(snapshot, plan, client);
}

/** The files of a plan as one edit, every one to be confirmed and told by its kind. */
export function plannedEditOf(
  snapshot: Snapshot,
  { files, pruned }: Pick<RemovalPlan, "files" | "pruned">,
  client: Client,
): EditResult {
  const registries = new Set(
    pruned.filter(({ kind }) => kind === "registry").map(({ path }) => path),
  );
  return workspaceEditOf(snapshot, files, client, (change, edit) => {
    const [label, description] = registries.has(change.path)
      ? (["Registry", "The flag's entry"] as const)
      : kindOf(change, edit, pruned);
    return { label, description, needsConfirmation: true };
  });
}

/** Editors group what they show by the label, so the label is the kind of change. */
function kindOf(
  { path, kind, oldText }: FileChange,
  edit: FileChange["edits"][number] | undefined,
  pruned: RemovalPlan["pruned"],
): readonly [label: string, description: string] {
  if (kind === "delete") return ["Delete the file", "Nothing uses it any more"];
  if (isTestFile(path)) return ["Tests", "What spoke of the side that is gone"];
  if (edit?.newText.trim() !== "") return ["Kept", "What runs from now on"];
  const names = pruned.filter((one) => one.path === path).map(({ name }) => name);
  return declaresOne(oldText.slice(edit.start, edit.end), names)
    ? ["Pruned", "What nothing uses any more"]
    : ["Dropped", "What can no longer run, and the read of the flag"];
}

/** Whether a text declares, imports or lists one of the names, rather than using it. */
function declaresOne(text: string, names: readonly string[]): boolean {
  const words = new Set(text.match(/[\w$]+/gu));
  if (!names.some((name) => words.has(name))) return false;
  return declaration.test(text) || [...words].every((word) => names.includes(word));
}

const declaration =
  /^\s*(?:export\s+|async\s+|declare\s+|default\s+)*(?:import|const|let|var|function|class|type|interface|enum)\b/u;
