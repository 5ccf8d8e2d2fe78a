import { expect, test } from "vitest";
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
  await page.locator(".codelens-decoration", { hasText: /reference/ }).first().waitFor();
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

test("what cannot be proven is refused with its reason; a person may take it over, and undo it", async () => {
  const { workbench, page } = shown();
  const { line, column } = workspace.placeOf(file, '"live-feed.long-polling"');
  await workbench.openFile(workspace.at(file), line, column + 1);
  await workbench.choose(await workbench.lightBulb(/Remove the flag/));
  await workbench.picks("verdict-not-constant").first().waitFor();
  await screenshot(page, "removal-refused");
  await workbench.pick("Plan it all the same");
  await workbench.goOnToPreview();
  await applyAndUndo(shown(), workspace, {
    toast: "live-feed.long-polling is gone",
    file,
    gone: "live-feed.long-polling",
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
