import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TestWorkspace } from "./workspace.js";
import { call, createWorkspace, sampleFiles, today } from "./workspace.js";

const root = join(import.meta.dirname, "../..");

/** Packs a package as npm would publish it and unpacks it where an install would put it. */
async function install(workspace: TestWorkspace, folder: string, name: string): Promise<void> {
  const packed = await call(
    "npm",
    ["pack", "--silent", "--pack-destination", workspace.root],
    join(root, folder),
  );
  expect(packed.code).toBe(0);
  const target = join(workspace.root, "node_modules", name);
  mkdirSync(target, { recursive: true });
  const tarball = packed.stdout.trim().split("\n").at(-1) ?? "";
  const args = ["-xzf", tarball, "--strip-components=1", "-C", target];
  expect((await call("tar", args, workspace.root)).stderr).toBe("");
}

/** Third-party packages come from the checkout; Halyard's own come from their tarballs. */
function linkDependencies(workspace: TestWorkspace): void {
  const modules = join(root, "node_modules");
  for (const name of readdirSync(modules)) {
    if (name.startsWith(".") || name === "halyard" || name === "@halyard") continue;
    symlinkSync(join(modules, name), join(workspace.root, "node_modules", name));
  }
}

test("the packed command line works outside of its checkout, rule pages included", async () => {
  const workspace = createWorkspace({ ...sampleFiles, "node_modules/.keep": "" });
  await install(workspace, "core", "@halyard/core");
  await install(workspace, "stores", "@halyard/stores");
  await install(workspace, "cli", "halyard");
  linkDependencies(workspace);
  const bin = join(workspace.root, "node_modules/halyard/bin/halyard.js");
  const run = (...args: readonly string[]) =>
    call(process.execPath, [bin, ...args], workspace.root);

  const page = await run("explain", "stale-flag");
  expect(page.stdout).toBe(readFileSync(join(root, "docs/rules/stale-flag.md"), "utf8"));
  const comments = await run("explain", "unused-suppression");
  expect(comments.stdout).toBe(readFileSync(join(root, "docs/suppressions.md"), "utf8"));
  const check = await run("-f", "json", ...today);
  const here = await workspace.halyard("-f", "json", ...today);
  expect(check).toEqual({ code: 1, stdout: here.stdout, stderr: "" });
}, 120_000);
