import { expect, test } from "vitest";
import { screenshot } from "./editor/screenshots.js";
import { findingsAgree, storyDay } from "./editor/story.js";
import { testsPass } from "./editor/commandLine.js";
import { windowOf } from "./editor/window.js";
import { copyOf } from "./editor/workspaceCopy.js";

const file = "src/pricing/deliveryFee.ts";
const workspace = copyOf("order-service-switch");
const shown = windowOf(() => ({
  root: workspace.root,
  files: [workspace.at(file)],
  settings: { "halyard.now": storyDay },
}));

test("findings say what the command line says, through the platform's own toggles", async () => {
  await findingsAgree(shown(), workspace, "src/api/courierOrders.ts");
  await findingsAgree(shown(), workspace, "src/api/readOrders.ts");
  await findingsAgree(shown(), workspace, file);
});

test("a lens tells references, and keys are completed", async () => {
  const { workbench, page } = shown();
  await workbench.openFile(workspace.at("src/api/readOrders.ts"));
  await workbench.lens(/4 references.*rolled out 34 days/).waitFor();
  const { line, column } = workspace.placeOf(file, '"orders.group-orders"');
  await workbench.openFile(workspace.at(file), line, column + 1);
  await workbench.suggestion("orders.group-orders");
  await page.keyboard.press("Escape");
});

test("the light bulb drops the check that is decided already, and one undo brings it back", async () => {
  const { workbench, page } = shown();
  const before = workspace.read(file);
  const found = before.lastIndexOf('"orders.group-orders"');
  const lines = before.slice(0, found).split("\n");
  await workbench.openFile(workspace.at(file), lines.length, (lines.at(-1)?.length ?? 0) + 2);
  await workbench.choose(await workbench.lightBulb(/in the place of this check/));
  await workbench.page.locator(".tab.active.dirty").waitFor();
  await workbench.saveAll();
  await expect.poll(() => workspace.read(file)).toContain("true ? friends + 1 : 1");
  testsPass(workspace.root);
  await workbench.openFile(workspace.at(file));
  await page.keyboard.press("Control+z");
  await page.locator(".tab.active.dirty").waitFor();
  await workbench.saveAll();
  await expect.poll(() => workspace.read(file)).toBe(before);
});

test("the migration is not taken apart while one call asks the old service, and the call is shown", async () => {
  const { workbench, page } = shown();
  await workbench.showFlags();
  await workbench.row(/order-service/).waitFor();
  await workbench.command("Halyard: Retire Next Step of Migration");
  await workbench.pick("order-service");
  const reason = workbench.picks("reads the old system here").first();
  await reason.waitFor();
  await screenshot(page, "retire-refused");
  await reason.click();
  await page.locator(".tab.active", { hasText: "courierOrders.ts" }).waitFor();
});
