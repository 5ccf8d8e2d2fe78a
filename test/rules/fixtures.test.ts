import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { filesOf, findingsIn, load } from "./analyse.js";
import { differences, readFixture } from "./markers.js";

const folder = new URL("../fixtures/rules/", import.meta.url);

describe.each(readdirSync(folder).sort())("%s", (ruleId) => {
  const names = readdirSync(new URL(`${ruleId}/`, folder)).sort();
  test.each(names)("%s", async (name) => {
    const fixture = readFixture(new URL(`${ruleId}/${name}`, folder));
    const files = filesOf(fixture);
    const { findings, problems } = findingsIn(await load(files), fixture.now, files);
    expect(differences(fixture.expectations, findings)).toEqual([]);
    expect([...new Set(problems.map(({ code }) => code))]).toEqual(fixture.problemCodes);
  });
});
