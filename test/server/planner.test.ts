import { Worker } from "node:worker_threads";
import { CancellationTokenSource } from "vscode-languageserver-protocol/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "@halyard/core/node";
import { Planner } from "../../server/dist/removal/planner.js";
import { Snapshot } from "../../server/dist/workspaces/snapshot.js";
import { configuration, directoryWith } from "./support/workspace.js";

const thread = new URL("../../server/dist/removal/removalThread.js", import.meta.url);
const { token } = new CancellationTokenSource();
const options = { flagKey: "new-search", variant: "true" };

let workspace: Workspace;
let snapshot: Snapshot;
beforeAll(async () => {
  const cwd = directoryWith({
    "halyard.config.json": configuration,
    "flags.json": '{ "flags": { "new-search": {} } }',
    "src/a.ts": 'export const on = isEnabled("new-search", false) ? 1 : 2;\n',
  });
  const opened = await openWorkspace({ cwd, now: new Date("2026-11-22"), cache: false });
  if (!opened.ok) throw new Error(opened.problems[0]?.message);
  workspace = opened.workspace;
  snapshot = new Snapshot(workspace, 1, {
    encoding: "utf-16",
    uriOf: (path) => path,
    versionOf: () => null,
  });
});
afterAll(() => workspace.close());

test("a thread that dies in the middle of a plan is replaced, and the plan is made", async () => {
  const threads: Worker[] = [];
  const planner = new Planner(() => {
    const one = new Worker(thread);
    threads.push(one);
    // The first one goes as soon as it runs, with the plan that it was given.
    if (threads.length === 1) one.once("online", () => void one.terminate());
    return one;
  });
  const plan = await planner.plan(snapshot, options, token);
  expect(plan.files.map(({ path }) => path)).toContain("src/a.ts");
  expect(threads).toHaveLength(2);
  planner.dispose();
});

test("where every thread dies the plan fails with a sentence, and the next one starts afresh", async () => {
  let isBroken = true;
  const planner = new Planner(() => {
    const one = new Worker(thread);
    if (isBroken) one.once("online", () => void one.terminate());
    return one;
  });
  await expect(planner.plan(snapshot, options, token)).rejects.toThrow("ask again");
  isBroken = false;
  const plan = await planner.plan(snapshot, options, token);
  expect(plan.refusals).toEqual([]);
  planner.dispose();
});
