import { execFile } from "node:child_process";
import { expect, test } from "vitest";
import { monorepo, packageNames } from "./monorepo.js";
import { createWorkspace, halyardPath } from "./workspace.js";

/** One process of the installed command, as another machine would run it. */
function inProcess(root: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [halyardPath, ...args], { cwd: root }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(error instanceof Error ? error : new Error("The command failed."));
    });
  });
}

test("eight processes, each with a package of its own, give the whole's report", async () => {
  const workspace = createWorkspace(monorepo());
  const { root } = workspace;
  const options = ["--format", "report", "--details", "--no-cache"];
  const whole = await inProcess(root, ["index", ...options]);
  const parts = await Promise.all(
    packageNames.map((name) => inProcess(root, ["index", `packages/${name}`, ...options])),
  );
  const files = packageNames.map((name, index) => {
    workspace.write(`reports/${name}.json`, parts[index] ?? "");
    return `reports/${name}.json`;
  });
  expect(await inProcess(root, ["index", "--merge", ...files])).toBe(whole);
  expect(whole).toContain('"access"');
});
