import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  CreateFile,
  DeleteFile,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import type { FileChange } from "@halyard/core";
import type { Client } from "../connection/client.js";
import type { Snapshot } from "../workspaces/snapshot.js";

/** What an editor shows of an edit before it makes it; without an edit, of a file that comes or goes. */
export type AnnotationOf = (change: FileChange, edit?: Edit) => ChangeAnnotation | undefined;

type Edit = FileChange["edits"][number];

/** An edit, or one sentence that says why there is none. */
export type EditResult =
  | { readonly ok: true; readonly edit: WorkspaceEdit }
  | { readonly ok: false; readonly reason: string };

/**
 * Changes as the editor takes them: with the versions of open documents, so that it refuses what a document has
 * outrun, and with annotations where it shows them. A change for another text than the present one gives none.
 */
export function workspaceEditOf(
  snapshot: Snapshot,
  changes: readonly FileChange[],
  client: Client,
  annotationOf: AnnotationOf = () => undefined,
): EditResult {
  const moved = changes.find(
    ({ path, kind, oldText }) => kind !== "create" && snapshot.textOf(path) !== oldText,
  );
  if (moved !== undefined) {
    return { ok: false, reason: `${moved.path} has changed since; ask again.` };
  }
  const missing = changes.find(
    ({ kind }) => kind !== "edit" && !client.resourceOperations.has(kind),
  );
  if (missing !== undefined) {
    const what = missing.kind === "delete" ? "delete" : "create";
    const reason = `This editor cannot ${what} files in one change with edits (${missing.path}); use the command line.`;
    return { ok: false, reason };
  }
  if (!client.documentChanges)
    return { ok: true, edit: { changes: plainChanges(snapshot, changes) } };
  const annotations: Record<string, ChangeAnnotation> = {};
  const annotated = (change: FileChange, edit?: Edit): { annotationId?: string } => {
    const annotation = client.changeAnnotations ? annotationOf(change, edit) : undefined;
    if (annotation === undefined) return {};
    const annotationId = `${change.path}: ${annotation.label}`;
    annotations[annotationId] = annotation;
    return { annotationId };
  };
  const documentChanges = changes.flatMap((change) => operationsOf(snapshot, change, annotated));
  const isAnnotated = Object.keys(annotations).length > 0;
  return {
    ok: true,
    edit: { documentChanges, ...(isAnnotated && { changeAnnotations: annotations }) },
  };
}

function operationsOf(
  snapshot: Snapshot,
  change: FileChange,
  annotated: (change: FileChange, edit?: Edit) => { readonly annotationId?: string },
): (TextDocumentEdit | CreateFile | DeleteFile)[] {
  const { path, kind, newText } = change;
  const uri = snapshot.uriOf(path);
  if (kind === "delete") return [{ kind, uri, ...annotated(change) }];
  if (kind === "create") {
    const start = { line: 0, character: 0 };
    const whole = { range: { start, end: start }, newText, ...annotated(change) };
    return [
      { kind, uri, ...annotated(change) },
      { textDocument: { uri, version: null }, edits: [whole] },
    ];
  }
  const edits = change.edits.map((edit): AnnotatedTextEdit | TextEdit => ({
    ...editOf(snapshot, path, edit),
    ...annotated(change, edit),
  }));
  return [{ textDocument: { uri, version: snapshot.versionOf(path) }, edits }];
}

function editOf(snapshot: Snapshot, path: string, { start, end, newText }: Edit): TextEdit {
  return { range: snapshot.rangeOf(path, { start, end }), newText };
}

/** For editors without versioned edits. */
function plainChanges(
  snapshot: Snapshot,
  changes: readonly FileChange[],
): Record<string, TextEdit[]> {
  return Object.fromEntries(
    changes.map(({ path, edits }) => [
      snapshot.uriOf(path),
      edits.map((edit) => editOf(snapshot, path, edit)),
    ]),
  );
}
