import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TestWorkspace } from "./workspace.js";
import { createWorkspace, halyardPath, today } from "./workspace.js";

const fileCount = 120;
/** Enough text that writing takes a while. */
const padding = `// ${"x".repeat(100)}\n`.repeat(600);

const oldText = (index: number): string =>
  `\uFEFFimport { isEnabled } from "./asks";\r\nexport const a${String(index)} = (): string => (isEnabled("menu") ? "new" : "old");\r\n${padding}`;
const newText = (index: number): string =>
  `\uFEFFexport const a${String(index)} = (): string => "new";\r\n${padding}`;
const pathOf = (index: number): string => `src/a${String(index)}.ts`;

function makeWorkspace(): TestWorkspace {
  const workspace = createWorkspace({
    "halyard.config.json": JSON.stringify({
      matchers: [{ kind: "call", names: ["isEnabled"], key: 0, valueType: "boolean" }],
    }),
    "src/asks.ts": `export const isEnabled = (key: string): boolean => key === "x";\n`,
  });
  for (let index = 0; index < fileCount; index++) {
    workspace.write(pathOf(index), oldText(index));
    chmodSync(join(workspace.root, pathOf(index)), 0o640);
  }
  return workspace;
}

const args = [halyardPath, "remove", "menu", "--variant", "true", "--write", "--no-cache"];

/** Runs the command; kills it as soon as `isTime` says so, asked every time the folder changes or a turn passes. */
async function run(workspace: TestWorkspace, isTime?: () => boolean): Promise<boolean> {
  const child = spawn(process.execPath, [...args, ...today], {
    cwd: workspace.root,
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  if (isTime !== undefined) {
    while (child.exitCode === null && !isTime()) await new Promise((next) => setImmediate(next));
    child.kill("SIGKILL");
  }
  await ended;
  return child.signalCode === "SIGKILL";
}

function drafts(workspace: TestWorkspace): string[] {
  return readdirSync(join(workspace.root, "src")).filter((name) => name.endsWith(".halyard-tmp"));
}

/** How many files are new; fails where one is neither old nor new, or has lost its mode. */
function newFiles(workspace: TestWorkspace): number {
  let count = 0;
  for (let index = 0; index < fileCount; index++) {
    const text = workspace.read(pathOf(index));
    const isNew = text === newText(index);
    expect(isNew || text === oldText(index)).toBe(true);
    expect(statSync(join(workspace.root, pathOf(index))).mode & 0o777).toBe(0o640);
    if (isNew) count++;
  }
  return count;
}

const seen = { drafts: 0, half: 0, killed: 0 };

/** Killed while drafts are made, and while they are renamed into place. */
const moments: readonly (readonly [string, (workspace: TestWorkspace) => boolean])[] = [
  ...[1, 20, 60, 100, 119].map(
    (count) =>
      [
        `${String(count)} drafts`,
        (workspace: TestWorkspace) => drafts(workspace).length >= count,
      ] as const,
  ),
  ...[110, 80, 50, 20, 3].map((count) => {
    let most = 0;
    const isTime = (workspace: TestWorkspace): boolean => {
      const now = drafts(workspace).length;
      most = Math.max(most, now);
      return most > count && now <= count && now < most;
    };
    return [`${String(count)} drafts left`, isTime] as const;
  }),
];

test.each(moments)(
  "killed at %s, each file is old or new, and the next run ends what was begun",
  { timeout: 60_000 },
  async (_name, isTime) => {
    const workspace = makeWorkspace();
    if (await run(workspace, () => isTime(workspace))) seen.killed++;
    const [left, done] = [drafts(workspace).length, newFiles(workspace)];
    if (left > 0) seen.drafts++;
    if (done > 0 && done < fileCount) seen.half++;
    await run(workspace);
    expect(newFiles(workspace)).toBe(fileCount);
    expect(drafts(workspace)).toEqual([]);
  },
);

test("the kills above struck in the middle, not before or after", () => {
  expect(seen.killed).toBeGreaterThanOrEqual(8);
  expect(seen.drafts).toBeGreaterThanOrEqual(5);
  expect(seen.half).toBeGreaterThanOrEqual(1);
});
