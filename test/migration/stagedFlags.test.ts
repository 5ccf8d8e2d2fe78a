import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { openWorkspace } from "../../core/src/node/index.js";
import { writeFiles } from "./support/stages.js";

const directories: string[] = [];

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

/** The stage that one flag of modes says, served at a variant or parted between two. */
async function computed(
  variants: Readonly<Record<string, string>>,
  served: string | Readonly<Record<string, number>>,
  stages?: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const directory = mkdtempSync(join(tmpdir(), "halyard-modes-"));
  directories.push(directory);
  const parted = typeof served === "string" ? { [served]: 100 } : served;
  const system = (name: string): object => ({ name, writes: [`src/stores.ts#${name}`] });
  writeFiles(directory, {
    "halyard.config.json": JSON.stringify({
      registry: "flags.json",
      matchers: [{ kind: "call", names: ["mode"], key: 0, valueType: "string" }],
    }),
    "flags.json": JSON.stringify({
      registryVersion: 1,
      flags: {
        mode: {
          flagType: "string",
          defaultValue: Object.values(variants)[0],
          variants,
          state: "ENABLED",
          defaultVariant: Object.keys(variants)[0],
          environments: {
            production: {
              state: "ENABLED",
              defaultVariant: Object.keys(parted)[0],
              served: parted,
              since: "2020-01-01T00:00:00Z",
            },
          },
          lifecycle: { type: "migration", owner: "team", created: "2019-11-01" },
        },
      },
      migrations: {
        move: {
          owner: "team",
          stage: "off",
          systems: { old: system("saveOld"), new: system("saveNew") },
          staged: { flag: "mode", ...(stages && { stages }) },
        },
      },
    }),
    "src/stores.ts": `export const saveOld = (text: string): void => console.log(text);
export const saveNew = (text: string): void => console.log(text);
`,
    "src/keep.ts": `import { saveNew, saveOld } from "./stores.js";
declare function mode(key: string): string;
export function keep(text: string): void {
  const now = mode("mode");
  if (now !== "new") saveOld(text);
  if (now !== "old") saveNew(text);
}
`,
  });
  const now = new Date("2026-11-22T12:00:00Z");
  const opened = await openWorkspace({ cwd: directory, now, cache: false, workers: 0 });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  expect(opened.workspace.analysis.problems).toEqual([]);
  return opened.workspace.analysis.migrations().migrations[0]?.computed;
}

const named = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, name]));

const six = named("off", "dualwrite", "shadow", "live", "rampdown", "complete");
const checked = named("OLD", "OLD_AND_CHECK", "NEW_AND_CHECK", "NEW");

it.each([
  ["legacy | dual | new at legacy", named("legacy", "dual", "new"), "legacy", "off"],
  ["legacy | dual | new at dual", named("legacy", "dual", "new"), "dual", "dualwrite"],
  // The old write is still in the code, whatever the flag says.
  ["legacy | dual | new at new", named("legacy", "dual", "new"), "new", "rampdown"],
  ["modes with a check at OLD", checked, "OLD", "off"],
  ["modes with a check at OLD_AND_CHECK", checked, "OLD_AND_CHECK", "shadow"],
  ["modes with a check at NEW_AND_CHECK", checked, "NEW_AND_CHECK", "live"],
  ["modes with a check at NEW", checked, "NEW", "rampdown"],
  ["two stages at off", named("off", "complete"), "off", "off"],
  ["four stages at shadow", named("off", "shadow", "live", "complete"), "shadow", "shadow"],
  ["six stages at dualwrite", six, "dualwrite", "dualwrite"],
  ["six stages at live", six, "live", "live"],
  ["six stages at rampdown", six, "rampdown", "rampdown"],
])("tells the stage of %s", async (_name, variants, served, expected) => {
  expect(await computed(variants, served)).toBe(expected);
});

it("tells none where production is at several stages, or at one that nobody has named", async () => {
  expect(await computed(six, { live: 20, shadow: 80 })).toBeUndefined();
  expect(await computed(named("red", "green"), "green")).toBeUndefined();
  const said = { red: "off", green: "shadow" };
  expect(await computed(named("red", "green"), "green", said)).toBe("shadow");
});
