import { readFileSync } from "node:fs";
import { join } from "node:path";
import { installOutside } from "../../outside/install.js";
import { startPostgres } from "./postgres.js";
import { freePort, startCompanion, untilReady } from "../../outside/companion.js";

/** A real Unleash on loopback with its own database. */
export interface RunningUnleash {
  readonly url: string;
  readonly adminToken: string;
  /** A token of the SDKs, by environment. */
  readonly backendTokens: Readonly<Record<"development" | "production", string>>;
  readonly stop: () => Promise<void>;
}

const adminToken = "*:*.admin-token-of-the-tests";
const backendTokens = {
  development: "default:development.backend-token-of-the-tests",
  production: "default:production.backend-token-of-the-tests",
} as const;

/** Starts PostgreSQL and Unleash, and answers once Unleash is healthy: about 20 seconds with its migrations. */
export async function startUnleash(): Promise<RunningUnleash> {
  const manifest = readFileSync(join(import.meta.dirname, "packages.json"), "utf8");
  const home = installOutside("unleash-server", manifest);
  const postgres = await startPostgres();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const unleash = startCompanion(
    process.execPath,
    [join(home, "node_modules", "unleash-server", "dist", "server.js")],
    { cwd: home, env: { ...process.env, ...environment(postgres.url, port, url) } },
  );
  const stop = async (): Promise<void> => {
    await unleash.stop();
    await postgres.stop();
  };
  try {
    await untilReady(unleash, async () => (await fetch(`${url}/health`)).ok, 120_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, adminToken, backendTokens, stop };
}

/** Nothing is asked of the world outside: no version check, no telemetry. */
function environment(databaseUrl: string, port: number, url: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    DATABASE_SSL: "false",
    HTTP_HOST: "127.0.0.1",
    HTTP_PORT: String(port),
    UNLEASH_URL: url,
    CHECK_VERSION: "false",
    SEND_TELEMETRY: "false",
    INIT_ADMIN_API_TOKENS: adminToken,
    INIT_BACKEND_API_TOKENS: Object.values(backendTokens).join(","),
    LOG_LEVEL: "error",
  };
}
