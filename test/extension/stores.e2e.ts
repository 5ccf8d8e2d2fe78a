import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { fakeServer, type FakeServer } from "../stores/fakeServer.js";
import { storeWorkspace } from "../stores/halyard.js";
import { archivable, token, unleashStore } from "../stores/storeCommands.js";
import { screenshot } from "./editor/screenshots.js";
import { windowOf } from "./editor/window.js";

const archived = { done: false };
const shop = storeWorkspace({
  "package.json": '{ "name": "shop", "private": true }\n',
  "halyard.config.json": JSON.stringify({ stores: unleashStore }),
  "flags.json": JSON.stringify({
    flags: {
      "new-nav": {
        flagType: "boolean",
        variants: { on: true, off: false },
        lifecycle: { type: "release", owner: "team-shop" },
      },
    },
  }),
});
let store: FakeServer;
beforeAll(async () => {
  const answered = archivable(archived);
  // Nobody has asked for the flag in years, whatever the day of the test.
  store = await fakeServer((question) => {
    const answer: unknown = answered(question);
    return typeof answer === "object"
      ? JSON.parse(JSON.stringify(answer).replaceAll("2026-11-20", "2020-01-01"))
      : answer;
  });
});
const shown = windowOf(() => ({ root: shop.root, files: [join(shop.root, "flags.json")] }));
afterAll(async () => {
  await store.close();
  shop.remove();
});

/** Answers a question that holds a text; another one may follow. */
async function answer(question: string, text: string): Promise<void> {
  const { page } = shown();
  await page.locator(".quick-input-message", { hasText: question }).waitFor();
  const input = page.locator(".quick-input-widget input.input");
  await input.fill(text);
  await input.press("Enter");
}

test("a store is connected with a token that nobody sees, and its rollout is read", async () => {
  const { workbench, page } = shown();
  await workbench.showFlags();
  await workbench.row("new-nav").waitFor();
  await workbench.command("Halyard: Connect Flag Store");
  await answer("(URL)", store.url);
  await page.locator(".quick-input-message", { hasText: "(TOKEN)" }).waitFor();
  await screenshot(page, "connect-store");
  expect(await page.locator(".quick-input-widget input.input").getAttribute("type")).toBe(
    "password",
  );
  await answer("(TOKEN)", token);
  await workbench.toast("main is connected").waitFor();
  await page.locator(".notification-toast .monaco-button", { hasText: "Sync Now" }).click();
  await workbench.toast("Rollouts are up to date").waitFor();
  const state = shop.read("halyard-state.json");
  expect(Object.keys(JSON.parse(state).stores.main.flags)).toContain("new-nav");
  expect(store.questions.every(({ headers }) => headers.authorization === token)).toBe(true);
});

test("the token is in no setting, no log, and no file of the folder", () => {
  for (const folder of [inject("editor").data, shop.root]) {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((file) => readFileSync(file).includes(token))).toEqual([]);
  }
});

test("a flag is archived after every check was seen and a person said yes", async () => {
  const { workbench, page } = shown();
  await workbench.command("Halyard: Archive Flag in Store");
  await workbench.pick("new-nav");
  await answer("Since when does production run without it", "");
  await workbench.picks("Archive new-nav all the same").waitFor();
  await screenshot(page, "archive-checks");
  expect(archived.done).toBe(false);
  await workbench.pick("Archive new-nav all the same");
  await answer("Why is that fine", "it was never released");
  const dialog = page.locator(".monaco-dialog-box");
  await dialog.waitFor();
  expect(await dialog.innerText()).toContain("Archive new-nav in main?");
  expect(archived.done).toBe(false);
  await dialog.locator(".monaco-button", { hasText: /^Archive$/ }).click();
  await workbench.toast("Archived.").waitFor();
  expect(archived.done).toBe(true);
  const tombstones = readFileSync(join(shop.root, "halyard-tombstones.json"), "utf8");
  expect(JSON.parse(tombstones).tombstones["new-nav"].reason).toBe("it was never released");
});

test("a token that is forgotten has to be given again", async () => {
  const { workbench, page } = shown();
  const before = store.questions.length;
  await workbench.command("Halyard: Forget Token of Store");
  await workbench.toast("The tokens of main are forgotten").waitFor();
  await workbench.command("Halyard: Sync Rollout from Store");
  await page.locator(".quick-input-message", { hasText: "(URL)" }).waitFor();
  await page.keyboard.press("Escape");
  expect(store.questions).toHaveLength(before);
  expect(existsSync(join(shop.root, "halyard-state.json"))).toBe(true);
});
