/** What a position's `character` counts. Halyard's own offsets are UTF-16 code units. */
export type PositionEncoding = "utf-8" | "utf-16" | "utf-32";

/** The encoding to speak: UTF-16 wherever the editor knows it, else the first that both know. */
export function chosenEncoding(offered: readonly string[] | undefined): PositionEncoding {
  if (offered === undefined || offered.includes("utf-16")) return "utf-16";
  if (offered.includes("utf-8")) return "utf-8";
  return offered.includes("utf-32") ? "utf-32" : "utf-16";
}

/** The length of a text in the units of an encoding. */
export function lengthIn(text: string, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return text.length;
  let units = 0;
  for (const character of text) units += unitsOf(character, encoding);
  return units;
}

/** The UTF-16 offset in a line at which `units` of an encoding have passed; the line's end where it has fewer. */
export function offsetIn(line: string, units: number, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return Math.min(Math.max(0, units), line.length);
  let passed = 0;
  let offset = 0;
  for (const character of line) {
    if (passed >= units) break;
    passed += unitsOf(character, encoding);
    offset += character.length;
  }
  return offset;
}

function unitsOf(character: string, encoding: "utf-8" | "utf-32"): number {
  if (encoding === "utf-32") return 1;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
