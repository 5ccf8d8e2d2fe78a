import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allRules } from "../../core/src/rules/all.js";
import { runRules } from "../../core/src/rules/runRules.js";
import { filesOf, load } from "./analyse.js";
import { differences, readFixture } from "./markers.js";

const rulesFolder = new URL("../../core/src/rules/", import.meta.url);
const fixturesFolder = new URL("../fixtures/rules/", import.meta.url);

test("every kebab-case file is a rule of the list, which is sorted", () => {
  const files = readdirSync(rulesFolder).filter((name) => /^[a-z]+(?:-[a-z]+)+\.ts$/u.test(name));
  expect(allRules.map(({ id }) => `${id}.ts`)).toEqual(files.sort());
});

test("fixtures belong to rules", () => {
  expect(readdirSync(fixturesFolder).sort()).toEqual(allRules.map(({ id }) => id));
});

describe.each(allRules.map((rule) => ({ rule, id: rule.id })))("$id", ({ rule, id }) => {
  const { meta } = rule;

  test("says what it is for", () => {
    expect(meta.description).toMatch(/^(?:Disallow|Require|Enforce) .*[^.]$/u);
  });

  test("has messages that are whole sentences and name what they speak of", () => {
    for (const message of Object.values(meta.messages)) {
      expect(message).toMatch(/^[A-Z].*\.$/u);
      expect(message).toMatch(/\{\{(?:flag|pattern|migration)\}\}/u);
      expect(message).not.toContain("\n");
    }
  });

  test("warns at most where time alone can trigger it", () => {
    if (meta.timeTriggered) expect(meta.defaultSeverity).not.toBe("error");
  });

  test("has four fixtures at least, with and without findings of its own", () => {
    const names = readdirSync(new URL(`${id}/`, fixturesFolder));
    const fixtures = names.map((name) => readFixture(new URL(`${id}/${name}`, fixturesFolder)));
    const counts = fixtures.map(
      ({ expectations }) => expectations.filter(({ ruleId }) => ruleId === id).length,
    );
    expect(names.length).toBeGreaterThanOrEqual(4);
    expect(Math.min(...counts)).toBe(0);
    expect(Math.max(...counts)).toBeGreaterThan(0);
  });

  test("says every message of its own in a fixture", async () => {
    const said = new Set<string>();
    for (const name of readdirSync(new URL(`${id}/`, fixturesFolder))) {
      const fixture = readFixture(new URL(`${id}/${name}`, fixturesFolder));
      const loaded = await load(filesOf(fixture));
      const { findings } = runRules({ ...loaded, now: fixture.now, rules: [rule] });
      for (const { messageId } of findings) said.add(messageId);
    }
    expect([...said].sort()).toEqual(Object.keys(meta.messages).sort());
  });
});

test("a runner that misses or invents a finding is told so", () => {
  const one = { path: "a.ts", line: 1, column: 3, endColumn: 5, ruleId: "x", messagePart: "part" };
  const whole = { ...one, messagePart: "the part that counts" };
  expect(differences([one], [whole])).toEqual([]);
  expect(differences([one], [])).toEqual(["missing    a.ts:1:3-5 x: part"]);
  expect(differences([], [whole])).toEqual(["unexpected a.ts:1:3-5 x: the part that counts"]);
  expect(differences([one], [{ ...whole, column: 4 }])).toHaveLength(2);
  expect(differences([one], [{ ...whole, messagePart: "else" }])).toHaveLength(2);
  expect(differences([one, one], [whole])).toHaveLength(1);
});
