import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { stepRefusalCodes } from "../../core/src/removal/systems/model.js";
import { stages } from "../../core/src/migration/model.js";

const page = readFileSync(new URL("../../docs/migrations.md", import.meta.url), "utf8");

/** First cells of the table under a heading that are code. */
function firstCells(heading: string): string[] {
  const section = page.slice(page.indexOf(heading)).split(/\n#{2,3} /u)[0] ?? "";
  return [...section.matchAll(/^\| `([\w-]+)`/gmu)].map(([, cell = ""]) => cell);
}

it("docs/migrations.md has every refusal of a step and no other", () => {
  expect(firstCells("### Refusals").sort()).toEqual([...stepRefusalCodes].sort());
});

it("docs/migrations.md has every stage in order", () => {
  expect(firstCells("## Check")).toEqual([...stages]);
});
