import fc from "fast-check";

/** Any UTF-16 code unit, lone surrogates and control characters included; small ones come more often. */
export const codeUnit = fc
  .integer({ min: 0, max: 0xffff })
  .map((code) => String.fromCharCode(code));

/** Any text at all. */
export const anyText = fc.string({ unit: codeUnit });
