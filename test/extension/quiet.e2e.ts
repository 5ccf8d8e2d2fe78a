import { mkdirSync, mkdtempSync, readlinkSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { processesWith } from "./editor/processes.js";
import { screenshot } from "./editor/screenshots.js";
import { windowOf } from "./editor/window.js";

const root = realpathSync(mkdtempSync(join(tmpdir(), "halyard-quiet-")));
mkdirSync(join(root, ".git"));
mkdirSync(join(root, "src"));
writeFileSync(join(root, "src/sum.ts"), "export const sum = (a: number, b: number) => a + b;\n");
const shown = windowOf(() => ({ root, files: [join(root, "src/sum.ts")] }));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** How many language servers run for the folder: the editor starts each in the folder of its window. */
function servers(): number {
  const all = processesWith("dist/tools/server.js");
  return all.filter((pid) => folderOf(pid) === root).length;
}

/** Empty for a process that is gone by now. */
function folderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return "";
  }
}

test("where there is neither a registry nor a configuration, no server is started", async () => {
  const { workbench, page } = shown();
  await workbench.line("export const sum").waitFor();
  await workbench.command("Developer: Show Running Extensions");
  const ours = page.locator(".runtime-extensions-editor .extension", { hasText: "Halyard" });
  await expect.poll(() => ours.innerText(), { timeout: 30_000 }).toMatch(/Activation: \d+ms/);
  await page.waitForTimeout(3_000);
  expect(servers()).toBe(0);
});

test("whoever looks at the flags is told that there is no registry, and offered one", async () => {
  const { workbench, page } = shown();
  await workbench.showFlags();
  await page.locator(".welcome-view", { hasText: "No flag registry was found" }).waitFor();
  expect(servers()).toBe(1);
  await screenshot(page, "no-registry");
  await page.locator(".welcome-view .monaco-button", { hasText: "Set Up Halyard" }).click();
  await page.locator(".tab.active", { hasText: "halyard.config.json" }).waitFor();
});
