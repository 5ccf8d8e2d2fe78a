import type { ChangeAnnotation } from "vscode-languageserver/node";
import { isTestFile, type FileChange, type RemovalPlan } from "@halyard/core";
import type { Client } from "../connection/client.js";
import { counted } from "../text/words.js";
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
  return workspaceEditOf(snapshot, files, client, (change) =>
    annotationOf(change, registries.has(change.path)),
  );
}

/** Editors group what they show by the label, so the label is the kind of change. */
function annotationOf({ path, kind, edits }: FileChange, isRegistry: boolean): ChangeAnnotation {
  const change = (label: string, description: string): ChangeAnnotation => ({
    label,
    description,
    needsConfirmation: true,
  });
  if (kind === "delete") return change("Delete the file", "Nothing uses it any more");
  if (isRegistry) return change("Registry", "Take the flag out of the registry");
  return change(isTestFile(path) ? "Tests" : "Code", counted(edits.length, "edit"));
}
