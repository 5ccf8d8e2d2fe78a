import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** VS Code 1.100's workbench with its real extension host, served to a browser; it runs on Node 20. */
const editor = "code-server@4.100.3";

const quietSettings = {
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

/** A running editor on loopback. */
export interface CodeServer {
  readonly port: number;
  /** The address that opens a folder or workspace file, and files in it. */
  address(folder: string, files?: readonly string[]): string;
  stop(): Promise<void>;
}

export interface CodeServerOptions {
  readonly vsix: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Ask for trust as the editor does, so that a fresh folder opens in Restricted Mode. */
  readonly asksForTrust?: boolean;
}

/** Installs the editor outside of the repository, without its scripts, where later runs find it again. */
function installEditor(): string {
  const hash = createHash("sha256")
    .update(`${editor} without TypeScript`)
    .digest("hex")
    .slice(0, 12);
  const directory = join(tmpdir(), `halyard-code-server-${hash}`);
  const complete = join(directory, "complete");
  if (existsSync(complete)) return directory;
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "package.json"), JSON.stringify({ private: true }));
  const npm = (args: readonly string[], cwd: string): void => {
    execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd,
      stdio: ["ignore", "ignore", "inherit"],
    });
  };
  npm(["install", "--ignore-scripts", editor], directory);
  const inner = join(directory, "node_modules/code-server/lib/vscode");
  npm(["install", "--omit=dev", "--ignore-scripts"], inner);
  // The editor's own TypeScript support would compile beside us and put its squiggles among ours.
  rmSync(join(inner, "extensions/typescript-language-features"), { recursive: true, force: true });
  // Its password hashing is the one thing that has to be built, and it comes prebuilt.
  npm(["rebuild", "argon2"], directory);
  writeFileSync(complete, "");
  return directory;
}

/** Starts the editor with the packed extension, in folders of its own. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
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

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes("HTTP server listening")) resolve();
    });
    child.once("exit", (code) => {
      reject(new Error(`The editor ended with ${code} before it listened.`));
    });
  });
}

/** Ends the editor with everything that it started. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid, "SIGKILL");
  await gone;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
