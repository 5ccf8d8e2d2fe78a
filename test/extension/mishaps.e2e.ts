import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, inject, test } from "vitest";
import { processesWith } from "./editor/processes.js";
import { screenshot } from "./editor/screenshots.js";
import { findingsAgree, storyDay } from "./editor/story.js";
import { windowOf } from "./editor/window.js";
import { copyOf } from "./editor/workspaceCopy.js";

const file = "src/checkoutPage.ts";
const workspace = copyOf("quick-start");
const shown = windowOf(() => ({
  root: workspace.root,
  files: [workspace.at(file)],
  settings: { "halyard.now": storyDay },
}));

/** What the flags' rows say. */
async function rows(): Promise<readonly string[]> {
  const { workbench } = shown();
  await workbench.row("new-checkout").waitFor();
  return workbench.rows(/./).allInnerTexts();
}

test("a server that is killed comes back with the same answers", async () => {
  const { workbench } = shown();
  await findingsAgree(shown(), workspace, file);
  await workbench.showFlags();
  const before = await rows();
  // Only the server of this run's own editor.
  const extensions = join(dirname(inject("editor").data), "extensions");
  const servers = (): readonly number[] => processesWith(extensions, "tools/server.js");
  const [first] = servers();
  expect(first).toBeDefined();
  process.kill(first ?? Number.NaN, "SIGKILL");
  await expect
    .poll(() => servers().filter((one) => one !== first).length, { timeout: 30_000 })
    .toBe(1);
  await findingsAgree(shown(), workspace, file);
  await expect.poll(rows, { timeout: 30_000 }).toEqual(before);
});

test("a registry that breaks says so in its place, and nothing is left of that once it is mended", async () => {
  const { workbench, page } = shown();
  const registry = workspace.at("flags.json");
  const text = workspace.read("flags.json");
  await workbench.showFlags();
  const before = await rows();
  await workbench.openFile(registry);
  writeFileSync(registry, text.slice(0, 200));
  const broken = page.locator(".squiggly-error").first();
  await broken.waitFor();
  await screenshot(page, "registry-broken");
  writeFileSync(registry, text);
  await broken.waitFor({ state: "hidden" });
  await findingsAgree(shown(), workspace, file);
  await expect.poll(rows, { timeout: 30_000 }).toEqual(before);
});
