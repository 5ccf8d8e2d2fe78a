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

/** What an editor shows of a change before it makes it, by file. */
export type AnnotationOf = (change: FileChange) => ChangeAnnotation | undefined;

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
  const documentChanges = changes.flatMap((change) => {
    const annotation = client.changeAnnotations ? annotationOf(change) : undefined;
    const annotationId = annotation === undefined ? undefined : change.path;
    if (annotation !== undefined) annotations[change.path] = annotation;
    return operationsOf(snapshot, change, annotationId);
  });
  const annotated = Object.keys(annotations).length > 0;
  return {
    ok: true,
    edit: { documentChanges, ...(annotated && { changeAnnotations: annotations }) },
  };
}

function operationsOf(
  snapshot: Snapshot,
  change: FileChange,
  annotationId: string | undefined,
): (TextDocumentEdit | CreateFile | DeleteFile)[] {
  const { path, kind, newText } = change;
  const uri = snapshot.uriOf(path);
  const annotated = annotationId !== undefined && { annotationId };
  if (kind === "delete") return [{ kind, uri, ...annotated }];
  const start = { line: 0, character: 0 };
  const edits: TextEdit[] =
    kind === "create" ? [{ range: { start, end: start }, newText }] : editsOf(snapshot, change);
  const textDocument = { uri, version: kind === "create" ? null : snapshot.versionOf(path) };
  const edit: TextDocumentEdit = {
    textDocument,
    edits: edits.map((one): AnnotatedTextEdit | TextEdit =>
      annotationId === undefined ? one : { ...one, annotationId },
    ),
  };
  return kind === "create" ? [{ kind, uri, ...annotated }, edit] : [edit];
}

function editsOf(snapshot: Snapshot, { path, edits }: FileChange): TextEdit[] {
  return edits.map(({ start, end, newText }) => ({
    range: snapshot.rangeOf(path, { start, end }),
    newText,
  }));
}

/** For editors without versioned edits. */
function plainChanges(
  snapshot: Snapshot,
  changes: readonly FileChange[],
): Record<string, TextEdit[]> {
  return Object.fromEntries(
    changes.map((change) => [snapshot.uriOf(change.path), editsOf(snapshot, change)]),
  );
}
