import type { Position, Range } from "vscode-languageserver/node";
import { lineStartsOf, type Span } from "@halyard/core";
import { lengthIn, offsetIn, type PositionEncoding } from "./encoding.js";

/**
 * The lines of one text, as editors count them: a byte order mark is no column, and `\n`, `\r\n` and a lone `\r` end a
 * line.
 */
export class Lines {
  readonly text: string;
  readonly #starts: readonly number[];
  readonly #encoding: PositionEncoding;

  constructor(text: string, encoding: PositionEncoding) {
    this.text = text;
    this.#encoding = encoding;
    this.#starts = lineStartsOf(text);
  }

  /** The UTF-16 offset of a position; one past the end of its line or text is drawn back to it. */
  offsetAt({ line, character }: Position): number {
    const start = this.#starts[Math.max(0, line)];
    if (start === undefined) return this.text.length;
    return start + offsetIn(this.lineText(Math.max(0, line)), character, this.#encoding);
  }

  positionAt(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = this.#starts[low] ?? 0;
    const before = this.text.slice(start, Math.min(offset, this.text.length));
    return { line: low, character: lengthIn(before, this.#encoding) };
  }

  rangeOf({ start, end }: Span): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** The text of one line, counted from 0, without its end. */
  lineText(line: number): string {
    const start = this.#starts[line];
    return start === undefined ? "" : this.text.slice(start, this.#endOf(line));
  }

  #endOf(line: number): number {
    const next = this.#starts[line + 1];
    if (next === undefined) return this.text.length;
    const isPair = this.text[next - 1] === "\n" && this.text[next - 2] === "\r";
    return next - (isPair ? 2 : 1);
  }
}
