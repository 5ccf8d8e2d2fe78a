import type { CodeAction } from "vscode-languageserver/node";
import { editOf, offersFor, resolveFix, type FileChange, type TextEdit } from "@halyard/core";
import { reportsOf } from "../diagnostics/diagnosticsOf.js";
import type { DocumentView } from "../workspaces/snapshot.js";
import type { ActionData } from "./actionData.js";

/** The kind that editors ask for on saving. */
export const fixAllKind = "source.fixAll.halyard";

/** The action that applies every fix of a document which can change nothing at run time; none where there is none. */
export function fixAllAction(view: DocumentView): CodeAction[] {
  if (safeChange(view) === undefined) return [];
  const data: ActionData = { kind: "fix-all", uri: view.uri };
  return [{ title: "Apply every safe fix of Halyard", kind: fixAllKind, data }];
}

/** The safe fixes of a document as one change; of two that overlap the first is made. */
export function safeChange({ snapshot, path }: DocumentView): FileChange | undefined {
  const text = snapshot.textOf(path);
  if (text === undefined) return undefined;
  const edits: TextEdit[] = [];
  for (const finding of reportsOf(snapshot).findings.get(path) ?? []) {
    const offer = offersFor(finding, snapshot).find(
      ({ kind, staysInFile }) => kind === "safe" && staysInFile,
    );
    const result = offer && resolveFix(offer.fixId, offer.data, snapshot);
    if (result?.ok !== true) continue;
    const own = result.changes.flatMap((change) => change.edits);
    if (!own.some((edit) => edits.some((other) => overlaps(edit, other)))) edits.push(...own);
  }
  return edits.length === 0 ? undefined : editOf(path, text, edits);
}

function overlaps(left: TextEdit, right: TextEdit): boolean {
  return left.start <= right.end && right.start <= left.end;
}
