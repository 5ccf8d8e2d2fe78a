import type { Terminal } from "./terminal.js";

const codes = { bold: 1, dim: 2, underline: 4, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** A way to stress text on a terminal. */
export type Style = keyof typeof codes;

/** Wraps text in the terminal's colour sequences; plain text where there is no colour. */
export type Paint = (style: Style, text: string) => string;

/** The painter of a terminal. `text` must be free of control characters already. */
export function paintFor(terminal: Terminal): Paint {
  if (!terminal.color) return (_style, text) => text;
  return (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m`;
}

/** Marks that a terminal can show, with plain letters for those that cannot show Unicode. */
export interface Symbols {
  readonly error: string;
  readonly warning: string;
  readonly success: string;
  readonly detail: string;
  readonly separator: string;
  readonly ellipsis: string;
  readonly rule: string;
}

/** The marks for a terminal. */
export function symbolsFor(terminal: Terminal): Symbols {
  return terminal.unicode
    ? {
        error: "✖",
        warning: "⚠",
        success: "✔",
        detail: "└",
        separator: "·",
        ellipsis: "…",
        rule: "─",
      }
    : {
        error: "x",
        warning: "!",
        success: "+",
        detail: "-",
        separator: "|",
        ellipsis: "...",
        rule: "-",
      };
}
