import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { smallPng } from "./smallPng.js";

/**
 * Where pictures go: `HALYARD_SCREENSHOTS=docs/images` renews those of the documentation; otherwise they stay in the
 * cache, for whoever wants to see what a failing step saw.
 */
const folder = join(
  import.meta.dirname,
  "../../..",
  process.env.HALYARD_SCREENSHOTS ?? ".cache/screenshots",
);

/** Takes a picture of the window at rest, with the mouse where it shows nothing. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const busy = page.locator(".statusbar-item", { hasText: /^(?:Halyard: |Activating)/ }).first();
  await busy.waitFor({ state: "hidden", timeout: 15_000 }).catch(() => undefined);
  // A card over the cursor would go with the first movement of the mouse.
  if ((await page.locator(".monaco-hover:not(.hidden) .hover-row").count()) === 0) {
    await page.mouse.move(560, 790);
    const tip = page.locator(".workbench-hover").first();
    await tip.waitFor({ state: "hidden", timeout: 2_000 }).catch(() => undefined);
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), smallPng(await page.screenshot()));
}

/** Keeps what the window and its extensions had to say, for whoever wants to know why a test failed. */
export function keepLog(lines: readonly string[], name: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.log`), lines.join("\n"));
}
