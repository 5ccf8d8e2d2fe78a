import { URI } from "vscode-uri";
import type { OpenDocument } from "../documents/documents.js";
import type { Snapshot } from "./snapshot.js";

/** The languages in which a document without a file is looked at, with the ending that its file would have. */
const endings: Readonly<Record<string, string>> = {
  javascript: ".js",
  javascriptreact: ".jsx",
  svelte: ".svelte",
  typescript: ".ts",
  typescriptreact: ".tsx",
  vue: ".vue",
};

/** How the URIs of documents begin that were never saved. */
export const unsavedScheme = "untitled:";

/** Whether a document is one that was never saved, in a language that is looked at. */
export function isUnsaved({ uri, languageId }: OpenDocument): boolean {
  return uri.startsWith(unsavedScheme) && Object.hasOwn(endings, languageId);
}

interface Seen {
  readonly version: number;
  readonly snapshot: Promise<Snapshot>;
}

/**
 * Documents that were never saved: judged by their text alone, beside a project whose flags they may ask. No file and
 * no count of the project takes part in them, so that closing one changes nothing.
 */
export class UnsavedDocuments {
  readonly #seen = new WeakMap<Snapshot, Map<string, Seen>>();

  /** The document beside a project's state, and the path under which it is found there. */
  async beside(
    snapshot: Snapshot,
    document: OpenDocument,
  ): Promise<{ readonly snapshot: Snapshot; readonly path: string }> {
    const path = pathOf(document);
    const known = this.#seen.get(snapshot) ?? new Map<string, Seen>();
    this.#seen.set(snapshot, known);
    let seen = known.get(document.uri);
    if (seen?.version !== document.version) {
      seen = { version: document.version, snapshot: snapshot.beside(path, document) };
      known.set(document.uri, seen);
    }
    return { snapshot: await seen.snapshot, path };
  }
}

/** A path that no file has: a colon stands in none that the server names. */
function pathOf({ uri, languageId }: OpenDocument): string {
  const name = URI.parse(uri).path.replace(/^.*\//u, "");
  return `untitled:${name.replace(/\.\w+$/u, "")}${endings[languageId] ?? ""}`;
}
