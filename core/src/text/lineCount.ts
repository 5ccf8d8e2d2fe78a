/** How many lines a text has; a line end at the very end begins none. */
export function lineCount(text: string): number {
  return text === "" ? 0 : text.replace(/\n$/u, "").split("\n").length;
}
