import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

/**
 * Where pictures go: `HALYARD_SCREENSHOTS=docs/images` renews those of the documentation; otherwise they stay in the
 * cache, for whoever wants to see what a failing step saw.
 */
const folder = join(
  import.meta.dirname,
  "../..",
  process.env.HALYARD_SCREENSHOTS ?? ".cache/screenshots",
);

/** Takes a picture of the window. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
