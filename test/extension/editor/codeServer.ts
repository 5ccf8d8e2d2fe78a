import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startCompanions, untilReady } from "../../outside/companion.js";
import { figure } from "./figures.js";
import { installEditor } from "./installEditor.js";
import { writeSettings } from "./settings.js";

/** A running editor on loopback. Windows come and go; it stays. */
export interface CodeServer {
  readonly port: number;
  /** The folder of the user's settings. */
  readonly data: string;
  stop(): Promise<void>;
}

/** Starts the editor in folders of its own, with a packed extension. */
export async function startCodeServer(vsix: string): Promise<CodeServer> {
  const entry = installEditor();
  const home = mkdtempSync(join(tmpdir(), "halyard-editor-"));
  const data = join(home, "data");
  writeSettings(data, {});
  const folders = ["--user-data-dir", data, "--extensions-dir", join(home, "extensions")];
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, "config") };
  const asked = performance.now();
  execFileSync(process.execPath, [entry, ...folders, "--install-extension", vsix], {
    env,
    stdio: "pipe",
  });
  figure("installation of the extension", (performance.now() - asked) / 1000, "s");
  const port = await freePort();
  const address = ["--bind-addr", `127.0.0.1:${port}`, "--auth", "none"];
  const quiet = [
    "--disable-telemetry",
    "--disable-update-check",
    "--disable-getting-started-override",
  ];
  const config = ["--config", join(home, "config.yaml")];
  const editor = startCompanions(
    process.execPath,
    [entry, ...address, ...quiet, ...config, ...folders],
    { env },
  );
  const stop = async (): Promise<void> => {
    await editor.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const health = `http://127.0.0.1:${port}/healthz`;
    await untilReady(editor, async () => (await fetch(health)).ok, 120_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, data, stop };
}
