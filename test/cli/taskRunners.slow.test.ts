import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { installOutside } from "../outside/install.js";
import { monorepo, packageNames } from "./monorepo.js";
import { createWorkspace, halyardPath } from "./workspace.js";
import type { TestWorkspace } from "./workspace.js";

const page = readFileSync(new URL("../../docs/ci.md", import.meta.url), "utf8");

/** A block of JSON of the page's section on monorepos that has a key. */
function configurationWith(key: string): string {
  const section = page.split("### Reports that merge")[1]?.split("\n## ")[0] ?? "";
  const blocks = [...section.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => text ?? "");
  const found = blocks.find((text) => Object.hasOwn(JSON.parse(text) as object, key));
  if (found === undefined) throw new Error(`The page shows no configuration with ${key}.`);
  return found;
}

let runners: string;

beforeAll(() => {
  const dependencies = { nx: "24.0.6", turbo: "2.11.11" };
  runners = installOutside("task-runners", JSON.stringify({ private: true, dependencies }));
});

/** A machine: a checkout of the monorepo, with the command that was just built on its path. */
async function machine(): Promise<TestWorkspace> {
  const lock = {
    name: "monorepo",
    lockfileVersion: 3,
    requires: true,
    packages: { "": { name: "monorepo", workspaces: ["packages/*"] } },
  };
  const workspace = createWorkspace({
    ...monorepo(),
    "package-lock.json": JSON.stringify(lock),
    ".gitignore": "flags.report.json\nbin\n.turbo\n.nx\nnode_modules\n",
    "turbo.json": configurationWith("tasks"),
    "nx.json": configurationWith("targetDefaults"),
  });
  mkdirSync(join(workspace.root, "bin"));
  symlinkSync(join(runners, "node_modules"), join(workspace.root, "node_modules"));
  const launcher = `#!/bin/sh\nexec "${process.execPath}" "${halyardPath}" "$@"\n`;
  writeFileSync(join(workspace.root, "bin/halyard"), launcher, { mode: 0o755 });
  await workspace.git("init", "-q");
  await workspace.git("add", "-A");
  await workspace.git("commit", "-qm", "x");
  return workspace;
}

function run({ root }: TestWorkspace, name: string, args: readonly string[], env: object): string {
  return execFileSync(join(runners, "node_modules/.bin", name), args, {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      ...env,
      PATH: [join(root, "bin"), process.env.PATH].join(delimiter),
      CI: "1",
      FORCE_COLOR: "0",
    },
  });
}

const files = packageNames.map((name) => `packages/${name}/flags.report.json`);

async function merged(workspace: TestWorkspace): Promise<string> {
  return (await workspace.halyard("index", "--merge", ...files)).stdout;
}

async function wholeOf(workspace: TestWorkspace): Promise<string> {
  const args = ["--format", "report", "--now", "2026-11-22", "--workers", "0"];
  return (await workspace.halyard("index", ...args)).stdout;
}

test("Turborepo: a second machine takes every report from the shared cache, and a change costs its dependents", async () => {
  const first = await machine();
  const second = await machine();
  const cache = join(first.root, "..", `${first.root.split("/").at(-1) ?? "x"}-cache`);
  const turbo = (workspace: TestWorkspace): string =>
    run(workspace, "turbo", ["run", "flags", `--cache-dir=${cache}`], {
      TURBO_TELEMETRY_DISABLED: "1",
    });
  try {
    expect(turbo(first)).toContain("0 cached, 8 total");
    expect(await merged(first)).toBe(await wholeOf(first));
    expect(turbo(second)).toContain("8 cached, 8 total");
    expect(await merged(second)).toBe(await merged(first));
    second.write(
      "packages/p1/src/more.ts",
      'import { isEnabled } from "unleash-client";\nexport const more = isEnabled("shared");\n',
    );
    await second.git("add", "-A");
    // p1 itself and p0, which depends on it.
    expect(turbo(second)).toContain("6 cached, 8 total");
    expect(await merged(second)).toBe(await wholeOf(second));
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
});

test("Nx: the reports merge to the whole's, and a second run takes them from the cache", async () => {
  const workspace = await machine();
  const nx = (): string =>
    run(workspace, "nx", ["run-many", "-t", "flags", "--outputStyle=static"], {
      NX_DAEMON: "false",
      NX_NO_CLOUD: "true",
      NX_CACHE_DIRECTORY: join(workspace.root, ".nx/cache"),
    });
  expect(nx()).toContain("Successfully ran target flags for 8 projects");
  const whole = await wholeOf(workspace);
  expect(await merged(workspace)).toBe(whole);
  for (const file of files) workspace.remove(file);
  expect(nx()).toMatch(/8 out of 8|8\/8/);
  expect(await merged(workspace)).toBe(whole);
});
