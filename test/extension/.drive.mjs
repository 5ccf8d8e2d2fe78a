// ../../tmp/drive.ts
import { cpSync, mkdtempSync as mkdtempSync3 } from "node:fs";

// test/extension/codeServer.ts
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
var editor = "code-server@4.100.3";
var quietSettings = {
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "chat.commandCenter.enabled": false,
  "security.workspace.trust.banner": "always",
  "editor.minimap.enabled": false,
  "git.openRepositoryInParentFolders": "never",
  "telemetry.telemetryLevel": "off",
};
function installEditor() {
  const hash = createHash("sha256")
    .update(`${editor} without TypeScript`)
    .digest("hex")
    .slice(0, 12);
  const directory = join(tmpdir(), `halyard-code-server-${hash}`);
  const complete = join(directory, "complete");
  if (existsSync(complete)) return directory;
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "package.json"), JSON.stringify({ private: true }));
  const npm = (args, cwd) => {
    execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd,
      stdio: ["ignore", "ignore", "inherit"],
    });
  };
  npm(["install", "--ignore-scripts", editor], directory);
  const inner = join(directory, "node_modules/code-server/lib/vscode");
  npm(["install", "--omit=dev", "--ignore-scripts"], inner);
  rmSync(join(inner, "extensions/typescript-language-features"), { recursive: true, force: true });
  npm(["rebuild", "argon2"], directory);
  writeFileSync(complete, "");
  return directory;
}
async function startCodeServer(options) {
  const entry = join(installEditor(), "node_modules/code-server/out/node/entry.js");
  const home = mkdtempSync(join(tmpdir(), "halyard-editor-"));
  const [data, extensions] = [join(home, "data"), join(home, "extensions")];
  mkdirSync(join(data, "User"), { recursive: true });
  const settings = { ...quietSettings, ...options.settings };
  writeFileSync(join(data, "User/settings.json"), JSON.stringify(settings));
  const folders = ["--user-data-dir", data, "--extensions-dir", extensions];
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, "config") };
  execFileSync(process.execPath, [entry, ...folders, "--install-extension", options.vsix], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [
      entry,
      "--bind-addr",
      `127.0.0.1:${port}`,
      "--auth",
      "none",
      "--disable-telemetry",
      "--disable-update-check",
      "--disable-getting-started-override",
      ...(options.asksForTrust === true ? [] : ["--disable-workspace-trust"]),
      "--config",
      join(home, "config.yaml"),
      ...folders,
    ],
    { env, stdio: ["ignore", "pipe", "inherit"], detached: true },
  );
  await listening(child);
  return {
    port,
    address: (folder, files = []) => {
      const kind = folder.endsWith(".code-workspace") ? "workspace" : "folder";
      const payload = files.map((file) => ["openFile", `vscode-remote://127.0.0.1:${port}${file}`]);
      const query = new URLSearchParams({ [kind]: folder, payload: JSON.stringify(payload) });
      return `http://127.0.0.1:${port}/?${query.toString()}`;
    },
    stop: async () => {
      await ended(child);
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
function listening(child) {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk) => {
      if (chunk.toString().includes("HTTP server listening")) resolve();
    });
    child.once("exit", (code) => {
      reject(new Error(`The editor ended with ${code} before it listened.`));
    });
  });
}
async function ended(child) {
  if (child.exitCode !== null || child.pid === void 0) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid, "SIGKILL");
  await gone;
}
function freePort() {
  return new Promise((resolve, reject) => {
    const server2 = createServer();
    server2.once("error", reject);
    server2.listen(0, "127.0.0.1", () => {
      const address = server2.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server2.close(() => {
        resolve(port);
      });
    });
  });
}

