import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { commit } from "./editor/history.js";
import { screenshot } from "./editor/screenshots.js";
import { windowOf } from "./editor/window.js";

/** What anybody can write into a registry: HTML, Markdown, links that run commands, icons, control characters. */
const hostile =
  '<img src=x onerror=alert(1)> **bold** [go](command:workbench.action.closeWindow) $(trash) \u0007\u202e"`';
const seen = "<img src=x onerror=alert(1)> **bold** [go]";
/** A key that can be written between quotes as it is, so that completion offers it. */
const offered = hostile.replaceAll(/["`\p{Cc}]/gu, "");

const root = realpathSync(mkdtempSync(join(tmpdir(), "halyard-vscode-")));
mkdirSync(join(root, "src"));
const file = join(root, "src/main.ts");
const flag = {
  flagType: "boolean",
  state: "ENABLED",
  variants: { on: true, off: false },
  defaultVariant: "on",
  description: hostile,
  environments: { production: { state: "ENABLED", defaultVariant: "on", since: "2026-02-01" } },
  lifecycle: { type: "release", owner: hostile, created: "2026-01-01", expires: "2026-03-01" },
};
writeFileSync(
  join(root, "flags.json"),
  JSON.stringify({ registryVersion: 1, flags: { [hostile]: flag, [offered]: flag } }, null, 2),
);
writeFileSync(join(root, "halyard.config.json"), JSON.stringify({ registry: "flags.json" }));
writeFileSync(
  file,
  [
    'import { OpenFeature } from "@openfeature/server-sdk";',
    "",
    "export function main() {",
    `  return OpenFeature.getClient().getBooleanValue(${JSON.stringify(hostile)}, false);`,
    "}",
    'export const other = () => OpenFeature.getClient().getBooleanValue("", false);',
    "",
  ].join("\n"),
);
commit(root, "2026-01-01");
const shown = windowOf(() => ({ root, files: [file], settings: { "halyard.now": "2026-10-01" } }));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** No part of the window has made a picture, a bold word or a link out of the text. */
async function nothingCameAlive(): Promise<void> {
  const { page } = shown();
  const alive = await page.evaluate<string[]>(
    `[...document.querySelectorAll("img[src='x'], [onerror], strong, b, a")]
      .filter((found) => found.localName === "img" || /^(?:bold|go)$/.test(found.textContent))
      .map((found) => found.outerHTML)`,
  );
  expect(alive).toEqual([]);
}

test("in the editor: squiggle, hover, lens and completion", async () => {
  const { workbench, page } = shown();
  await workbench.squiggle().waitFor();
  await workbench.lens(/1 reference/).waitFor();
  await workbench.openFile(file, 4, 56);
  const hover = await workbench.hover();
  await expect.poll(() => hover.innerText()).toContain("<img src=x");
  await nothingCameAlive();
  expect(await hover.locator(".codicon-trash").count()).toBe(0);
  await screenshot(page, "hostile-hover");
  await page.keyboard.press("Escape");
  await workbench.openFile(file, 6, 69);
  await workbench.suggestion("<img src=x");
  await nothingCameAlive();
  await page.keyboard.press("Escape");
});

test("in the side bar", async () => {
  const { workbench } = shown();
  await workbench.showFlags();
  const row = workbench.row(seen);
  await row.waitFor();
  expect(await row.locator(".label-name .codicon").count()).toBe(0);
  expect(await row.innerText()).not.toContain("\u0007");
  expect(await row.innerText()).not.toContain("\u202e");
  await workbench.command("Halyard: Group by Owner");
  await workbench.row(seen).waitFor();
  await nothingCameAlive();
});

test("on the dashboard", async () => {
  const { workbench, page } = shown();
  await workbench.command("Halyard: Open Dashboard");
  const dashboard = workbench.webview();
  await dashboard.locator("th[scope=row]", { hasText: seen }).first().waitFor();
  expect(await dashboard.locator("img, strong, a").count()).toBe(0);
  await screenshot(page, "hostile-dashboard");
});

test("in lists and notifications of a removal", async () => {
  const { workbench } = shown();
  await workbench.openFile(file, 4, 56);
  await workbench
    .lens(/remove/)
    .locator("a", { hasText: "remove" })
    .click();
  await workbench.goOnToPreview();
  await nothingCameAlive();
  await workbench.apply.click();
  const toast = workbench.toast("is gone");
  await toast.waitFor();
  expect(await toast.innerText()).toContain("<img src=x");
  expect(await toast.locator(".notification-list-item-message a").count()).toBe(0);
  await nothingCameAlive();
});
