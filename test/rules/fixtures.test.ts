import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findingsIn, load } from "./analyse.js";
import { differences, readFixture, type Fixture } from "./markers.js";

const folder = new URL("../fixtures/rules/", import.meta.url);

/** What `isEnabled` and `getValue` are, in a fixture whose configuration names no matchers. */
const usualMatchers = [
  { kind: "call", names: ["isEnabled"], key: 0, default: 1, valueType: "boolean" },
  { kind: "call", names: ["getValue"], key: 0, default: 1 },
];

describe.each(readdirSync(folder).sort())("%s", (ruleId) => {
  const names = readdirSync(new URL(`${ruleId}/`, folder)).sort();
  test.each(names)("%s", async (name) => {
    const fixture = readFixture(new URL(`${ruleId}/${name}`, folder));
    const files = withMatchers(fixture);
    const { findings, problems } = findingsIn(await load(files), fixture.now, files);
    expect(differences(fixture.expectations, findings)).toEqual([]);
    expect([...new Set(problems.map(({ code }) => code))]).toEqual(fixture.problemCodes);
  });
});

function withMatchers({ files }: Fixture): ReadonlyMap<string, string> {
  const config = JSON.parse(files.get("halyard.config.json") ?? "{}") as object;
  const whole = JSON.stringify({ matchers: usualMatchers, ...config });
  return new Map([...files, ["halyard.config.json", whole]]);
}
