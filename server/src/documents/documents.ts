import type {
  DidChangeTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { Lines } from "../text/lines.js";
import { filePathOf, realPathOf } from "../workspaces/places.js";
import type { PositionEncoding } from "../text/encoding.js";

/** A document that is open in the editor. */
export interface OpenDocument {
  /** As the editor writes it. */
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
}

/** What became of a change. `lost`: it cannot be told what the document holds until the editor sends it whole. */
export interface Change {
  readonly kind: "changed" | "ignored" | "lost";
  readonly reason?: string;
}

/**
 * The documents that are open in the editor, as the editor has them.
 *
 * An editor that breaks the protocol (changes out of order, for a document that is not open, of an impossible shape)
 * gets no answer about that document until it sends the whole text: a place in a text that may differ would be wrong.
 */
export class Documents {
  readonly #encoding: PositionEncoding;
  readonly #open = new Map<string, OpenDocument>();
  readonly #lost = new Set<string>();
  /** URIs by real path: an editor may spell one file's URI in its own way. */
  readonly #byPath = new Map<string, string>();

  constructor(encoding: PositionEncoding) {
    this.#encoding = encoding;
  }

  get(uri: string): OpenDocument | undefined {
    return this.#lost.has(uri) ? undefined : this.#open.get(uri);
  }

  /** Whether the editor has it open, be its text known or not. */
  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  get all(): readonly OpenDocument[] {
    return [...this.#open.values()].filter(({ uri }) => !this.#lost.has(uri));
  }

  open({ textDocument }: DidOpenTextDocumentParams): void {
    const { uri, languageId, version, text } = textDocument;
    this.#lost.delete(uri);
    this.#open.set(uri, { uri, languageId, version, text });
    const file = filePathOf(uri);
    if (file !== undefined) this.#byPath.set(realPathOf(file), uri);
  }

  /** The URI under which the file of a real path is open. */
  uriOf(realPath: string): string | undefined {
    return this.#byPath.get(realPath);
  }

  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): Change {
    const { uri, version } = textDocument;
    const document = this.#open.get(uri);
    if (document === undefined) return { kind: "ignored", reason: `${uri} is not open` };
    const isWhole = contentChanges.length > 0 && contentChanges.every((one) => !isPart(one));
    if (version <= document.version) {
      // An older whole text is out of date; an older part belongs to a text that is not at hand.
      if (isWhole)
        return { kind: "ignored", reason: `version ${version} of ${uri} is out of date` };
      return this.#lose(uri, `version ${version} came after ${document.version}`);
    }
    if (this.#lost.has(uri) && !isWhole) return { kind: "lost" };
    const text = contentChanges.reduce<string | undefined>(
      (before, one) => (before === undefined ? undefined : this.#applied(before, one)),
      document.text,
    );
    if (text === undefined) return this.#lose(uri, "the change has no text or an impossible range");
    this.#lost.delete(uri);
    this.#open.set(uri, { ...document, version, text });
    return { kind: "changed" };
  }

  close(uri: string): void {
    this.#open.delete(uri);
    this.#lost.delete(uri);
    for (const [path, known] of this.#byPath) if (known === uri) this.#byPath.delete(path);
  }

  #lose(uri: string, reason: string): Change {
    this.#lost.add(uri);
    return { kind: "lost", reason };
  }

  /** The text after one change; undefined for a change of an impossible shape. */
  #applied(text: string, change: TextDocumentContentChangeEvent): string | undefined {
    if (typeof change.text !== "string") return undefined;
    if (!isPart(change)) return change.text;
    const lines = new Lines(text, this.#encoding);
    const { start, end } = change.range;
    if (!isPosition(start) || !isPosition(end)) return undefined;
    const from = lines.offsetAt(start);
    const to = lines.offsetAt(end);
    return to < from ? undefined : text.slice(0, from) + change.text + text.slice(to);
  }
}

function isPart(
  change: TextDocumentContentChangeEvent,
): change is Extract<TextDocumentContentChangeEvent, { range: unknown }> {
  return (
    "range" in change &&
    (change.range as unknown) !== null &&
    (change.range as unknown) !== undefined
  );
}

function isPosition(position: unknown): boolean {
  if (typeof position !== "object" || position === null) return false;
  const { line, character } = position as Readonly<Record<string, unknown>>;
  return Number.isInteger(line) && Number.isInteger(character);
}
