import { expect, test } from "vitest";
import { figure } from "./editor/figures.js";
import { screenshot } from "./editor/screenshots.js";
import { storyDay } from "./editor/story.js";
import { windowOf } from "./editor/window.js";
import { copyOf } from "./editor/workspaceCopy.js";

const workspace = copyOf("quick-start");
const shown = windowOf(() => ({
  root: workspace.root,
  files: [workspace.at("src/checkoutPage.ts")],
  settings: { "halyard.now": storyDay },
}));

test("the first finding is there seconds after the installation, without a question", async () => {
  const { workbench, page, askedAt } = shown();
  // What the editor itself needs is told apart; the rest is ours.
  await workbench.line("new-checkout").waitFor();
  const drawn = performance.now();
  await workbench.squiggle().waitFor();
  figure("from asking for the window to its text", (drawn - askedAt) / 1000, "s");
  const seconds = (performance.now() - askedAt) / 1000;
  figure("from asking for the window to the first finding", seconds, "s");
  expect(await page.locator(".notification-toast, .monaco-dialog-box").count()).toBe(0);
  expect(seconds).toBeLessThan(60);
});

test("the extension's activation is short", async () => {
  const { workbench, page } = shown();
  await workbench.command("Developer: Show Running Extensions");
  const ours = page.locator(".runtime-extensions-editor .extension", { hasText: "Halyard" });
  await expect.poll(() => ours.innerText(), { timeout: 30_000 }).toMatch(/Activation: \d+ms/);
  const activation = Number(/Activation: (\d+)ms/.exec(await ours.innerText())?.[1]);
  figure("activation of the extension, while the window starts", activation, "ms");
  expect(activation).toBeLessThan(2_000);
  await screenshot(page, "running-extensions");
});
