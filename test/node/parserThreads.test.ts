import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorkspace, ParserThreads, type Workspace } from "@halyard/core/node";
import { expect, onTestFinished, test } from "vitest";

const source = 'export const on = (): boolean => isEnabled("new-search", false);\n';

function directory(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "halyard-threads-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  mkdirSync(join(root, "src"));
  const call = { kind: "call", names: ["isEnabled"], key: 0 };
  writeFileSync(
    join(root, "halyard.config.json"),
    JSON.stringify({ registry: "flags.ts", matchers: [call] }),
  );
  writeFileSync(join(root, "flags.ts"), 'export const flags = { newSearch: "new-search" };\n');
  writeFileSync(join(root, "src/a.ts"), source);
  return root;
}

async function open(cwd: string, threads: ParserThreads): Promise<Workspace> {
  const now = new Date("2026-11-22");
  const opened = await openWorkspace({ cwd, now, cache: false, live: true, workers: 2, threads });
  if (!opened.ok) throw new Error(opened.problems[0]?.message);
  return opened.workspace;
}

test("however many workspaces are open, and however often they are opened anew, few threads run", async () => {
  const threads = new ParserThreads();
  const roots = Array.from({ length: 5 }, directory);
  const sizes: number[] = [];
  for (let round = 0; round < 3; round++) {
    const workspaces = await Promise.all(roots.map((root) => open(root, threads)));
    for (const workspace of workspaces) {
      const analysis = await workspace.refresh({ texts: new Map([["src/a.ts", `${source}\n`]]) });
      expect(analysis.index.referencesTo("new-search")).toHaveLength(1);
      expect(analysis.flags().map(({ key }) => key)).toEqual(["new-search"]);
    }
    sizes.push(threads.size);
    await Promise.all(workspaces.map((workspace) => workspace.close()));
    expect(threads.size).toBe(0);
  }
  for (const size of sizes) expect(size).toBe(1);
});

test("a workspace that is closed takes no thread from the others", async () => {
  const threads = new ParserThreads();
  const [one, two] = await Promise.all([open(directory(), threads), open(directory(), threads)]);
  const edited = new Map([["src/a.ts", `${source}\n`]]);
  await one.refresh({ texts: edited });
  await two.refresh({ texts: edited });
  const [, analysis] = await Promise.all([
    one.close(),
    two.refresh({ texts: new Map([["src/a.ts", source.replace("new-search", "newer")]]) }),
  ]);
  expect(analysis.index.referencesTo("newer")).toHaveLength(1);
  await two.close();
  expect(threads.size).toBe(0);
});
