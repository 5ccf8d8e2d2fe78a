import type { FlagReference, ReferenceView } from "../reference/model.js";
import { viewOf } from "./linkedView.js";
import type { LinkedFile } from "./toReferences.js";

/** The references of a text that is no file of the workspace. */
export interface TextBeside extends LinkedFile {
  readonly path: string;
  readonly lineStarts: ArrayLike<number>;
}

/** A view of an index with one text more; the index knows nothing of it. */
export function viewBeside(view: ReferenceView, text: TextBeside): ReferenceView {
  const added = viewOf(new Map([[text.path, text]]));
  const both = (references: readonly FlagReference[], own: readonly FlagReference[]) =>
    own.length === 0 ? references : [...references, ...own];
  return {
    references: both(view.references, added.references),
    dynamicReferences: [...view.dynamicReferences, ...added.dynamicReferences],
    referencesTo: (flagKey) => both(view.referencesTo(flagKey), added.byKey.get(flagKey) ?? []),
    lineStarts: (path) => (path === text.path ? text.lineStarts : view.lineStarts(path)),
    ...(view.filesNaming && { filesNaming: (words) => view.filesNaming?.(words) ?? new Map() }),
    ...(view.filesNamingAny && { filesNamingAny: (words) => view.filesNamingAny?.(words) ?? [] }),
    ...(view.mayExport && { mayExport: (path, name) => view.mayExport?.(path, name) ?? true }),
    ...(view.filesCalled && { filesCalled: (pattern) => view.filesCalled?.(pattern) ?? [] }),
  };
}
