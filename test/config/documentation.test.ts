import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Matcher } from "../../core/src/adapters/model.js";
import { allAdapters } from "../../core/src/adapters/all.js";
import { defaultExclude, defaultRegistryPaths } from "../../core/src/config/defaults.js";
import { parseConfig } from "../../core/src/config/parseConfig.js";
import { configShape } from "../../core/src/config/shape.js";
import { indexTexts } from "../../core/src/index/indexTexts.js";
import { registryFormatNames } from "../../core/src/registry/formats.js";
import { allRules } from "../../core/src/rules/all.js";
import type { Shape } from "../../core/src/schema/shape.js";
import { positionAt } from "../../core/src/text/lineIndex.js";

const known = {
  ruleIds: allRules.map(({ id }) => id),
  adapterNames: allAdapters.map(({ name }) => name),
};
const page = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");

interface Block {
  readonly heading: string;
  readonly language: string;
  readonly text: string;
}

/** Every code block of the page with the heading above it. */
function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let heading = "";
  for (const [, title, language = "", text = ""] of markdown.matchAll(
    /^#+ (.+)$|^```(\w+)\n([\s\S]*?)^```$/gm,
  )) {
    if (title !== undefined) heading = title;
    else blocks.push({ heading, language, text });
  }
  return blocks;
}

const blocks = blocksOf(page);
const configurations = blocks.filter(({ language }) => /^(?:jsonc?|yaml)$/.test(language));

function parse({ language, text }: Block): ReturnType<typeof parseConfig> {
  const isPackage = text.includes('"halyard"');
  const kind = isPackage ? "package" : (language as "json" | "jsonc" | "yaml");
  return parseConfig(text, isPackage ? "package.json" : `halyard.config.${language}`, kind, known);
}

test("every configuration on the page is sound", () => {
  expect(configurations.length).toBeGreaterThan(20);
  for (const block of configurations) {
    expect({ text: block.text, problems: parse(block).problems }).toEqual({
      text: block.text,
      problems: [],
    });
  }
});

test("the overview says the same in JSON and in YAML", () => {
  const [json, yaml] = configurations;
  if (json === undefined || yaml === undefined) throw new Error("The overview is gone.");
  expect({ ...parse(yaml).value, path: "" }).toEqual({ ...parse(json).value, path: "" });
});

/** Every key that a shape knows, at any depth. */
function keysOf(shape: Shape): readonly string[] {
  switch (shape.kind) {
    case "object":
      return [...Object.keys(shape.fields), ...Object.values(shape.fields).flatMap(keysOf)];
    case "record":
      return keysOf(shape.values);
    case "array":
      return keysOf(shape.items);
    case "union":
      return shape.options.flatMap(keysOf);
    case "cases":
      return [shape.by, ...Object.values(shape.cases).flatMap(keysOf)];
    default:
      return [];
  }
}

test("the page names every key, default registry, format and built-in exclusion", () => {
  const words = [
    ...keysOf(configShape(known)),
    ...defaultRegistryPaths,
    ...registryFormatNames,
    ...defaultExclude.map((glob) => glob.replace("{ts,mts,cts}", "ts")),
  ];
  const written = new Set([...page.matchAll(/[`"]([^`"\s]+)[`"]/g)].map(([, word]) => word));
  expect(words.filter((word) => !written.has(word))).toEqual([]);
});

/** The examples of the page: a configuration with matchers and the code that follows it. */
function examplesOf(): readonly (readonly [string, Block, readonly Block[]])[] {
  const headings = [...new Set(blocks.map(({ heading }) => heading))];
  return headings.flatMap((heading) => {
    const own = blocks.filter((block) => block.heading === heading);
    const code = own.filter(({ language }) => /^tsx?$/.test(language));
    const [config] = own;
    return config === undefined || code.length === 0 ? [] : [[heading, config, code] as const];
  });
}

/** `path:line key` of every line with a comment `flag: key`. */
function markedLines(path: string, text: string): readonly string[] {
  return text.split("\n").flatMap((line, index) => {
    const key = /\bflag: ([\w-]+)(?: \*\/|$)/.exec(line)?.[1];
    return key === undefined ? [] : [`${path}:${index + 1} ${key}`];
  });
}

describe("the matchers' examples", () => {
  const examples = examplesOf();

  test("show every kind", () => {
    const kinds = new Set(
      examples.flatMap(([, config]) => parse(config).value.matchers.map(kindOf)),
    );
    const all = Object.keys(matcherKinds());
    expect([...kinds].sort()).toEqual(all.sort());
  });

  test.each(examples)("%s: finds the marked lines and no other", async (_heading, config, code) => {
    const files = Object.fromEntries(
      code.map(({ text }) => [/^\/\/ (\S+)\n/.exec(text)?.[1] ?? "src/a.ts", text]),
    );
    const marked = Object.entries(files).flatMap(([path, text]) => markedLines(path, text));
    // Setting a member of an object is no sign of a flag by itself, so such keys must be known.
    const keys = config.text.includes('"literal')
      ? marked.map((mark) => mark.split(" ")[1] ?? "")
      : [];
    const index = await indexTexts(files, { matchers: parse(config).value.matchers, keys });
    const found = index.references.map(({ path, span, flagKey }) => {
      const { line } = positionAt(index.lineStarts(path) ?? [0], span.start);
      return `${path}:${line} ${flagKey}`;
    });
    expect(marked.length).toBeGreaterThan(0);
    expect([...found].sort()).toEqual([...marked].sort());
  });
});

function kindOf({ kind }: Matcher): string {
  return kind;
}

function matcherKinds(): Readonly<Record<string, Shape>> {
  const matchers = configShape(known).fields.matchers;
  const cases = matchers?.kind === "array" ? matchers.items : undefined;
  return cases?.kind === "cases" ? cases.cases : {};
}
