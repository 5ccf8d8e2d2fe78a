import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { registryShape } from "../../core/src/registry/schema.js";
import type { Shape } from "../../core/src/schema/shape.js";
import { declared, parse } from "./support.js";

const page = readFileSync(new URL("../../docs/registry.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
  ([, language = "", text = ""]) => ({ language, text }),
);
const data = blocks.filter(({ language }) => language !== "ts");
const code = blocks.filter(({ language }) => language === "ts");

test("the page has examples of every form", () => {
  expect(new Set(data.map(({ language }) => language))).toEqual(new Set(["json", "jsonc", "yaml"]));
  expect(code.length).toBeGreaterThan(7);
});

describe("every registry on the page loads without a problem", () => {
  test.each(data)("$text", ({ language, text }) => {
    const content = parse(text, `flags.${language}`);
    expect(content.problems).toEqual([]);
    expect(content.flags.size).toBeGreaterThan(0);
  });
});

describe("every TypeScript registry on the page has the flags it claims", () => {
  test.each(code)("$text", ({ text }) => {
    const claimed = /^\/\/ Flags: (.+)$/m.exec(text)?.[1]?.split(", ");
    const names = /^\/\/ "declarations": (\[.+\])$/m.exec(text)?.[1];
    const content = declared(
      { "flags.ts": text },
      names === undefined ? undefined : JSON.parse(names),
    );
    expect(content.problems).toEqual([]);
    expect([...content.flags.keys()]).toEqual(claimed);
  });
});

/** Every property and every word that a shape knows, at any depth. */
function wordsOf(shape: Shape): readonly string[] {
  switch (shape.kind) {
    case "object":
      return Object.entries(shape.fields).flatMap(([key, field]) => [key, ...wordsOf(field)]);
    case "string":
      return [...(shape.oneOf ?? []), ...Object.keys(shape.aliases ?? {})];
    case "record":
      return wordsOf(shape.values);
    case "array":
      return wordsOf(shape.items);
    case "union":
      return shape.options.flatMap(wordsOf);
    default:
      return [];
  }
}

test("the page names every property and every word of the format", () => {
  const written = new Set([...page.matchAll(/[`"]([^`"\s]+)[`"]/g)].map(([, word]) => word));
  const words = new Set(wordsOf(registryShape));
  expect(words.size).toBeGreaterThan(90);
  expect([...words].filter((word) => !written.has(word))).toEqual([]);
});
