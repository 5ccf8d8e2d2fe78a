import { expect } from "vitest";
import { planMigrationRetirement } from "../../../core/src/node/index.js";
import { apartOf, layOutCase, textsOf, type ApartDirectory } from "./apart.js";
import { applyStep } from "./apply.js";

/** Takes a case apart and compares it with its fixture, byte for byte; a second run has nothing to do. */
export async function expectComesApart(name: string, newline: "\n" | "\r\n"): Promise<void> {
  const laidOut = layOutCase(name, newline);
  try {
    await compare(laidOut, name, newline);
  } finally {
    laidOut.close();
  }
}

async function compare(laidOut: ApartDirectory, name: string, newline: string): Promise<void> {
  const { refusals = [], says = [] } = apartOf(name);
  const workspace = await laidOut.open();
  expect(workspace.analysis.problems).toEqual([]);
  const { steps } = await planMigrationRetirement(workspace, { migrationId: "move" });
  const refused = steps.flatMap((step) => step.refusals);
  expect([...new Set(refused.map(({ code }) => code))].sort()).toEqual(refusals);
  const told = [...refused, ...steps.flatMap(({ notes }) => notes)];
  for (const part of says) expect(told.map(({ message }) => message).join("\n")).toContain(part);
  const after = textsOf(name, "after");
  if (refusals.length > 0) {
    expect(after).toEqual({});
    return;
  }
  for (const step of steps) applyStep(laidOut.directory, step);
  const expected = Object.entries(after).map(([path, text]) => [
    path,
    text.replaceAll("\n", newline),
  ]);
  expect(await textsNow(laidOut, name)).toEqual(Object.fromEntries(expected));
  const again = await planMigrationRetirement(await laidOut.open(), { migrationId: "move" });
  expect(again.steps.every(({ state }) => state === "done")).toBe(true);
}

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
