import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  chromium,
  type BrowserContext,
  type FrameLocator,
  type Locator,
  type Page,
} from "playwright-core";
import { expect } from "vitest";

/** The editor's window in a browser, with the gestures that a person makes. */
export class Workbench {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #profile: string;
  /** Addresses outside of this machine that the window asked for. */
  readonly outside: string[] = [];

  private constructor(page: Page, context: BrowserContext, profile: string) {
    this.page = page;
    this.#context = context;
    this.#profile = profile;
    page.on("request", (request) => {
      if (!/^(?:https?:\/\/127\.0\.0\.1|data:|blob:|vscode-)/.test(request.url())) {
        this.outside.push(request.url());
      }
    });
  }

  /** Opens a window of its own; `CHROMIUM` names another browser than Debian's. */
  static async open(address: string): Promise<Workbench> {
    const profile = mkdtempSync(join(tmpdir(), "halyard-browser-"));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      headless: true,
      viewport: { width: 1280, height: 800 },
      permissions: ["clipboard-read", "clipboard-write"],
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(60_000);
    const workbench = new Workbench(page, context, profile);
    await workbench.goto(address);
    return workbench;
  }

  async goto(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.locator(".monaco-workbench").waitFor({ timeout: 90_000 });
  }

  async close(): Promise<void> {
    await this.#context.close();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Runs a command of the palette by its title. */
  async command(title: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget input.input");
    // A window that has just opened may not listen to keys yet.
    await expect
      .poll(
        async () => {
          if (!(await input.isVisible())) await this.page.keyboard.press("F1");
          return input.isVisible();
        },
        { timeout: 30_000, interval: 700 },
      )
      .toBe(true);
    await input.fill(`>${title}`);
    await this.pick(title);
  }

  /** Chooses an entry of the open quick pick. */
  async pick(text: string): Promise<void> {
    await this.picks(text).first().click();
  }

  picks(text: string): Locator {
    return this.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
  }

  /** Answers the question of an input box. */
  async answer(text: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget:visible input.input");
    // The box of the palette may still be there; a question has no `>` before it.
    await expect.poll(() => input.inputValue()).not.toMatch(/^>/);
    await input.fill(text);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** Opens a file that can be seen in the explorer, by its name. */
  async openFile(name: string): Promise<void> {
    await this.command("View: Show Explorer");
    const row = this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`);
    await row.first().dblclick();
    await this.page.locator(".tab.active", { hasText: name }).waitFor();
  }

  /** The line of the editor that holds a text; spaces in it are the editor's own. */
  line(text: string): Locator {
    const pattern = text
      .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll(" ", String.raw`\s`);
    return this.page.locator(".monaco-editor .view-line", { hasText: new RegExp(pattern) }).first();
  }

  /** Puts the cursor into a text of the editor. */
  async clickOn(text: string): Promise<void> {
    const span = this.line(text);
    const box = await span.boundingBox();
    if (box === null) throw new Error(`"${text}" cannot be seen.`);
    const at = (await span.innerText()).replaceAll("\u00a0", " ").indexOf(text);
    // Every column of the editor is as wide as the next, so the offset tells the place.
    const columns = (await span.innerText()).length;
    const width = await span
      .locator("> span")
      .evaluate((node) => node.getBoundingClientRect().width);
    await this.page.mouse.click(box.x + ((at + 0.5) * width) / columns + 1, box.y + box.height / 2);
  }

  /** Moves the mouse onto a text of the editor and answers the hover that appears. */
  async hoverOn(text: string): Promise<Locator> {
    await this.clickOn(text);
    await this.page.keyboard.press("Control+k");
    await this.page.keyboard.press("Control+i");
    const hover = this.page.locator(".monaco-hover:not(.hidden)").first();
    await hover.waitFor();
    return hover;
  }

  /** Shows the flags and the migrations in the side bar. */
  async showFlags(): Promise<void> {
    await this.command("Halyard: Focus on Flags View");
    await this.page
      .locator(".sidebar .title", { hasText: /halyard/i })
      .first()
      .waitFor();
  }

  row(text: string): Locator {
    return this.page.locator(".pane-body .monaco-list-row", { hasText: text }).first();
  }

  /** The inner page of the open web view. */
  webview(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  }

  toast(text: string): Locator {
    return this.page.locator(".notification-toast", { hasText: text }).first();
  }
}
