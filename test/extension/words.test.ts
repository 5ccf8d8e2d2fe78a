import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ts } from "../../core/src/syntax/compiler.js";

const extension = join(import.meta.dirname, "../../extension");
const read = (path: string): string => readFileSync(join(extension, path), "utf8");
const json = (path: string): Record<string, string> =>
  JSON.parse(read(path)) as Record<string, string>;

/** Every text that the code hands to the editor for translation. */
function translatedTexts(): readonly string[] {
  const texts = new Set<string>();
  const files = readdirSync(join(extension, "src"), { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".ts"))) {
    const source = ts.createSourceFile(file, read(`src/${file}`), ts.ScriptTarget.Latest, true);
    const visit = (node: Parameters<typeof ts.forEachChild>[0]): void => {
      if (ts.isCallExpression(node) && /^(?:vscode\.l10n\.)?t$/.test(node.expression.getText())) {
        const [first] = node.arguments;
        expect(first && ts.isStringLiteral(first), `${file}: ${node.getText()}`).toBe(true);
        if (first && ts.isStringLiteral(first)) texts.add(first.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return [...texts].sort();
}

test("every text has its German, and no German is left over", () => {
  expect(Object.keys(json("l10n/bundle.l10n.de.json")).sort()).toEqual(translatedTexts());
});

test("a translation keeps the places of its text", () => {
  const places = (text: string): readonly string[] =>
    [...new Set(text.match(/\{\d\}/g) ?? [])].sort();
  for (const [text, german] of Object.entries(json("l10n/bundle.l10n.de.json"))) {
    expect(places(german), text).toEqual(places(text));
  }
});

test("the manifest's texts are there in both languages, and none is left over", () => {
  const used = [...read("package.json").matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
  const names = [...new Set(used)].sort();
  expect(Object.keys(json("package.nls.json")).sort()).toEqual(names);
  expect(Object.keys(json("package.nls.de.json")).sort()).toEqual(names);
});
