import { paintFor } from "../terminal/paint.js";
import type { Terminal } from "../terminal/terminal.js";

/** A Markdown page for a terminal: headings bold, code indented and coloured. Without colour it stays as written. */
export function pageText(markdown: string, terminal: Terminal): string {
  if (!terminal.color) return markdown.endsWith("\n") ? markdown : `${markdown}\n`;
  const paint = paintFor(terminal);
  const lines: string[] = [];
  let inCode = false;
  for (const line of markdown.trimEnd().split("\n")) {
    if (/^\s*```/.test(line)) inCode = !inCode;
    else if (inCode) lines.push(paint("cyan", `    ${line}`));
    else if (/^#+ /.test(line)) lines.push(paint("bold", line.replace(/^#+ /, "")));
    else lines.push(line.replace(/`([^`]+)`/g, (_match, code: string) => paint("cyan", code)));
  }
  return `${lines.join("\n")}\n`;
}
