import { inert } from "../terminal/inert.js";

const gap = "\u200b";

/**
 * A string of the workspace as plain words in Markdown: no markup, no HTML, no link, no mention, no reference to an
 * issue or pull request, and safe inside a table's cell.
 */
export function markdownText(text: string): string {
  return inert(text)
    .replace(/[\\`*_{}[\]|~$]|[:#](?=\S)/g, escapeMark)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", `@${gap}`)
    .replace(/www(?=\.)/gi, (word) => `${word}${gap}`);
}

function escapeMark(mark: string): string {
  // A backslash alone does not stop GitHub from linking "#12" and "https://…", so these also get a gap.
  return mark === "#" || mark === ":" ? `\\${mark}${gap}` : `\\${mark}`;
}

/**
 * A string of the workspace as code, inside a table's cell or out of it. What could end the code or the cell early (a
 * backtick, a bar, a backslash) makes it plain words.
 */
export function markdownCode(text: string): string {
  const clean = inert(text).trim();
  return clean === "" || /[`|\\]/.test(clean) ? markdownText(text) : `\`${clean}\``;
}
