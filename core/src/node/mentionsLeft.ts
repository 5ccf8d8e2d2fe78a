import type { RemovalNote } from "../removal/model.js";
import type { Overlay } from "./overlay.js";

const otherLanguage =
  /\.(?:mdx?|ya?ml|json[c5]?|toml|env|properties|rs|go|py|rb|java|kt|swift|php|cs|html|vue|svelte|sh|tf|ftl)$|(?:^|\/)\.env[^/]*$|(?:^|\/)Dockerfile$/u;
const lockFile = /(?:^|\/)(?:package-lock|npm-shrinkwrap|pnpm-lock|composer)\.(?:json|ya?ml)$/u;

/** Documents, settings and files of other languages that still name one of the words, one note for each file. */
export function mentionsLeft(
  overlay: Overlay,
  words: readonly string[],
  isLeftOut: (path: string) => boolean,
): RemovalNote[] {
  const telling = words.filter((word) => word.length > 4 && /[a-z][A-Z]|[-_.\d]/u.test(word));
  if (telling.length === 0) return [];
  return overlay.listFiles().flatMap((path): RemovalNote[] => {
    if (!otherLanguage.test(path) || lockFile.test(path) || isLeftOut(path)) return [];
    const text = overlay.textOf(path) ?? "";
    for (const word of telling) {
      const start = wordAt(text, word);
      if (start < 0) continue;
      const place = { path, span: { start, end: start + word.length } };
      return [{ kind: "still-mentioned", message: `This file still names \`${word}\`.`, place }];
    }
    return [];
  });
}

/** Where a text has the word with nothing of a word around it, or -1. */
function wordAt(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = `${text[at - 1] ?? " "}${text[at + word.length] ?? " "}`;
    if (!/[\w-]/u.test(around)) return at;
  }
  return -1;
}
