import { expect, test } from "vitest";
import { booleanFlag, createWorkspace, today, type TestWorkspace } from "./workspace.js";

/** A flag that production has answered with `on` for long, with more lifecycle fields. */
function rolledOut(lifecycle: Readonly<Record<string, unknown>> = {}): object {
  return booleanFlag(
    { since: "2025-06-01" },
    { owner: "team", created: "2025-05-01", ...lifecycle },
  );
}

const flags: Readonly<Record<string, unknown>> = {
  "alpha-menu": rolledOut(),
  "beta-menu": rolledOut(),
  "stop-mail": rolledOut({ type: "kill-switch" }),
  "zeta-menu": rolledOut(),
};

const files: Readonly<Record<string, string>> = {
  "halyard.config.json": JSON.stringify({
    registry: "flags.json",
    matchers: [{ kind: "call", names: ["isEnabled"], key: 0, valueType: "boolean" }],
  }),
  "flags.json": `${JSON.stringify({ registryVersion: 1, flags }, null, 2)}\n`,
  "src/asks.ts": `export const isEnabled = (key: string): boolean => key === "x";\n`,
  "src/alpha.ts": `import { isEnabled } from "./asks";\nexport const alpha = (): string => (isEnabled("alpha-menu") ? "new" : "old");\n`,
  // The value goes to a logger, so this one is refused.
  "src/beta.ts": `import { isEnabled } from "./asks";\nimport { logger } from "./logger";\nexport const beta = (): void => {\n  logger.info(isEnabled("beta-menu"));\n};\n`,
  "src/logger.ts": `export const logger = { info: (what: unknown): void => void what };\n`,
  "src/zeta.ts": `import { isEnabled } from "./asks";\nexport const zeta = (): string => (isEnabled("zeta-menu") ? "new" : "old");\n`,
  ".gitignore": "node_modules/\n",
  "docs/zeta.md": "The flag `zeta-menu` shows the menu.\n",
};

async function committed(given: Readonly<Record<string, string>> = files): Promise<TestWorkspace> {
  const workspace = createWorkspace(given);
  await workspace.git("init", "-q");
  await workspace.git("config", "user.name", "t");
  await workspace.git("config", "user.email", "t@t.invalid");
  await workspace.git("add", ".");
  await workspace.git("commit", "-q", "-m", "start");
  return workspace;
}

const all = ["remove", "--all-rolled-out", ...today] as const;

test("--all-rolled-out --write --commit makes one commit per flag and goes on past a refused one", async () => {
  const workspace = await committed();
  workspace.write("notes.txt", "mine");
  await workspace.git("add", "notes.txt");
  const { code, stderr } = await workspace.halyard(...all, "--write", "--commit");
  expect(code).toBe(3);
  expect(stderr).toContain("2 of 3 rolled-out flags removed; refused: beta-menu.\n");
  const { stdout } = await workspace.git("log", "--reverse", "--format=%s");
  expect(stdout).toBe("start\nRemove the flag alpha-menu\nRemove the flag zeta-menu\n");
  const body = (await workspace.git("log", "-1", "--format=%b")).stdout;
  expect(body).toContain("### Kept");
  expect(body).toContain("`src/zeta.ts:2`");
  expect(body).toContain("### Still mentions the flag\n\n- `docs/zeta.md:1`");
  const touched = (await workspace.git("show", "--format=", "--name-only", "HEAD~1")).stdout;
  expect(touched).toBe("flags.json\nsrc/alpha.ts\n");
  // What was staged beside the change is still staged, and nothing else is left over.
  expect((await workspace.git("status", "--porcelain")).stdout).toBe("A  notes.txt\n");
  expect(workspace.read("src/zeta.ts")).toBe(`export const zeta = (): string => "new";\n`);
});

