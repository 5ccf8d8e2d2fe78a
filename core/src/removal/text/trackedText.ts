import type { JsonValue } from "../../text/json.js";
import type { Span } from "../../text/span.js";

/** A constant that provably came from the flag; the user's own literals never carry one. */
export interface Mark {
  /** `undefined` stands for the value of the same name. */
  readonly value: JsonValue | undefined;
}

/** What an edit puts in: plain text, a slice of the current text (moved or kept), or a marked literal. */
export type Part = string | Span | { readonly text: string; readonly mark: Mark };

/** Replaces a range of the current text. Offsets are UTF-16. */
export interface Edit extends Span {
  readonly parts: readonly Part[];
  /** Offsets in the current text of kept nodes that lost the condition around them. */
  readonly unwraps?: readonly number[];
  /** Offsets in the current text of blocks that stay only because a name clashes. */
  readonly keepsBlocks?: readonly number[];
}

/** A replacement in the original text. */
export interface OriginalEdit extends Span {
  readonly newText: string;
}

interface Piece {
  readonly text: string;
  /** Offset in the original text, -1 for inserted text. */
  readonly origin: number;
  readonly mark?: Mark;
}

/**
 * A text that remembers, through any number of edits, which part of it stood where in the original
 * and which literals stand for the flag's value.
 */
export class TrackedText {
  readonly #pieces: readonly Piece[];
  readonly #starts: readonly number[];
  readonly text: string;

  private constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
    const starts: number[] = [];
    let at = 0;
    for (const piece of pieces) {
      starts.push(at);
      at += piece.text.length;
    }
    this.#starts = starts;
    this.text = pieces.map((piece) => piece.text).join("");
  }

  /** The unedited text. */
  static of(text: string): TrackedText {
    return new TrackedText(text === "" ? [] : [{ text, origin: 0 }]);
  }

  /** The original offset of a character, or -1 where it was inserted. */
  originAt(offset: number): number {
    const index = this.#indexAt(offset);
    const piece = this.#pieces[index];
    if (piece === undefined || piece.origin < 0) return -1;
    return piece.origin + offset - (this.#starts[index] ?? 0);
  }

  /** Every marked literal with its place in the current text. */
  marks(): (Span & { readonly mark: Mark })[] {
    return this.#pieces.flatMap((piece, index) => {
      if (piece.mark === undefined) return [];
      const start = this.#starts[index] ?? 0;
      return [{ start, end: start + piece.text.length, mark: piece.mark }];
    });
  }

  /** Applies edits that do not overlap. */
  apply(edits: readonly Edit[]): TrackedText {
    const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
    const pieces: Piece[] = [];
    let at = 0;
    for (const edit of ordered) {
      pieces.push(...this.#slice(at, edit.start));
      for (const part of edit.parts) pieces.push(...this.#piecesOf(part));
      at = edit.end;
    }
    pieces.push(...this.#slice(at, this.text.length));
    return new TrackedText(merge(pieces));
  }

  /** The change as replacements in the original text, in order; what was kept is not part of any. */
  originalEdits(original: string): OriginalEdit[] {
    const edits: OriginalEdit[] = [];
    let at = 0;
    let inserted = "";
    const flush = (until: number): void => {
      if (until > at || inserted !== "") edits.push({ start: at, end: until, newText: inserted });
      inserted = "";
    };
    for (const piece of this.#pieces) {
      if (piece.origin >= at) {
        flush(piece.origin);
        at = piece.origin + piece.text.length;
      } else {
        inserted += piece.text;
      }
    }
    flush(original.length);
    return edits.flatMap((edit) => trimmed(original, edit));
  }

  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #piecesOf(part: Part): readonly Piece[] {
    if (typeof part === "string") return part === "" ? [] : [{ text: part, origin: -1 }];
    if ("text" in part) return [{ text: part.text, origin: -1, mark: part.mark }];
    return this.#slice(part.start, part.end);
  }

  #slice(start: number, end: number): readonly Piece[] {
    const result: Piece[] = [];
    for (let i = this.#indexAt(start); i < this.#pieces.length; i++) {
      const piece = this.#pieces[i];
      const pieceStart = this.#starts[i] ?? 0;
      if (piece === undefined || pieceStart >= end) break;
      const from = Math.max(start, pieceStart) - pieceStart;
      const to = Math.min(end, pieceStart + piece.text.length) - pieceStart;
      if (to <= from) continue;
      if (from === 0 && to === piece.text.length) result.push(piece);
      else {
        const origin = piece.origin < 0 ? -1 : piece.origin + from;
        result.push({ text: piece.text.slice(from, to), origin });
      }
    }
    return result;
  }
}

/** Joins neighbours that were neighbours in the original too. */
function merge(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged[merged.length - 1];
    const follows =
      last !== undefined && last.origin >= 0 && piece.origin === last.origin + last.text.length;
    if (follows) {
      merged[merged.length - 1] = { text: last.text + piece.text, origin: last.origin };
    } else merged.push(piece);
  }
  return merged;
}

function trimmed(original: string, edit: OriginalEdit): OriginalEdit[] {
  const old = original.slice(edit.start, edit.end);
  if (old === edit.newText) return [];
  let head = 0;
  const limit = Math.min(old.length, edit.newText.length);
  while (head < limit && old[head] === edit.newText[head]) head++;
  let tail = 0;
  while (
    tail < limit - head &&
    old[old.length - 1 - tail] === edit.newText[edit.newText.length - 1 - tail]
  )
    tail++;
  return [
    {
      start: edit.start + head,
      end: edit.end - tail,
      newText: edit.newText.slice(head, edit.newText.length - tail),
    },
  ];
}

/** The one replacement that turns a text into another, or none where they are the same. */
export function differenceOf(oldText: string, newText: string): OriginalEdit[] {
  return trimmed(oldText, { start: 0, end: oldText.length, newText });
}
