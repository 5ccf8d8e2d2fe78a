import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { overrulableCodes, refusalCodes } from "../../core/src/removal/model.js";

const page = readFileSync(fileURLToPath(new URL("../../docs/removal.md", import.meta.url)), "utf8");

test("docs/removal.md has a section for every refusal, and no other", () => {
  const sections = [...page.matchAll(/^### (.+)$/gmu)].map(([, code]) => code);
  expect(sections).toEqual([...refusalCodes]);
});

test("docs/removal.md says which refusals a person may overrule", () => {
  const rows = [...page.matchAll(/^\| \[`([a-z-]+)`\]\(#[a-z-]+\) +\| (yes)? *\|$/gmu)];
  expect(rows.map(([, code]) => code)).toEqual([...refusalCodes]);
  const yes = rows.filter(([, , allowed]) => allowed === "yes").map(([, code]) => code);
  expect(new Set(yes)).toEqual(overrulableCodes);
});

test("every golden case that docs/removal.md names exists", () => {
  const cases = new Set(
    readdirSync(fileURLToPath(new URL("../fixtures/removal/", import.meta.url))),
  );
  const table = page.slice(page.indexOf("## Beside other tools"));
  const named = [...table.matchAll(/\| `([a-z-]+)` +\|$/gmu)].map(([, name = ""]) => name);
  expect(named.length).toBe(10);
  expect(named.filter((name) => !cases.has(name))).toEqual([]);
});
