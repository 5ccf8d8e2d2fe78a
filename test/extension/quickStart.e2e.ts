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
  settings: { "halyard.now": storyDay },
}));

test("findings stand under the flags with the messages of the command line", async () => {
  const { workbench, page } = shown();
  await findingsAgree(shown(), workspace, "src/shipping.ts");
  await findingsAgree(shown(), workspace, file);
  await workbench.hover();
  await screenshot(page, "hover");
  await page.keyboard.press("Escape");
});

test("a lens above the flag tells references and what to do, and dead code is faint", async () => {
  const { workbench, page } = shown();
  await workbench.lens(/6 references.*rolled out 104 days/).waitFor();
  const faint = page.locator(".view-line span[class*='ced-']", { hasText: "threeSteps" });
  await faint.first().waitFor();
  await screenshot(page, "editor");
});

test("keys are completed where a flag is read", async () => {
  const { workbench, page } = shown();
  const { line, column } = workspace.placeOf("src/shipping.ts", '"free-shipping"');
  await workbench.openFile(workspace.at("src/shipping.ts"), line, column + 1);
  await workbench.suggestion("free-shipping");
  await screenshot(page, "completion");
  await page.keyboard.press("Escape");
});

test("the flags stand in the side bar by next step, owner and file, and can be filtered", async () => {
  const { workbench, page } = shown();
  await workbench.showFlags();
  await workbench.row("Remove now").waitFor();
  await workbench.row("new-checkout").waitFor();
  await screenshot(page, "flags-view");
  await workbench.command("Halyard: Group by Owner");
  await workbench.row("team-checkout").waitFor();
  await workbench.command("Halyard: Group by File");
  await workbench.row("src/checkoutPage.ts").waitFor();
  await workbench.row("src/server.ts").waitFor();
  await expect.poll(() => workbench.rows("new-checkout").count()).toBeGreaterThan(1);
  await workbench.command("Halyard: Group by Next Step");
  await workbench.command("Halyard: Filter Flags");
  await workbench.answer("growth");
  await workbench.row("free-shipping").waitFor();
  await expect.poll(() => workbench.rows("new-checkout").count()).toBe(0);
  await workbench.command("Halyard: Clear Filter");
  await workbench.row("new-checkout").waitFor();
});

test("the light bulb's removal is previewed, applied as one step, and undone byte for byte", async () => {
  const { workbench, page } = shown();
  const { line, column } = workspace.placeOf(file, '"new-checkout"');
  await workbench.openFile(workspace.at(file), line, column + 1);
  const remove = await workbench.lightBulb(/Remove the flag/);
  await screenshot(page, "light-bulb");
  await workbench.choose(remove);
  await workbench.goOnToPreview();
  await screenshot(page, "removal-preview");
  await applyAndUndo(shown(), workspace, {
    toast: "new-checkout is gone",
    file,
    gone: "new-checkout",
  });
});

test("the window asked nobody outside of this machine for anything of ours", () => {
  // The workbench looks its gallery up once, and serves web views from an address of its own that it answers itself.
  const own = /open-vsx\.org|^https:\/\/vscode-remote[^/]*\.vscode-cdn\.net\//;
  expect(shown().outside.filter((url) => !own.test(url))).toEqual([]);
});
