import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { installOutside } from "../outside/install.js";
import { figure } from "./editor/figures.js";
import { commit } from "./editor/history.js";
import { screenshot } from "./editor/screenshots.js";
import { storyDay } from "./editor/story.js";
import { windowOf } from "./editor/window.js";

/** The server of Unleash as its makers publish it: more than a thousand modules that ask for flags of their own. */
const manifest = readFileSync(join(import.meta.dirname, "../stores/unleash/packages.json"), "utf8");
const published = join(installOutside("unleash-server", manifest), "node_modules/unleash-server");
const root = realpathSync(mkdtempSync(join(tmpdir(), "halyard-vscode-")));
const at = (path: string): string => join(root, path);
cpSync(join(published, "package.json"), at("package.json"));
cpSync(join(published, "dist/lib"), at("lib"), {
  recursive: true,
  filter: (path) => !/\.(?:map|d\.ts)$/.test(path),
});
commit(root, "2026-11-21");
const file = at("lib/services/api-token-service.js");
const before = readFileSync(file, "utf8");
const shown = windowOf(() => ({ root, files: [file], settings: { "halyard.now": storyDay } }));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

test("a workspace without a registry is set up with one click", async () => {
  const { workbench, page } = shown();
  await workbench.showFlags();
  await page.locator(".welcome-view a", { hasText: "Set Up Halyard" }).first().click();
  await page.locator(".tab.active", { hasText: "halyard.config.json" }).waitFor();
  expect(JSON.parse(readFileSync(at("halyard.config.json"), "utf8"))).toMatchObject({
    registry: "flags.json",
  });
  await screenshot(page, "set-up");
});

test("once the code's own way to ask for flags is told, its flags are found and checked", async () => {
  const { workbench } = shown();
  const served = { state: "ENABLED", defaultVariant: "on", since: "2026-08-01" };
  const flag = {
    flagType: "boolean",
    defaultValue: false,
    variants: { on: true, off: false },
    state: "ENABLED",
    defaultVariant: "on",
    environments: { production: served },
    lifecycle: { type: "release", owner: "team-api", created: "2026-05-01", expires: "2026-12-31" },
  };
  const registry = { registryVersion: 1, flags: { useMemoizedActiveTokens: flag } };
  writeFileSync(at("flags.json"), `${JSON.stringify(registry, null, 2)}\n`);
  const asked = performance.now();
  const matcher = {
    kind: "method",
    methods: ["isEnabled", "getVariant"],
    receivers: ["flagResolver"],
  };
  writeFileSync(
    at("halyard.config.json"),
    JSON.stringify({ registry: "flags.json", adapters: [], matchers: [matcher] }, null, 2),
  );
  const { line, column } = placeOf("useMemoizedActiveTokens");
  await workbench.openFile(file, line, column + 1);
  await workbench.squiggle().waitFor();
  figure(
    "Unleash's server: from the configuration to the findings",
    (performance.now() - asked) / 1000,
    "s",
  );
  const hover = await workbench.hover();
  await expect.poll(() => hover.innerText()).toContain("has been on for everyone");
  await workbench.showFlags();
  await workbench.row("useMemoizedActiveTokens").waitFor();
  await workbench.row("In no registry").waitFor();
  await screenshot(shown().page, "real-repository");
});

test("its flag is taken out, and one undo brings it back", async () => {
  const { workbench } = shown();
  await workbench.command("Halyard: Remove Flag");
  await workbench.pick("useMemoizedActiveTokens");
  await workbench.goOnToPreview();
  await workbench.apply.click();
  await workbench.toast("useMemoizedActiveTokens is gone").waitFor();
  await expect.poll(() => readFileSync(file, "utf8")).not.toContain("useMemoizedActiveTokens");
  await workbench.openFile(file);
  await workbench.undoEverywhere();
  await expect.poll(() => readFileSync(file, "utf8"), { timeout: 20_000 }).toBe(before);
});

function placeOf(text: string): { readonly line: number; readonly column: number } {
  const lines = before.slice(0, before.indexOf(text)).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
