import { ts } from "ts-morph";
import { canDrop, sliceOf } from "../fold/context.js";
import { foldContextOf } from "../plan/lookUps.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { memberRange } from "../seed/mentions.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import { privateFields, type PrivateField } from "../syntax/fields.js";
import type { Edit } from "../text/trackedText.js";

/** Removes the private fields and methods that the removal left unread, with what assigns to them. */
export function pruneFields(project: RemovalProject, file: TrackedFile): boolean {
  const before = privateFields(file.original.source);
  for (const field of privateFields(file.unit.source)) {
    if (!isUnread(field) || !wasRead(file, field, before)) continue;
    const edits = fieldEdits(project, file, field);
    if (edits === undefined || !file.apply(edits)) continue;
    project.pruned.push({ kind: "member", name: field.name, path: file.path });
    return true;
  }
  return false;
}

function isUnread(field: PrivateField): boolean {
  const { declaration, reads } = field;
  return (
    !field.opaque &&
    reads.every((read) => declaration.pos <= read.pos && read.end <= declaration.end)
  );
}

function wasRead(file: TrackedFile, field: PrivateField, before: readonly PrivateField[]): boolean {
  const origin = file.unit.originAt(field.declaration.name.getStart(file.unit.source));
  const old = before.find(
    ({ declaration }) => declaration.name.getStart(file.original.source) === origin,
  );
  return old !== undefined && !isUnread(old);
}

function fieldEdits(
  project: RemovalProject,
  file: TrackedFile,
  field: PrivateField,
): Edit[] | undefined {
  const { unit } = file;
  const context = foldContextOf(project, file);
  const { declaration } = field;
  const value = ts.isPropertyDeclaration(declaration) ? declaration.initializer : undefined;
  if (value !== undefined && !canDrop(context, value)) return undefined;
  const edits: Edit[] = [{ ...memberRange(unit, declaration), parts: [] }];
  for (const write of field.writes) {
    const statement = write.parent;
    if (!ts.isExpressionStatement(statement)) return undefined;
    if (canDrop(context, write.right)) edits.push(deleteStatement(unit, statement));
    else if (/^[\w$]/u.test(write.right.getText(unit.source))) {
      const start = write.getStart(unit.source);
      edits.push({ start, end: write.end, parts: sliceOf(unit, write.right, start) });
    } else return undefined;
  }
  return edits;
}
