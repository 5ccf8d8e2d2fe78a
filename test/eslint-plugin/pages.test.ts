import { readFileSync } from "node:fs";
import { allRules } from "@halyard/core";
import { describe, expect, test } from "vitest";
import { lintFile } from "./lint.js";
import { workspaceOf } from "./workspace.js";

const pages = new URL("../../docs/rules/", import.meta.url);

/** The code blocks of an example as files; the first line of each names its file. */
function examplesOf(ruleId: string, heading: string): Map<string, string> {
  const page = readFileSync(new URL(`${ruleId}.md`, pages), "utf8");
  const section = new RegExp(`\n### ${heading}\n([\\s\\S]*?)\n##`, "u").exec(page)?.[1] ?? "";
  const blocks = section.matchAll(/```\w+\n\/\/ (\S+)\n([\s\S]*?)```/gu);
  return new Map([...blocks].map(([, path = "", text = ""]) => [path, text]));
}

/** The rules that ESLint reports in the files of an example. */
function rulesIn(ruleId: string, heading: string): (string | null)[] {
  const files = examplesOf(ruleId, heading);
  expect(files.size).toBeGreaterThan(0);
  const root = workspaceOf(files);
  const linted = [...files.keys()].filter((path) => path !== "halyard.config.json");
  // Examples of rules that need no registry have none, and the plugin says so.
  return linted
    .flatMap((path) => lintFile(root, path).map((message) => message.ruleId))
    .filter((rule) => rule !== "halyard/valid-setup");
}

describe.each(allRules.map(({ id }) => id))("the page of %s", (ruleId) => {
  test("shows code that ESLint complains of, and code that it lets pass", () => {
    expect(rulesIn(ruleId, "Incorrect")).toContain(`halyard/${ruleId}`);
    expect(rulesIn(ruleId, "Correct")).toEqual([]);
  });
});
