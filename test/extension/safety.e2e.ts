import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { expect, test } from "vitest";
import { startCodeServer } from "./codeServer.js";
import { packedExtension } from "./packedExtension.js";
import { screenshot } from "./screenshots.js";
import { Workbench } from "./workbench.js";
import { copyOf } from "./workspaceCopy.js";

const hostileKey =
  '<img src=x onerror=alert(1)> [x](command:workbench.action.quit) $(trash) `"\u202e';

test("in Restricted Mode flags are found and shown, and a second folder in the window has its own", async () => {
  const [first, second] = [copyOf("quick-start"), copyOf("search-cluster-move")];
  const both = join(mkdtempSync(join(tmpdir(), "halyard-both-")), "both.code-workspace");
  writeFileSync(
    both,
    JSON.stringify({ folders: [{ path: first.root }, { path: second.root }], settings: {} }),
  );
  const server = await startCodeServer({
    vsix: packedExtension(),
    settings: { "halyard.now": "2026-10-01", "security.workspace.trust.startupPrompt": "never" },
    asksForTrust: true,
  });
  const file = join(first.root, "src/checkoutPage.ts");
  const workbench = await Workbench.open(server.address(both, [file]));
  try {
    await workbench.page.getByText("Restricted Mode").first().waitFor();
    await workbench.page.locator(".squiggly-warning").first().waitFor({ timeout: 60_000 });
    await workbench.showFlags();
    await workbench.row("new-checkout").waitFor();
    await workbench.command("Halyard: Filter Flags");
    await workbench.answer("search");
    await workbench.page
      .locator(".pane-body .monaco-list-row", { hasText: /search-/ })
      .first()
      .waitFor();
    await screenshot(workbench.page, "restricted-two-folders");
  } finally {
    await workbench.close();
    await server.stop();
    first.remove();
    second.remove();
  }
});

test("a hostile registry is plain text everywhere, and the dashboard has no accessibility violation", async () => {
  const root = mkdtempSync(join(tmpdir(), "halyard-hostile-"));
  mkdirSync(join(root, "src"));
  const flag = {
    state: "ENABLED",
    variants: { on: true, off: false },
    defaultVariant: "on",
    description: hostileKey,
    lifecycle: { type: "release", owner: hostileKey, created: "2026-01-01", expires: "2026-02-01" },
  };
  writeFileSync(
    join(root, "flags.json"),
    JSON.stringify({ flags: { [hostileKey]: flag, plain: flag } }, null, 2),
  );
  writeFileSync(join(root, "halyard.config.json"), JSON.stringify({ registry: "flags.json" }));
  writeFileSync(
    join(root, "src/main.ts"),
    `import { OpenFeature } from "@openfeature/server-sdk";\nexport const on = OpenFeature.getClient().getBooleanValue(${JSON.stringify(hostileKey)}, false);\n`,
  );
  const server = await startCodeServer({
    vsix: packedExtension(),
    settings: { "halyard.now": "2026-10-01", "workbench.colorTheme": "Default High Contrast" },
  });
  const workbench = await Workbench.open(server.address(root, [join(root, "src/main.ts")]));
  let dialogs = 0;
  workbench.page.on("dialog", (dialog) => {
    dialogs++;
    void dialog.dismiss();
  });
  try {
    await workbench.page
      .locator(".squiggly-warning, .squiggly-error")
      .first()
      .waitFor({ timeout: 60_000 });
    await workbench.showFlags();
    await workbench.row("<img src=x").waitFor();
    const hover = await workbench.hoverOn("getBooleanValue");
    expect(await hover.locator("img, a[href^='command:']").count()).toBe(0);
    await workbench.page.keyboard.press("Escape");
    await workbench.command("Halyard: Open Dashboard");
    const page = workbench.webview();
    await page.locator("h1").waitFor();
    expect(await page.locator("img").count()).toBe(0);
    await screenshot(workbench.page, "dashboard-high-contrast");
    const frame = workbench.page.frames().find((one) => one.name() === "active-frame");
    if (frame === undefined) throw new Error("The dashboard has no frame.");
    // The page's policy keeps scripts of others out, so axe comes in through the debugger.
    const source = (await import("axe-core")).default.source;
    await frame.evaluate(source);
    const results = await frame.evaluate(
      async () =>
        await (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    expect(results.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual(
      [],
    );
    expect(dialogs).toBe(0);
  } finally {
    await workbench.close();
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  }
});
