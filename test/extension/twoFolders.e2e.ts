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
const shown = windowOf(() => ({
  root: both,
  files: [shop.at("src/checkoutPage.ts")],
  settings: { "halyard.now": storyDay },
}));

test("two folders in one window each have their own flags and findings", async () => {
  const { workbench, page } = shown();
  await workbench.squiggle().waitFor();
  await workbench.showFlags();
  await workbench.row("new-checkout").waitFor();
  await workbench.row("search.es.read-new").waitFor();
  await workbench.row("es-provider-move").waitFor();
  await screenshot(page, "two-folders");
  await workbench.openFile(search.at("src/search/normalizeQuery.ts"));
  await workbench.squiggle().waitFor();
  await workbench.lens(/expired 7 days ago/).waitFor();
});

test("a removal in one folder leaves the other as it is", async () => {
  const { workbench } = shown();
  const [shopBefore, searchBefore] = [[...shop.texts()], [...search.texts()]];
  await workbench.command("Halyard: Remove Flag");
  await workbench.pick("new-checkout");
  await workbench.goOnToPreview();
  await workbench.apply.click();
  await workbench.toast("new-checkout is gone").waitFor();
  await expect.poll(() => shop.read("flags.json")).not.toContain("new-checkout");
  expect([...search.texts()]).toEqual(searchBefore);
  await workbench.openFile(shop.at("src/checkoutPage.ts"));
  await workbench.undoEverywhere();
  await expect.poll(() => [...shop.texts()], { timeout: 20_000 }).toEqual(shopBefore);
});
