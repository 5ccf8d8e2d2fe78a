import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./examples.mjs";

const block = /<!-- source: (\S+) -->\n+```ts\n[\s\S]*?```/gu;

/**
 * The page with every block under a `<!-- source: FILE -->` mark replaced by that file's declarations: the page is the
 * protocol's contract, and the code is where it is kept.
 *
 * @param {string} page
 */
export function withProtocolSources(page) {
  return page.replaceAll(
    block,
    (_whole, /** @type {string} */ file) =>
      `<!-- source: ${file} -->\n\n\`\`\`ts\n${declarationsOf(readFileSync(join(root, file), "utf8"))}\n\`\`\``,
  );
}

/**
 * A source without its imports and without the constants that register a method.
 *
 * @param {string} source
 */
function declarationsOf(source) {
  return source
    .replaceAll(/^import [\s\S]*?;\n/gmu, "")
    .replaceAll(/^\/\*\*[^\n]*\*\/\nexport const [\s\S]*?;\n/gmu, "")
    .replaceAll(/^export /gmu, "")
    .replaceAll(/\n{3,}/gu, "\n\n")
    .trim();
}
