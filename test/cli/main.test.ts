import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CallResult, TestWorkspace } from "./workspace.js";
import {
  call,
  createWorkspace,
  flagUse,
  halyardPath,
  sampleFiles,
  sourceOf,
  today,
} from "./workspace.js";

/** Runs the installed command in a process of its own. */
function spawned(
  workspace: TestWorkspace,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CallResult> {
  return call(process.execPath, [halyardPath, ...args], workspace.root, env);
}

/** A workspace whose index is larger than any pipe's buffer. */
function largeWorkspace(): TestWorkspace {
  const uses = Array.from({ length: 2500 }, (_, index) => flagUse(`flag-${index}`, `use${index}`));
  return createWorkspace({ "package.json": "{}", "src/many.ts": sourceOf() + uses.join("") });
}

test("the installed command does what the commands do, and exits with their code", async () => {
  const workspace = createWorkspace(sampleFiles);
  const results = await Promise.all([
    spawned(workspace, ["--version"]),
    spawned(workspace, ["src/checkout.ts", "-f", "json", ...today]),
    spawned(workspace, ["-f", "json", ...today]),
    spawned(workspace, ["--nonesuch"]),
  ]);
  expect(results.map(({ code }) => code)).toEqual([0, 0, 1, 2]);
  const manifest = readFileSync(join(import.meta.dirname, "../../cli/package.json"), "utf8");
  expect(results[0].stdout).toBe(`${(JSON.parse(manifest) as { version: string }).version}\n`);
  const here = await workspace.halyard("-f", "json", ...today);
  expect(results[2].stdout).toBe(here.stdout);
  expect(results[3].stdout).toBe("");
});

test("a bug is one line and exit code 2; the stack is for those who ask", async () => {
  const boom =
    'data:text/javascript,process.cwd=()=>{throw new Error("boom\\u001b[31m\\n::error::x")}';
  const workspace = createWorkspace({});
  const run = (
    env: Readonly<Record<string, string>>,
    ...args: readonly string[]
  ): Promise<CallResult> =>
    call(process.execPath, ["--import", boom, halyardPath, ...args], workspace.root, env);
  const plain = await run({});
  expect(plain).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "Halyard stopped because of an internal error: boom[31m ::error::x\n" +
      "Run again with DEBUG=halyard for the stack trace, and please report it.\n",
  });
  for (const debug of [await run({ DEBUG: "halyard" }), await run({}, "--debug")]) {
    expect(debug.code).toBe(2);
    expect(debug.stderr).toContain("\n    at ");
  }
});

test("colour follows the environment", async () => {
  const workspace = createWorkspace(sampleFiles);
  const forced = await spawned(workspace, [...today], { FORCE_COLOR: "1" });
  expect(forced.stdout).toContain("\u001b[31merror");
  const never = await spawned(workspace, [...today], { FORCE_COLOR: "1", NO_COLOR: "1" });
  expect(never.stdout).not.toContain("\u001b");
});

test("a reader that has seen enough is no error", async () => {
  const workspace = largeWorkspace();
  const line = `"${process.execPath}" "${halyardPath}" index -f json --no-cache | head -c 20`;
  const { code, stdout, stderr } = await call("bash", ["-c", line], workspace.root);
  expect([code, stdout.length, stderr]).toEqual([0, 20, ""]);
});

test("SIGINT ends the process at once, also while it cannot yield", async () => {
  const workspace = largeWorkspace();
  const child = spawn(process.execPath, [halyardPath, "index", "-f", "json", "--no-cache"], {
    cwd: workspace.root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Nobody reads on, so the process stands in the middle of writing.
  await once(child.stdout, "readable");
  const ended = once(child, "exit") as Promise<[number | null, string | null]>;
  child.kill("SIGINT");
  expect(await ended).toEqual([null, "SIGINT"]);
});

test("--stats tells counts, times and memory on standard error only", async () => {
  const workspace = createWorkspace(sampleFiles);
  const plain = await workspace.halyard("-f", "json", ...today);
  const { stdout, stderr } = await workspace.halyard("-f", "json", "--stats", ...today);
  expect(stdout).toBe(plain.stdout);
  const names = stderr.split("\n").map((line) => line.split(/ {2,}/)[0]);
  for (const name of [
    "files",
    "candidates",
    "from cache",
    "references",
    "time: total",
    "peak memory",
  ]) {
    expect(names).toContain(name);
  }
});

test("a registry that cannot be read as meant is told with its place, and is exit code 2", async () => {
  const workspace = createWorkspace({ ...sampleFiles, "flags.json": '{\n  "flags": {,}\n}\n' });
  for (const args of [[], ["list"], ["-f", "sarif"]]) {
    const { code, stdout, stderr } = await workspace.halyard(...args, ...today);
    expect([args, code]).toEqual([args, 2]);
    expect(stdout + stderr).toMatch(/flags\.json/);
  }
});

test("a configuration that cannot be read as meant stops every command", async () => {
  const config = '{ "registy": "flags.json" }';
  const workspace = createWorkspace({ ...sampleFiles, "halyard.config.json": config });
  for (const name of ["check", "list", "index", "explain"]) {
    const args = name === "explain" ? [name, "new-checkout"] : [name];
    const { code, stdout, stderr } = await workspace.halyard(...args, ...today);
    expect([name, code, stdout]).toEqual([name, 2, ""]);
    expect(stderr).toMatch(/^halyard\.config\.json:1:3 error .*registry/);
  }
});
