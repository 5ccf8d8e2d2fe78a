import type { ChangeAnnotation } from "vscode-languageserver/node";
import type { FileChange, RemovalPlan } from "@halyard/core";
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
  const registries = new Set(
    plan.pruned.filter(({ kind }) => kind === "registry").map(({ path }) => path),
  );
  return workspaceEditOf(snapshot, plan.files, client, (change) =>
    annotationOf(change, registries.has(change.path)),
  );
}

function annotationOf({ path, kind, edits }: FileChange, isRegistry: boolean): ChangeAnnotation {
  const what =
    kind === "delete"
      ? "Delete the file: nothing uses it any more"
      : isRegistry
        ? "Take the flag out of the registry"
        : counted(edits.length, "edit");
  return { label: path, description: what, needsConfirmation: true };
}