// test/extension/workbench.ts
import { mkdtempSync as mkdtempSync2, rmSync as rmSync2 } from "node:fs";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join2 } from "node:path";
import { chromium } from "playwright-core";
var Workbench = class _Workbench {
  page;
  #context;
  #profile;
  /** Addresses outside of this machine that the window asked for. */
  outside = [];
  constructor(page, context, profile) {
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
  static async open(address) {
    const profile = mkdtempSync2(join2(tmpdir2(), "halyard-browser-"));
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
    page.setDefaultTimeout(3e4);
    const workbench = new _Workbench(page, context, profile);
    await workbench.goto(address);
    return workbench;
  }
  async goto(address) {
    await this.page.goto(address);
    await this.page.locator(".monaco-workbench").waitFor({ timeout: 9e4 });
  }
  async close() {
    await this.#context.close();
    rmSync2(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
  /** Runs a command of the palette by its title. */
  async command(title) {
    await this.page.keyboard.press("F1");
    const input = this.page.locator(".quick-input-widget input.input");
    await input.waitFor({ state: "visible" });
    await input.fill(`>${title}`);
    await this.pick(title);
  }
  /** Chooses an entry of the open quick pick. */
  async pick(text) {
    await this.picks(text).first().click();
  }
  picks(text) {
    return this.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
  }
  /** Opens a file by its name or path. */
  async openFile(name) {
    await this.page.keyboard.press("Control+p");
    const input = this.page.locator(".quick-input-widget input.input");
    await input.waitFor({ state: "visible" });
    await input.fill(name);
    await this.picks(name.replace(/^.*\//, "")).first().waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator(".tab.active", { hasText: name.replace(/^.*\//, "") }).waitFor();
  }
  /** The line of the editor that holds a text; spaces in it are the editor's own. */
  line(text) {
    const pattern = text
      .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll(" ", String.raw`\s`);
    return this.page.locator(".monaco-editor .view-line", { hasText: new RegExp(pattern) }).first();
  }
  /** Puts the cursor into a text of the editor. */
  async clickOn(text) {
    const span = this.line(text);
    const box = await span.boundingBox();
    if (box === null) throw new Error(`"${text}" cannot be seen.`);
    const at = (await span.innerText()).replaceAll("\xA0", " ").indexOf(text);
    const columns = (await span.innerText()).length;
    const width = await span
      .locator("> span")
      .evaluate((node) => node.getBoundingClientRect().width);
    await this.page.mouse.click(box.x + ((at + 0.5) * width) / columns + 1, box.y + box.height / 2);
  }
  /** Moves the mouse onto a text of the editor and answers the hover that appears. */
  async hoverOn(text) {
    await this.clickOn(text);
    await this.page.keyboard.press("Control+k");
    await this.page.keyboard.press("Control+i");
    const hover = this.page.locator(".monaco-hover:not(.hidden)").first();
    await hover.waitFor();
    return hover;
  }
  /** Shows a view of the side bar by its container's name. */
  async showContainer(name) {
    const action = this.page.locator(`.activitybar a[aria-label*="${name}"]`).first();
    const isShown = await action.locator("xpath=ancestor::li").getAttribute("class");
    if (isShown?.includes("checked") !== true) await action.click();
  }
  row(text) {
    return this.page.locator(".pane-body .monaco-list-row", { hasText: text }).first();
  }
  /** The inner page of the open web view. */
  webview() {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  }
  toast(text) {
    return this.page.locator(".notification-toast", { hasText: text }).first();
  }
};

// ../../tmp/drive.ts
var t0 = Date.now();
var log = (m) => console.log(`[${((Date.now() - t0) / 1e3).toFixed(1)}] ${m}`);
var dir = mkdtempSync3("/tmp/ws-");
cpSync("/work/main/examples/" + (process.argv[2] ?? "quick-start"), dir, {
  recursive: true,
  filter: (p) => !p.includes("node_modules") && !p.includes("/dist"),
});
var server = await startCodeServer({
  vsix: "/work/main/extension/halyard.vsix",
  settings: { "halyard.now": process.argv[4] ?? "2026-10-01" },
});
log("server");
var wb = await Workbench.open(
  server.address(dir, [dir + (process.argv[3] ?? "/src/checkoutPage.ts")]),
);
log("open");
wb.page.on("console", (m) => {
  if (/Error/.test(m.text()) && !/ripgrep|spdlog|bindings/.test(m.text()))
    console.log("CONSOLE", m.text().slice(0, 300));
});
var step = async (name, f) => {
  try {
    await f();
    log("ok " + name);
  } catch (e) {
    log("FAIL " + name + String(e).slice(0, 200));
  }
  await wb.page.screenshot({ path: `/tmp/shots/${name}.png` });
};
await step("a-squiggle", () =>
  wb.page
    .locator(".squiggly-warning, .squiggly-error, .squiggly-info")
    .first()
    .waitFor({ timeout: 6e4 }),
);
await step("b-views", async () => {
  await wb.showContainer("Halyard");
  await wb.page.waitForTimeout(4e3);
});
await step("c-dashboard", async () => {
  await wb.command("Halyard: Open Dashboard");
  await wb.page.waitForTimeout(6e3);
});
await wb.close();
await server.stop();
