import { rmSync } from "node:fs";
import axe, { type AxeResults } from "axe-core";
import { expect, test } from "vitest";
import { commitByDate } from "./editor/history.js";
import { screenshot } from "./editor/screenshots.js";
import { storyDay } from "./editor/story.js";
import { windowOf } from "./editor/window.js";
import { copyOf } from "./editor/workspaceCopy.js";

const workspace = copyOf("search-cluster-move");
rmSync(workspace.at(".git"), { recursive: true });
commitByDate(workspace.root, "flags.json");
const shown = windowOf(() => ({
  root: workspace.root,
  files: [workspace.at("flags.json")],
  settings: { "halyard.now": storyDay },
}));

test("the dashboard is drawn with debt over time, the timeline, rollouts, migrations and the oldest", async () => {
  const { workbench, page } = shown();
  await workbench.command("Halyard: Open Dashboard");
  const dashboard = workbench.webview();
  await dashboard.locator("h1", { hasText: "Flag debt" }).waitFor();
  await expect.poll(() => dashboard.locator("svg[role=img]").count()).toBe(3);
  const debt = dashboard.locator("svg[role=img]").first();
  expect(await debt.locator("path").count()).toBe(2);
  await dashboard.locator("h3", { hasText: "es-provider-move" }).waitFor();
  await dashboard.locator("li[aria-current=step]", { hasText: "rampdown" }).waitFor();
  const oldest = dashboard.locator("th[scope=row]", { hasText: "search.es.dual-write" });
  await oldest.first().waitFor();
  await workbench.command("View: Close Primary Side Bar").catch(() => undefined);
  await screenshot(page, "dashboard");
});

test("its policy allows nothing unsafe and nothing remote", async () => {
  const policy = await shown()
    .workbench.webview()
    .locator("meta[http-equiv='Content-Security-Policy']")
    .getAttribute("content");
  expect(policy).not.toContain("unsafe");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'nonce-[\w-]{20,}'$/);
});

/** What the editor calls the kinds of themes towards web views. */
const webviewKinds = {
  vs: "vscode-light",
  "vs-dark": "vscode-dark",
  "hc-black": "vscode-high-contrast",
  "hc-light": "vscode-high-contrast-light",
} as const;

test.for([
  ["light", "Light Modern", "vs"],
  ["dark", "Dark Modern", "vs-dark"],
  ["high-contrast", "Dark High Contrast", "hc-black"],
  ["high-contrast-light", "Light High Contrast", "hc-light"],
] as const)("axe finds no accessibility violation in %s", async ([name, theme, kind]) => {
  const { workbench, page } = shown();
  await workbench.theme(theme, kind);
  const body = workbench.webview().locator("body");
  await expect
    .poll(() => body.getAttribute("data-vscode-theme-kind"), { timeout: 30_000 })
    .toBe(webviewKinds[kind]);
  const frame = await (await body.elementHandle()).ownerFrame();
  if (frame === null) throw new Error("The dashboard has no frame.");
  // The page's policy keeps the scripts of others out, so axe comes in through the debugger.
  await frame.evaluate(axe.source);
  const { violations, passes } = await frame.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(passes.length).toBeGreaterThan(10);
  await screenshot(page, `dashboard-${name}`);
});

test("it is worked with by keyboard alone", async () => {
  const dashboard = shown().workbench.webview();
  await dashboard.locator("button", { hasText: "CSV" }).focus();
  await shown().page.keyboard.press("Tab");
  expect(await dashboard.locator("button:focus").innerText()).toMatch(/SVG/);
  const summary = dashboard.locator("summary").first();
  await summary.focus();
  await shown().page.keyboard.press("Enter");
  await dashboard.locator("details[open] table").first().waitFor();
});
