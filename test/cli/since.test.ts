import fc from "fast-check";
import { anyText } from "./anyText.js";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changedLinesOf } from "../../cli/src/git/parseDiff.js";
import type { TestWorkspace } from "./workspace.js";
import { createWorkspace, flagUse, sampleFiles, sourceOf, today } from "./workspace.js";

async function repository(): Promise<TestWorkspace> {
  const workspace = createWorkspace(sampleFiles);
  for (const args of [
    ["init", "-q"],
    ["add", "."],
    ["commit", "-qm", "base"],
    ["branch", "base"],
  ]) {
    const { code, stderr } = await workspace.git(...args);
    expect([code, stderr]).toEqual([0, ""]);
  }
  return workspace;
}

async function places(workspace: TestWorkspace, ...args: readonly string[]): Promise<string[]> {
  const { stdout, stderr } = await workspace.halyard("-f", "json", ...args, ...today);
  expect(stderr).toBe("");
  const { findings } = JSON.parse(stdout) as { findings: { path: string; line: number }[] };
  return findings.map(({ path, line }) => `${path}:${line}`);
}

test("only findings on changed lines: committed, staged, unstaged and untracked", async () => {
  const workspace = await repository();
  expect(await places(workspace, "--since", "base")).toEqual([]);

  const source = sourceOf("new-checkout");
  workspace.write("src/checkout.ts", source + flagUse("new-checkout", "again"));
  expect(await places(workspace, "--since", "base")).toEqual(["src/checkout.ts:9"]);
  await workspace.git("commit", "-qam", "second use");
  expect(await places(workspace, "--since", "base")).toEqual(["src/checkout.ts:9"]);
  expect(await places(workspace, "--since", "HEAD")).toEqual([]);

  workspace.write('src/ünï "q" file.ts', source);
  const untracked = await places(workspace, "--since", "HEAD");
  expect(untracked).toEqual(['src/ünï "q" file.ts:6']);
  await workspace.git("add", ".");
  expect(await places(workspace, "--since", "HEAD")).toEqual(untracked);
  expect(await places(workspace, "--since", "HEAD", "src/checkout.ts")).toEqual([]);
});

test("what the other branch did since is not ours", async () => {
  const workspace = await repository();
  await workspace.git("checkout", "-qb", "ours");
  workspace.write("src/ours.ts", sourceOf("new-checkout"));
  await workspace.git("add", ".");
  await workspace.git("commit", "-qm", "ours");
  await workspace.git("checkout", "-q", "base");
  workspace.write("src/theirs.ts", sourceOf("new-checkout"));
  await workspace.git("add", ".");
  await workspace.git("commit", "-qm", "theirs");
  await workspace.git("checkout", "-q", "ours");
  expect(await places(workspace, "--since", "base")).toEqual(["src/ours.ts:6"]);
});

test("a workspace deeper than the repository is compared by its own paths", async () => {
  const nested = Object.entries(sampleFiles).map(([path, text]) => [`apps/web/${path}`, text]);
  const workspace = createWorkspace(Object.fromEntries(nested) as Record<string, string>);
  await workspace.git("init", "-q");
  await workspace.git("add", ".");
  await workspace.git("commit", "-qm", "base");
  workspace.write("apps/web/src/new.ts", sourceOf("new-checkout"));
  expect(await places(workspace, "--cwd", "apps/web", "--since", "HEAD")).toEqual(["src/new.ts:6"]);
});

test.each([
  ["no such commit", "nonesuch", /^--since cannot be "nonesuch": git knows no such commit/],
  ["an option in disguise", "--output=owned", /^--since cannot be "--output=owned"/],
  ["a control character", "a\u001b[31m", /^--since cannot be "a\[31m"/],
])("%s is exit code 2, and nothing happens", async (_name, ref, message) => {
  const workspace = await repository();
  const { code, stdout, stderr } = await workspace.halyard(`--since=${ref}`, ...today);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(message);
  expect(existsSync(join(workspace.root, "owned"))).toBe(false);
});

test("outside of a repository --since says what it needs", async () => {
  const { code, stderr } = await createWorkspace(sampleFiles).halyard("--since", "HEAD", ...today);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^--since needs a git repository/);
});

test("a repository's own settings run nothing and change nothing", async () => {
  const workspace = await repository();
  const canary = join(workspace.root, "canary");
  const settings = ["core.fsmonitor", "diff.external", "core.pager", "diff.ts.textconv"];
  for (const key of [...settings, "filter.a=b.clean", "filter.a=b.smudge", "filter.p.process"]) {
    await workspace.git("config", key, `touch ${canary}; cat`);
  }
  await workspace.git("config", "filter.p.required", "true");
  workspace.write(".gitattributes", "*.ts diff=ts filter=a=b\n*.json filter=p\n");
  workspace.write("src/checkout.ts", `\n${sourceOf("new-checkout")}`);
  workspace.write("flags.json", `${sampleFiles["flags.json"] ?? ""}\n`);
  await workspace.halyard("--since", "base", ...today);
  expect(existsSync(canary)).toBe(false);
  workspace.remove(".gitattributes");
  workspace.write("flags.json", sampleFiles["flags.json"] ?? "");
  await workspace.git("config", "--unset", "core.fsmonitor");
  await workspace.git("config", "diff.mnemonicPrefix", "true");
  await workspace.git("config", "diff.noprefix", "true");
  workspace.write("src/checkout.ts", sourceOf("new-checkout") + flagUse("new-checkout", "again"));
  expect(await places(workspace, "--since", "base")).toEqual(["src/checkout.ts:9"]);
});

test("changed lines that look like headers of a diff are not taken for any", () => {
  const diff = [
    "diff --git a/a.ts b/a.ts",
    "--- a/a.ts",
    "+++ b/a.ts",
    "@@ -1,2 +1,3 @@ function x() {",
    "--- a/other.ts",
    "-@@ -9 +9 @@",
    "+++ b/other.ts",
    "+@@ -1 +99 @@",
    "+diff --git a/c.ts b/c.ts",
    "@@ -10 +20,0 @@",
    "-gone",
    "@@ -12,0 +23 @@",
    "+new",
    "\\ No newline at end of file",
    "diff --git a/gone.ts b/gone.ts",
    "--- a/gone.ts",
    "+++ /dev/null",
    "@@ -1 +0,0 @@",
    "-x",
    'diff --git "a/t\\tb.ts" "b/t\\tb.ts"',
    '--- "a/t\\tb.ts"',
    '+++ "b/t\\tb.ts"',
    "@@ -0,0 +1 @@",
    "+x",
    "",
  ].join("\n");
  expect([...changedLinesOf(diff)]).toEqual([
    [
      "a.ts",
      [
        [1, 3],
        [23, 23],
      ],
    ],
    ["t\tb.ts", [[1, 1]]],
  ]);
});

test("any text is read as a diff without an error", () => {
  const piece = fc.constantFrom(
    "diff --git a/x b/x\n",
    "+++ b/x\n",
    '+++ "b/\\303',
    "@@ -1 +1,9 @@\n",
    "+x\n",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, anyText)), (pieces) => {
      for (const ranges of changedLinesOf(pieces.join("")).values()) {
        for (const [first, last] of ranges) expect(first).toBeLessThanOrEqual(last);
      }
    }),
    { seed: 5 },
  );
});
