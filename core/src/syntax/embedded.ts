/**
 * The script of a single-file component, every other character replaced by a space.
 *
 * Offsets and line ends stay as they are, so places found in the script are places in the file. Template
 * expressions are not read. Covers Vue's and Svelte's `<script>` blocks (several in one file are joined).
 */
export function scriptOf(text: string): string {
  const open = /<script\b[^>]*>/gi;
  let result = "";
  let from = 0;
  for (let match = open.exec(text); match !== null; match = open.exec(text)) {
    const begin = match.index + match[0].length;
    const close = text.toLowerCase().indexOf("</script", begin);
    const end = close < 0 ? text.length : close;
    result += blank(text.slice(from, begin)) + text.slice(begin, end);
    from = end;
    open.lastIndex = end;
  }
  return result + blank(text.slice(from));
}

/** Whether a path is a single-file component whose script is embedded in markup. */
export function isEmbedded(path: string): boolean {
  return path.endsWith(".vue") || path.endsWith(".svelte");
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}
