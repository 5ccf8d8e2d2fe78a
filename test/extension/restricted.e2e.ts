import { expect, test } from "vitest";
import { screenshot } from "./editor/screenshots.js";
import { applyAndUndo, findingsAgree, storyDay } from "./editor/story.js";
import { windowOf } from "./editor/window.js";
import { copyOf } from "./editor/workspaceCopy.js";

const file = "src/checkoutPage.ts";
const workspace = copyOf("quick-start");
const shown = windowOf(() => ({
  root: workspace.root,
  files: [workspace.at(file)],
  settings: {
    "halyard.now": storyDay,
    "security.workspace.trust.enabled": true,
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.banner": "never",
  },
}));

test("in Restricted Mode findings, lens, hover and flags are there", async () => {
  const { workbench, page } = shown();
  await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
  await findingsAgree(shown(), workspace, file);
  await workbench.lens(/6 references/).waitFor();
  await workbench.showFlags();
  await workbench.row("new-checkout").waitFor();
  await screenshot(page, "restricted-mode");
});

test("a flag is removed there as anywhere", async () => {
  const { workbench } = shown();
  await workbench.command("Halyard: Remove Flag");
  await workbench.pick("new-checkout");
  await workbench.goOnToPreview();
  await applyAndUndo(shown(), workspace, {
    toast: "new-checkout is gone",
    file,
    gone: "new-checkout",
  });
});

test("what would run git or the command line is left out and says so", async () => {
  const { workbench, page } = shown();
  await workbench.command("Halyard: Open Dashboard");
  const dashboard = workbench.webview();
  await dashboard.locator("h1", { hasText: "Flag debt" }).waitFor();
  expect(await dashboard.locator("svg[role=img] path.line").count()).toBe(0);
  await dashboard.locator("th[scope=row]", { hasText: "new-checkout" }).first().waitFor();
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input.input").fill(">Halyard: ");
  await workbench.picks("Halyard: Remove Flag").first().waitFor();
  expect(await workbench.picks("Set Up This Workspace").count()).toBe(0);
  await page.keyboard.press("Escape");
});
