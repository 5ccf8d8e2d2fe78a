import { afterEach, describe, expect, it } from "vitest";
import { allRules } from "../../core/src/rules/all.js";
import { layOut, stageOf, stagesOf, stories, type StageDirectory } from "./support/stages.js";

const migrationRules = new Set(
  allRules.filter(({ meta }) => meta.category === "migration").map(({ id }) => id),
);

let laidOut: StageDirectory | undefined;

afterEach(() => {
  laidOut?.close();
  laidOut = undefined;
});

describe.each(stories)("%s", (story) => {
  it.each(stagesOf(story))(
    "%s has exactly the findings that a reviewer would write",
    async (name) => {
      laidOut = layOut(story, name);
      const stage = stageOf(story, name);
      const { analysis } = await laidOut.open();
      expect(analysis.problems).toEqual([]);
      const found = analysis
        .findings()
        .filter(({ ruleId }) => migrationRules.has(ruleId))
        .map(({ ruleId, place }) => {
          const { line } = analysis.rangeOf(place).start;
          return `${place.path}${place.path.startsWith("flags.") ? "" : `:${String(line)}`} ${ruleId}`;
        });
      const expected = stage.findings.map(({ ruleId, path, line }) =>
        line === undefined ? `${path} ${ruleId}` : `${path}:${String(line)} ${ruleId}`,
      );
      expect(found.sort()).toEqual(expected.sort());
      const [migration] = analysis.migrations().migrations;
      expect(migration?.declared).toBe(stage.declared);
      if (stage.computed !== undefined) expect(migration?.computed).toBe(stage.computed);
    },
  );
});
