import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { readFlagHistory } from "../../core/src/node/readFlagHistory.js";
import { createWorkspace, type TestWorkspace } from "../cli/workspace.js";

const now = new Date("2026-03-01T12:00:00Z");

const entry = (created: string, owner?: string, expires?: string): object => ({
  state: "ENABLED",
  variants: { on: true, off: false },
  defaultVariant: "off",
  lifecycle: { type: "release", created, ...(owner && { owner }), ...(expires && { expires }) },
});

const registry = (flags: Record<string, object>): string => JSON.stringify({ flags });

async function commitAt(workspace: TestWorkspace, date: string, text: string): Promise<void> {
  workspace.write("flags/registry.json", text);
  await workspace.git("add", "-A");
  const who = { GIT_AUTHOR_NAME: "t", GIT_AUTHOR_EMAIL: "t@t.invalid" };
  const committer = { GIT_COMMITTER_NAME: "t", GIT_COMMITTER_EMAIL: "t@t.invalid" };
  execFileSync("git", ["-c", "commit.gpgsign=false", "commit", "-q", "-m", "flags"], {
    cwd: workspace.root,
    env: { ...process.env, ...who, ...committer, GIT_COMMITTER_DATE: `${date}T00:00:00Z` },
  });
}

const config = JSON.stringify({ registry: "flags/registry.json" });

test("the debt at each commit and now, judged as of those days", async () => {
  const workspace = createWorkspace({ "halyard.config.json": config });
  await workspace.git("init", "-q");
  await commitAt(workspace, "2026-01-10", registry({ a: entry("2026-01-01", "web") }));
  await commitAt(
    workspace,
    "2026-02-20",
    registry({ a: entry("2026-01-01", "web"), b: entry("2026-02-15", undefined, "2026-02-25") }),
  );

  const history = await readFlagHistory({ cwd: workspace.root, now });
  if (!history.ok) throw new Error(history.message);
  expect(history.points.map(({ commit, ...point }) => [commit?.length, point])).toEqual([
    [
      40,
      {
        date: "2026-01-10",
        flags: 1,
        overdue: 0,
        lasting: 0,
        medianAgeDays: 9,
        oldestAgeDays: 9,
        owners: [{ owner: "web", flags: 1, overdue: 0 }],
      },
    ],
    [
      40,
      {
        date: "2026-02-20",
        flags: 2,
        overdue: 1,
        lasting: 0,
        medianAgeDays: 5,
        oldestAgeDays: 50,
        owners: [
          { owner: null, flags: 1, overdue: 0 },
          { owner: "web", flags: 1, overdue: 1 },
        ],
      },
    ],
    [
      undefined,
      {
        date: "2026-03-01",
        flags: 2,
        overdue: 2,
        lasting: 0,
        medianAgeDays: 14,
        oldestAgeDays: 59,
        owners: [
          { owner: null, flags: 1, overdue: 1 },
          { owner: "web", flags: 1, overdue: 1 },
        ],
      },
    ],
  ]);
});

test("without a repository the present is the only point, and a broken configuration is told", async () => {
  const workspace = createWorkspace({
    "halyard.config.json": config,
    "flags/registry.json": registry({ a: entry("2026-02-01") }),
  });
  const history = await readFlagHistory({ cwd: workspace.root, now });
  expect(history).toMatchObject({ ok: true, points: [{ date: "2026-03-01", flags: 1 }] });
  workspace.write("halyard.config.json", "{");
  expect(await readFlagHistory({ cwd: workspace.root, now })).toMatchObject({ ok: false });
});

test("registries named by a pattern, and a commit in which the registry was broken", async () => {
  const workspace = createWorkspace({
    "halyard.config.json": JSON.stringify({ registry: "flags/*.json" }),
  });
  await workspace.git("init", "-q");
  await commitAt(workspace, "2026-02-01", "{ broken");
  await commitAt(workspace, "2026-02-02", registry({ a: entry("2026-02-01") }));
  const history = await readFlagHistory({ cwd: workspace.root, now });
  if (!history.ok) throw new Error(history.message);
  expect(history.points.map(({ date, flags }) => [date, flags])).toEqual([
    ["2026-02-01", 0],
    ["2026-02-02", 1],
    ["2026-03-01", 1],
  ]);
});
