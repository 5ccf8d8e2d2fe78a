import { afterEach, describe, expect, it } from "vitest";
import { planMigrationRetirement } from "../../core/src/node/index.js";
import { apartCases, apartOf, layOutCase, textsOf, type ApartDirectory } from "./support/apart.js";
import { applyStep } from "./support/apply.js";

let laidOut: ApartDirectory | undefined;

afterEach(() => {
  laidOut?.close();
  laidOut = undefined;
});

/** The texts that the case's files have now, those that are gone left out. */
async function textsNow(one: ApartDirectory, name: string): Promise<Record<string, string>> {
  const workspace = await one.open();
  return Object.fromEntries(
    Object.keys(textsOf(name, "before")).flatMap((path) => {
      const text = workspace.textOf(path);
      return text === undefined ? [] : [[path, text]];
    }),
  );
}

describe.each(apartCases())("%s", (name) => {
  const { refusals = [], says = [] } = apartOf(name);

  it.each([
    ["line feeds", "\n"],
    ["line ends of Windows", "\r\n"],
  ])("comes apart as its fixture shows, with %s", async (_name, newline) => {
    laidOut = layOutCase(name, newline);
    const { directory } = laidOut;
    const workspace = await laidOut.open();
    expect(workspace.analysis.problems).toEqual([]);
    const { steps } = await planMigrationRetirement(workspace, { migrationId: "move" });
    const refused = steps.flatMap((step) => step.refusals);
    expect([...new Set(refused.map(({ code }) => code))].sort()).toEqual(refusals);
    const messages = [...refused, ...steps.flatMap(({ notes }) => notes)]
      .map(({ message }) => message)
      .join("\n");
    for (const part of says) expect(messages).toContain(part);
    if (refusals.length > 0) {
      expect(textsOf(name, "after")).toEqual({});
      return;
    }
    for (const step of steps) applyStep(directory, step);
    const after = Object.entries(textsOf(name, "after")).map(([path, text]) => [
      path,
      text.replaceAll("\n", newline),
    ]);
    expect(await textsNow(laidOut, name)).toEqual(Object.fromEntries(after));
    const again = await planMigrationRetirement(await laidOut.open(), { migrationId: "move" });
    expect(again.steps.every(({ state }) => state === "done")).toBe(true);
  });
});
