import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allRules } from "../../core/src/rules/all.js";
import { findingsIn, load } from "./analyse.js";
import { rulesTable, summaryLine } from "./rulesPage.js";

const pages = new URL("../../docs/rules/", import.meta.url);
const now = new Date("2026-11-22T00:00:00Z");

function pageOf(name: string): string {
  return readFileSync(new URL(`${name}.md`, pages), "utf8");
}

test("the page of rules has the rules' own table", async () => {
  const page = pageOf("README");
  const made = page.replace(
    /(<!-- rules: [^\n]*-->)[\s\S]*?(<!-- \/rules -->)/u,
    (_all, start: string, end: string) => `${start}\n\n${rulesTable()}\n\n${end}`,
  );
  await expect(made).toMatchFileSnapshot(new URL("README.md", pages).pathname);
});

test("every rule has a page, and every page a rule", () => {
  const names = readdirSync(pages).filter((name) => name !== "README.md");
  expect(names.sort()).toEqual(allRules.map(({ id }) => `${id}.md`));
});

describe.each(allRules.map(({ id, meta }) => ({ id, meta })))("$id", ({ id, meta }) => {
  test("opens with the rule's description and how loud it is", () => {
    const lines = pageOf(id).split("\n");
    expect(lines[0]).toBe(`# ${meta.description}`);
    expect(lines[2]).toBe(summaryLine(id));
  });

  test("has every section, and says every option", () => {
    const page = pageOf(id);
    const headings = [...page.matchAll(/^## (.+)$/gmu)].map(([, heading]) => heading);
    expect(headings).toEqual(["Examples", "Options", "When not to use it", "Related rules"]);
    const section = /\n## Options\n([\s\S]*?)\n## /u.exec(page)?.[1] ?? "";
    const named = [...section.matchAll(/^- `(\w+)` \(/gmu)].map(([, name]) => name);
    expect(named).toEqual(optionsOf(meta.optionsSchema));
  });

  test("its incorrect example is found, and its correct one is clean", async () => {
    const incorrect = await rulesIn(examplesOf(id, "Incorrect"));
    const correct = await rulesIn(examplesOf(id, "Correct"));
    expect(incorrect).toContain(id);
    expect(correct).toEqual([]);
  });
});

function optionsOf(schema: unknown): readonly string[] {
  const properties = (schema as { properties?: object } | undefined)?.properties;
  return Object.keys(properties ?? {});
}

/** The code blocks of an example as files; the first line of each names its file. */
function examplesOf(id: string, heading: string): ReadonlyMap<string, string> {
  const section = new RegExp(`\n### ${heading}\n([\\s\\S]*?)\n##`, "u").exec(pageOf(id))?.[1] ?? "";
  const blocks = section.matchAll(/```\w+\n\/\/ (\S+)\n([\s\S]*?)```/gu);
  return new Map([...blocks].map(([, path = "", text = ""]) => [path, text]));
}

async function rulesIn(files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  expect(files.size).toBeGreaterThan(0);
  const { findings, problems } = findingsIn(await load(files), now, files);
  expect(problems).toEqual([]);
  return findings.map(({ ruleId }) => ruleId);
}
