import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseErrors, parseSource, scriptKindOf } from "../../core/src/removal/syntax/unit.js";
import { applyPlan, planCase, readFolder, type CaseSpec } from "./support/removalCase.js";

const folder = fileURLToPath(new URL("../fixtures/removal/", import.meta.url));
const names = readdirSync(folder).sort();

function specOf(name: string): CaseSpec {
  return JSON.parse(readFileSync(join(folder, name, "case.json"), "utf8")) as CaseSpec;
}

test("there are at least 150 cases", () => {
  expect(names.length).toBeGreaterThanOrEqual(150);
});

describe.each(names)("%s", (name) => {
  const spec = specOf(name);
  const before = readFolder(join(folder, name, "before"));

  test(`${name}: changes exactly what it should, or refuses`, async () => {
    const plan = await planCase(before, spec);
    expect(plan.refusals.map((refusal) => refusal.code)).toEqual(spec.refuses ?? []);
    expect(plan.notes.map((note) => note.kind)).toEqual(spec.notes ?? []);
    if (spec.refuses !== undefined) {
      expect(plan.files).toEqual([]);
      expect(plan.refusals.every((refusal) => refusal.message.endsWith("."))).toBe(true);
      return;
    }
    const after = applyPlan(before, plan);
    expect(after).toEqual(readFolder(join(folder, name, "after")));
    for (const file of plan.files) {
      if (file.kind === "edit") expect(withEdits(file.oldText, file.edits)).toBe(file.newText);
    }
    for (const [path, text] of Object.entries(after)) {
      if (scriptKindOf(path) !== undefined)
        expect(parseErrors(parseSource(path, text))).toEqual([]);
    }
    const again = await planCase(after, { ...spec, refuses: [] });
    expect(again.refusals).toEqual([]);
    expect(again.files).toEqual([]);
  });
});

function withEdits(
  text: string,
  edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[],
): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (current, edit) => current.slice(0, edit.start) + edit.newText + current.slice(edit.end),
      text,
    );
}
