/** Control characters (C0, DEL, C1) and the marks that reorder text on screen. */
const unsafe = /[\p{Cc}\p{Bidi_Control}\ufeff]/gu;

/**
 * A string of the workspace, fit for one line of a terminal or a log: no control characters, no line breaks, and
 * nothing that a build server would take for a command (`##vso[`, `##[`, `##teamcity[`).
 */
export function inert(text: string): string {
  return text
    .replace(/[\t\n\r\u2028\u2029]+/g, " ")
    .replace(unsafe, "")
    .replace(/##(?=[a-z]*\[)/gi, "# #");
}

/**
 * Keeps the lines of a finished text from being read as workflow commands (`::error::`, after any indentation), which
 * GitHub's runner obeys wherever they come from.
 */
export function withoutWorkflowCommands(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, "$1: ");
}
