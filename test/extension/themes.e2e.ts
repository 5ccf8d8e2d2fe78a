import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { screenshot } from "./editor/screenshots.js";
import { storyDay } from "./editor/story.js";
import { windowOf } from "./editor/window.js";
import { copyOf } from "./editor/workspaceCopy.js";

const shop = copyOf("quick-start");
const search = copyOf("search-cluster-move");
const both = join(dirname(shop.root), "both.code-workspace");
writeFileSync(both, JSON.stringify({ folders: [{ path: shop.root }, { path: search.root }] }));
const router = search.at("src/search/router.ts");
const shown = windowOf(() => ({ root: both, files: [], settings: { "halyard.now": storyDay } }));

test.for([
  ["light", "Light Modern", "vs"],
  ["dark", "Dark Modern", "vs-dark"],
  ["high-contrast", "Dark High Contrast", "hc-black"],
] as const)("what is marked in the editor can be told apart in %s", async ([name, theme, kind]) => {
  const { workbench, page } = shown();
  await workbench.theme(theme, kind);
  await workbench.showFlags();
  await workbench.row("new-checkout").waitFor();
  await workbench.row("rampdown").waitFor();
  const { line, column } = search.placeOf("src/search/router.ts", "return readsNew");
  await workbench.openFile(router, line, column);
  await workbench.squiggle().waitFor();
  await workbench.lens(/rolled out 33 days/).waitFor();
  const marks = ".view-overlays [class*='ced-']";
  const colours = async (): Promise<number> =>
    new Set(await workbench.styles(marks, "borderBottomColor")).size;
  await expect.poll(colours, { timeout: 30_000 }).toBeGreaterThan(1);
  await screenshot(page, `editor-${name}`);

  await workbench.command("Halyard: Remove Flag");
  await workbench.pick("new-checkout");
  await workbench.goOnToPreview();
  await screenshot(page, `removal-preview-${name}`);
  await workbench.discard();
});