test("a second run plans only what was refused", async () => {
  const workspace = await committed();
  await workspace.halyard(...all, "--write", "--commit");
  const again = await workspace.halyard(...all, "-f", "json");
  const plans = JSON.parse(again.stdout) as { flagKey: string; edits: unknown[] }[];
  expect([again.code, plans.map(({ flagKey, edits }) => [flagKey, edits.length])]).toEqual([
    3,
    [["beta-menu", 0]],
  ]);
});

test("without --write every plan is shown, by key, and nothing is changed", async () => {
  const workspace = createWorkspace(files);
  const { code, stdout } = await workspace.halyard(...all, "-f", "markdown");
  expect(code).toBe(3);
  expect(stdout.match(/^## .*$/gmu)).toEqual([
    "## Remove the flag `alpha-menu`",
    "## Remove the flag `beta-menu`",
    "## Remove the flag `zeta-menu`",
  ]);
  expect(workspace.read("src/alpha.ts")).toBe(files["src/alpha.ts"]);
});

test("a flag that leans on another goes before it", async () => {
  const leaning = {
    ...flags,
    "zeta-menu": rolledOut({ prerequisites: [{ flag: "alpha-menu", variant: "on" }] }),
  };
  const registry = `${JSON.stringify({ registryVersion: 1, flags: leaning }, null, 2)}\n`;
  const workspace = await committed({ ...files, "flags.json": registry });
  await workspace.halyard(...all, "--write", "--commit");
  const { stdout } = await workspace.git("log", "--reverse", "--format=%s");
  expect(stdout).toBe("start\nRemove the flag zeta-menu\nRemove the flag alpha-menu\n");
});

test("a dirty file refuses its flag and no other", async () => {
  const workspace = await committed();
  workspace.write("src/alpha.ts", `${files["src/alpha.ts"] ?? ""}// mine\n`);
  const { code, stderr } = await workspace.halyard(...all, "--write", "--commit");
  expect(code).toBe(3);
  expect(stderr).toContain("refused: alpha-menu, beta-menu.");
  expect(workspace.read("src/alpha.ts")).toContain('isEnabled("alpha-menu")');
  expect(workspace.read("src/zeta.ts")).not.toContain("isEnabled");
});

test("nothing rolled out is nothing to do", async () => {
  const workspace = createWorkspace({ ...files, "flags.json": '{ "flags": {} }\n' });
  const told = await workspace.halyard(...all);
  expect([told.code, told.stderr]).toEqual([
    0,
    "No flag is rolled out: there is nothing to remove.\n",
  ]);
  expect((await workspace.halyard(...all, "-f", "json")).stdout).toBe("[]\n");
});

test("--commit runs no hook, and refuses where git could not hold the whole change", async () => {
  const workspace = await committed();
  workspace.write("hooks/pre-commit", "#!/bin/sh\necho ran > ran.txt\n");
  await workspace.git("config", "core.hooksPath", "hooks");
  const one = ["remove", "alpha-menu", "--write", "--commit", ...today] as const;
  expect((await workspace.halyard(...one)).code).toBe(0);
  expect(() => workspace.read("ran.txt")).toThrow();
  const alone = createWorkspace(files);
  const refused = await alone.halyard(...one);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("--commit needs a git repository");
  expect(alone.read("src/alpha.ts")).toBe(files["src/alpha.ts"]);
});

test.each([
  [["--all-rolled-out", "alpha-menu"], "not both"],
  [["--all-rolled-out", "--variant", "on"], "--variant is for one flag"],
  [["--all-rolled-out", "--write"], "needs --commit"],
  [["alpha-menu", "--commit"], "--commit needs --write"],
  [["alpha-menu", "--run-formatter"], "--run-formatter needs --write"],
  [["alpha-menu", "--write", "--commit", "--allow-dirty"], "do not go together"],
])("remove %j is wrong usage: %s", async (args, message) => {
  const workspace = createWorkspace(files);
  const { code, stderr } = await workspace.halyard("remove", ...args, ...today);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
