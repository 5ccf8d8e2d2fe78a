import { expect, test } from "vitest";
import { screenshot } from "./editor/screenshots.js";
import { applyAndUndo, findingsAgree, storyDay } from "./editor/story.js";
import { windowOf } from "./editor/window.js";
import { copyOf } from "./editor/workspaceCopy.js";

const file = "src/search/router.ts";
const workspace = copyOf("search-cluster-move");
const shown = windowOf(() => ({
  root: workspace.root,
  files: [workspace.at(file)],
  settings: { "halyard.now": storyDay },
}));

test("every finding of the router says what the command line says", async () => {
  await findingsAgree(shown(), workspace, file);
});

test("calls of the old and the new system are marked by line as well as by colour", async () => {
  const { workbench, page } = shown();
  const { line } = workspace.placeOf(file, "readsNew ?");
  await workbench.openFile(workspace.at(file), line);
  const borders = (): Promise<string[]> =>
    workbench.styles(".view-overlays [class*='ced-']", "borderBottomStyle");
  await expect.poll(borders, { timeout: 30_000 }).toContain("dashed");
  expect(await borders()).toContain("solid");
  await screenshot(page, "migration-marks");
});

test("a lens tells references, and keys are completed", async () => {
  const { workbench, page } = shown();
  await workbench.lens(/2 references.*rolled out 33 days/).waitFor();
  const { line, column } = workspace.placeOf(file, '"search.es.read-new"');
  await workbench.openFile(workspace.at(file), line, column + 1);
  await workbench.suggestion("search.es.read-new");
  await page.keyboard.press("Escape");
});

test("the migration stands in the side bar with its stages, flags, blockers and calls", async () => {
  const { workbench, page } = shown();
  await workbench.showFlags();
  await workbench.row(/es-provider-move.*rampdown \(declared live\)/s).waitFor();
  for (const stage of ["off", "dualwrite", "shadow", "live", "rampdown", "complete"]) {
    expect(await workbench.rows(new RegExp(`^${stage}`)).count()).toBeGreaterThan(0);
  }
  await screenshot(page, "migrations-view");
});

test("the migration's next step is planned, previewed, applied, and undone byte for byte", async () => {
  const { workbench, page } = shown();
  await workbench.command("Halyard: Retire Next Step of Migration");
  await workbench.pick("es-provider-move");
  await workbench.goOnToPreview();
  await screenshot(page, "retire-preview");
  await applyAndUndo(shown(), workspace, {
    toast: /Step 1 is applied/,
    file,
    gone: "search.es.read-new",
  });
});
