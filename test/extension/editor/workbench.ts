import { basename } from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** How long a person would wait on a machine that has other things to do, in milliseconds. */
const patience = 90_000;

/** The editor's window, with the gestures that a person makes. Each waits for what it brings about. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until the window is drawn and listens, with the extension in its side bar. */
  async untilDrawn(): Promise<void> {
    await this.page.locator(".monaco-workbench").waitFor({ timeout: patience });
    await this.page.locator(".activitybar [aria-label^='Explorer']").first().waitFor();
    await this.page.locator(".activitybar [aria-label^='Halyard']").first().waitFor();
    await this.page.bringToFront();
  }

  /**
   * Waits until the folders are listed. The editor may read a workspace file before the connection to its disk stands;
   * the window then has no folder until it is loaded again.
   */
  async untilFolders(): Promise<void> {
    const folder = this.page.locator(".explorer-folders-view .monaco-list-row");
    for (let left = 2; ; left--) {
      try {
        await folder.first().waitFor({ timeout: 20_000 });
        return;
      } catch (error) {
        if (left === 0) throw error;
        await this.page.reload();
        await this.untilDrawn();
      }
    }
  }

  /**
   * Runs a command of the palette by its title. One that is not offered yet, because what it needs is not ready, is
   * looked for again until it is.
   */
  async command(title: string): Promise<void> {
    const row = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${title}"]`);
    await this.#retry(async () => {
      await this.#openQuickInput("F1", `>${title}`);
      await row.first().waitFor({ timeout: 5_000 });
      await row.first().click({ timeout: 5_000 });
    });
  }

  /** Opens a file and, where a line is given, puts the cursor there; both count from 1. */
  async openFile(path: string, line?: number, column = 1): Promise<void> {
    const place = line === undefined ? "" : `:${line}:${column}`;
    const name = basename(path);
    const row = this.page.locator(`.quick-input-list .monaco-list-row[aria-label*="${name}"]`);
    await this.#retry(async () => {
      await this.#openQuickInput("Control+p", `${path}${place}`);
      await row.first().waitFor({ timeout: 5_000 });
      await row.first().click({ timeout: 5_000 });
      await this.page.locator(".tab.active", { hasText: name }).waitFor({ timeout: 10_000 });
    });
    await this.page.locator(".monaco-editor.focused").first().waitFor();
  }

  /** Chooses an entry of the open list. */
  async pick(text: string | RegExp): Promise<void> {
    await this.picks(text).first().click();
  }

  picks(text: string | RegExp): Locator {
    return this.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
  }

  /** Changes the colours of the window; `kind` is the class that it has then. */
  async theme(name: string, kind: "vs" | "vs-dark" | "hc-black" | "hc-light"): Promise<void> {
    const shown = this.page.locator(`.monaco-workbench.${kind}`);
    const row = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${name},"]`);
    await this.#retry(async () => {
      await this.command("Preferences: Color Theme");
      await this.page.locator(".quick-input-widget input.input").fill(name, { timeout: 5_000 });
      await row.first().click({ timeout: 5_000 });
      await shown.waitFor({ timeout: 5_000 });
    });
  }

  /** Answers the question of an input box. */
  async answer(text: string): Promise<void> {
    const box = this.page.locator(".quick-input-widget");
    const input = box.locator("input.input");
    // The box of the palette may still be there; a question has no `>` before it.
    await expect.poll(() => input.inputValue(), { timeout: patience }).not.toMatch(/^>/);
    await input.fill(text);
    await input.press("Enter");
    await box.waitFor({ state: "hidden" });
  }

  /** The hover over the place of the cursor. */
  async hover(): Promise<Locator> {
    const hover = this.page.locator(".monaco-hover:not(.hidden) .hover-row").first();
    await this.#retry(async () => {
      await this.page.keyboard.press("Escape");
      await this.page.keyboard.press("Control+k");
      await this.page.keyboard.press("Control+i");
      await hover.waitFor({ timeout: 4_000 });
    });
    return this.page.locator(".monaco-hover:not(.hidden)").first();
  }

  /** Opens the light bulb's menu at the cursor and answers the entry that holds a text. */
  async lightBulb(text: string | RegExp): Promise<Locator> {
    const entry = this.page.locator(".action-widget .monaco-list-row", { hasText: text }).first();
    await this.#retry(async () => {
      await this.page.keyboard.press("Escape");
      await this.page.keyboard.press("Control+.");
      await entry.waitFor({ timeout: 5_000 });
    });
    return entry;
  }

  /** Chooses an entry of the open light bulb's menu, by keys: the menu keeps the mouse away at first. */
  async choose(entry: Locator): Promise<void> {
    await expect
      .poll(
        async () => {
          const isFocused = /\bfocused\b/.test((await entry.getAttribute("class")) ?? "");
          if (!isFocused) await this.page.keyboard.press("ArrowDown");
          return isFocused;
        },
        { timeout: patience },
      )
      .toBe(true);
    await this.page.keyboard.press("Enter");
  }

  /** The entry of the suggestions at the cursor that holds a text. */
  async suggestion(text: string): Promise<Locator> {
    const entry = this.page.locator(".suggest-widget .monaco-list-row", { hasText: text }).first();
    await this.#retry(async () => {
      await this.page.keyboard.press("Escape");
      await this.page.keyboard.press("Control+Space");
      await entry.waitFor({ timeout: 5_000 });
    });
    return entry;
  }

  /** The line of the editor that holds a text. */
  line(text: string): Locator {
    const pattern = text
      .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      // The editor writes spaces that do not break.
      .replaceAll(" ", String.raw`\s`);
    return this.page.locator(".monaco-editor .view-line", { hasText: new RegExp(pattern) }).first();
  }

  /** The line above a flag that holds a text. */
  lens(text: RegExp): Locator {
    return this.page.locator(".codelens-decoration", { hasText: text }).first();
  }

  /** A property of the style of every element that a selector finds. */
  styles(selector: string, property: string): Promise<string[]> {
    return this.page.evaluate<string[]>(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].map((found) => getComputedStyle(found).${property})`,
    );
  }

  /** A squiggle of ours in the open editor. */
  squiggle(): Locator {
    return this.page.locator(".squiggly-warning, .squiggly-error").first();
  }

  /** Shows the flags and the migrations in the side bar. */
  async showFlags(): Promise<void> {
    await this.command("Halyard: Focus on Flags View");
    const title = this.page.locator(".sidebar .title", { hasText: /halyard/i });
    await title.first().waitFor();
  }

  /** The rows of the side bar's trees that hold a text. */
  rows(text: string | RegExp): Locator {
    return this.page.locator(".sidebar .monaco-list-row", { hasText: text });
  }

  /** The first of these rows. */
  row(text: string | RegExp): Locator {
    return this.rows(text).first();
  }

  /** The inner page of the open web view. */
  webview(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  }

  toast(text: string | RegExp): Locator {
    return this.page.locator(".notification-toast", { hasText: text }).first();
  }

  /** The button of the refactor preview that applies it. */
  get apply(): Locator {
    const buttons = this.page.locator(".monaco-button, a.monaco-text-button");
    return buttons.filter({ hasText: /^Apply$/ }).first();
  }

  /** Waits for the preview of a planned change, past the notes that may come before it. */
  async goOnToPreview(): Promise<void> {
    const goOn = this.picks("Go on to the preview").first();
    await goOn.or(this.apply).first().waitFor({ timeout: patience });
    if (await goOn.isVisible()) await goOn.click();
    await this.apply.waitFor();
  }

  /** Closes the preview without a change. */
  async discard(): Promise<void> {
    await this.page
      .locator(".monaco-button", { hasText: /^Discard$/ })
      .first()
      .click();
    await this.apply.waitFor({ state: "hidden" });
  }

  /** Takes the last step back in all its files, and saves them. */
  async undoEverywhere(): Promise<void> {
    const question = this.page.locator(".monaco-dialog-box");
    const confirm = question.locator(".monaco-button", { hasText: /Undo in \d+ Files/ });
    const undone = this.page.locator(".tab.active.dirty");
    await this.page.locator(".monaco-editor.focused").first().waitFor();
    await this.page.keyboard.press("Control+z");
    // The editor asks whether all files are meant where it is not sure.
    await confirm.or(undone).first().waitFor();
    if (await confirm.isVisible()) await confirm.click();
    await question.waitFor({ state: "hidden" });
    await this.#untilUndone();
    await this.saveAll();
  }

  /** An undo reaches its files one after the other: waits until their number has stood for a second. */
  async #untilUndone(): Promise<void> {
    let last = 0;
    const stands = async (): Promise<boolean> => {
      const before = last;
      last = await this.page.locator(".tab.dirty").count();
      return last > 0 && last === before;
    };
    await expect.poll(stands, { interval: 1_000, timeout: patience }).toBe(true);
  }

  /** Saves until nothing is left to save: a change of many files reaches them one after the other. */
  async saveAll(): Promise<void> {
    const unsaved = this.page.locator(".tab.dirty");
    await this.#retry(async () => {
      await this.command("File: Save All Files");
      await expect.poll(() => unsaved.count(), { timeout: 3_000 }).toBe(0);
    });
  }

  async #openQuickInput(key: string, text: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget input.input");
    await this.page.keyboard.press(key);
    await input.waitFor({ timeout: 3_000 });
    await input.fill(text, { timeout: 3_000 });
  }

  /** Tries a gesture again from the start until it succeeds, closing what a try left open. */
  async #retry(gesture: () => Promise<void>): Promise<void> {
    const end = performance.now() + patience;
    for (;;) {
      try {
        await gesture();
        return;
      } catch (error) {
        if (performance.now() > end) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
  }
}
