import { expect, test } from "vitest";
import { findingsOf, testsPass } from "./editor/commandLine.js";
import { screenshot } from "./editor/screenshots.js";
import { applyAndUndo, findingsAgree, storyDay } from "./editor/story.js";
import { windowOf } from "./editor/window.js";
import { copyOf } from "./editor/workspaceCopy.js";

const file = "src/feed/transport.ts";
const workspace = copyOf("live-feed-to-service");
const shown = windowOf(() => ({
  root: workspace.root,
  files: [workspace.at(file)],
  settings: { "halyard.now": storyDay },
}));

test("findings say what the command line says, at the seam and at the archived flag", async () => {
  await findingsAgree(shown(), workspace, "src/feed/publishDealEvent.ts");
  await findingsAgree(shown(), workspace, file);
});

test("a lens tells references, and keys are completed", async () => {
  const { workbench, page } = shown();
  const { line, column } = workspace.placeOf(file, '"live-feed.long-polling"');
  await workbench.openFile(workspace.at(file), line, column + 1);
  await workbench.lens(/1 reference\b/).waitFor();
  await workbench.suggestion("live-feed.long-polling");
  await page.keyboard.press("Escape");
});

test("flags and the migration stand in the side bar", async () => {
  const { workbench } = shown();
  await workbench.showFlags();
  await workbench.row("live-feed.long-polling").waitFor();
  await workbench.row(/live-feed-service/).waitFor();
  await workbench.row("Blocks the next stage").waitFor();
});

test("the light bulb corrects a default value, and one undo brings the old one back", async () => {
  const { workbench, page } = shown();
  const path = "src/feed/publishDealEvent.ts";
  const before = [...workspace.texts()];
  const finding = findingsOf(workspace.root, storyDay).find((one) => one.path === path);
  await workbench.openFile(workspace.at(path), finding?.line, (finding?.column ?? 0) + 1);
  await workbench.choose(await workbench.lightBulb(/Fall back to true here/));
  await page.locator(".tab.dirty").first().waitFor();
  await workbench.saveAll();
  await expect.poll(() => workspace.read(path)).toContain(", true");
  testsPass(workspace.root);
  await workbench.openFile(workspace.at(path));
  await workbench.undoEverywhere();
  await expect.poll(() => [...workspace.texts()], { timeout: 20_000 }).toEqual(before);
});

test("what cannot be proven is refused with its reason; a person may take it over, and undo it", async () => {
  const { workbench, page } = shown();
  await workbench.openFile(workspace.at(file));
  await workbench
    .lens(/remove/)
    .locator("a", { hasText: "remove" })
    .click();
  await workbench.picks("verdict-not-constant").first().waitFor();
  await screenshot(page, "removal-refused");
  await workbench.pick("Plan it all the same");
  await workbench.goOnToPreview();
  await applyAndUndo(shown(), workspace, {
    toast: "live-feed.long-polling is gone",
    file,
    gone: "live-feed.long-polling",
    // One of them tells of the polling that nobody gets any more: that is what the person took over.
    keepsTestsGreen: false,
  });
});

test("the migration's next step is refused while customers still read the old system", async () => {
  const { workbench, page } = shown();
  const before = [...workspace.texts()];
  await workbench.command("Halyard: Retire Next Step of Migration");
  await workbench.pick("live-feed-service");
  await workbench.picks("does not serve").first().waitFor();
  await page.keyboard.press("Escape");
  expect([...workspace.texts()]).toEqual(before);
});
