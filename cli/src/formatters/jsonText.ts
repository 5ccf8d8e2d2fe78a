/**
 * What JSON may hold as is, but what must not reach a terminal, an HTML page or a build server's log as is: `<`,
 * DEL and C1, line separators, marks that reorder text, and the `#` of `##vso[`.
 */
const unsafe = /[<\u007f-\u009f\u2028\u2029\p{Bidi_Control}\ufeff]|#(?=#[a-z]*\[)/giu;

/** JSON with escapes for those characters, so that it reads back as the very same value. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
