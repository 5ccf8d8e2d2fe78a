import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import { keepLog, screenshot } from "./screenshots.js";
import { writeSettings } from "./settings.js";
import { Workbench } from "./workbench.js";

/** What a window shows when it opens. */
export interface WindowOptions {
  /** The folder, or the `.code-workspace` file, by its absolute path. */
  readonly root: string;
  /** Files to open, by absolute path. */
  readonly files?: readonly string[];
  /** The user's settings, added to quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A window of the run's editor in a browser of its own. */
export interface EditorWindow {
  readonly workbench: Workbench;
  readonly page: Page;
  /** When the window was asked for, in milliseconds of this process's clock. */
  readonly askedAt: number;
  /** Addresses outside of this machine that the window asked for. */
  readonly outside: readonly string[];
  /** What the window and its extensions wrote to the browser's console. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

/** The window that all tests of a suite look at. A test that fails leaves a picture of it in the cache. */
export function windowOf(options: () => WindowOptions): () => EditorWindow {
  let shown: EditorWindow | undefined;
  beforeAll(async () => {
    shown = await openWindow(options());
  });
  afterEach(async ({ task }) => {
    if (shown !== undefined && task.result?.state === "fail") {
      const name = `failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 60)}`;
      await screenshot(shown.page, name);
      keepLog(shown.log, name);
    }
  });
  afterAll(async () => {
    await shown?.close();
  });
  return () => {
    if (shown === undefined) throw new Error("The window did not open.");
    return shown;
  };
}

async function openWindow({
  root,
  files = [],
  settings = {},
}: WindowOptions): Promise<EditorWindow> {
  const { port, data } = inject("editor");
  writeSettings(data, settings);
  const profile = mkdtempSync(join(tmpdir(), "halyard-browser-"));
  const context = await openBrowser(profile);
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(60_000);
  const [outside, log]: [string[], string[]] = [[], []];
  page.on("console", (message) => log.push(`${message.type()}: ${message.text()}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!/^(?:(?:https?|wss?):\/\/127\.0\.0\.1|data:|blob:|vscode-)/.test(url)) outside.push(url);
  });
  const close = async (): Promise<void> => {
    // Leaving the page tells the editor that nobody comes back, so that it ends the window's extensions now.
    await page.goto("about:blank").catch(() => undefined);
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  const askedAt = performance.now();
  await page.goto(addressOf(port, root, files));
  const workbench = new Workbench(page);
  try {
    await workbench.untilDrawn();
    if (root.endsWith(".code-workspace")) await workbench.untilFolders();
  } catch (error) {
    await screenshot(page, "failed-to-open");
    keepLog(log, "failed-to-open");
    await close();
    throw error;
  }
  return {
    workbench,
    page,
    askedAt,
    outside,
    log,
    close,
  };
}

/** `CHROMIUM` names another browser than Debian's. */
function openBrowser(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
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
      "--disable-background-timer-throttling",
      "--disable-backgrounding-occluded-windows",
      "--disable-component-update",
      "--disable-renderer-backgrounding",
      "--disable-sync",
    ],
  });
}

function addressOf(port: number, root: string, files: readonly string[]): string {
  const kind = root.endsWith(".code-workspace") ? "workspace" : "folder";
  const payload = files.map((file) => ["openFile", `vscode-remote://127.0.0.1:${port}${file}`]);
  const query = new URLSearchParams({ [kind]: root, payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query.toString()}`;
}
