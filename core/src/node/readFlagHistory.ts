import * as posix from "node:path/posix";
import picomatch from "picomatch";
import type { HalyardConfig } from "../config/model.js";
import { debtOf, type DebtPoint, type RegistrySnapshot } from "../history/debt.js";
import { sampledCommits, type RegistryCommit } from "../history/sampledCommits.js";
import type { FileContent, FileSystem } from "../vfs/fileSystem.js";
import { declarationsBy, loadRegistriesFor } from "./loadRegistriesFor.js";
import { ParserPool } from "./parserPool.js";
import { runGit } from "./runGit.js";
import { readSettings } from "./settings.js";
import type { OpenOptions } from "./workspace.js";

/** What to read of the past. */
export interface FlagHistoryOptions extends Pick<
  OpenOptions,
  "cwd" | "configPath" | "now" | "formats"
> {
  /** At most so many points, the present not counted; default 36. */
  readonly points?: number;
}

/** The flag debt over time, oldest first and the working tree last, or a sentence that says why there is none. */
export type FlagHistory =
  | { readonly ok: true; readonly points: readonly DebtPoint[] }
  | { readonly ok: false; readonly message: string };

/**
 * Reads the registries as they were at commits of the past, with the configuration of today.
 *
 * It runs git, and only commands that run nothing of the repository: no hook, no filter, no external diff. Without a
 * repository, or in one without a commit yet, the present is the only point.
 */
export async function readFlagHistory(options: FlagHistoryOptions): Promise<FlagHistory> {
  const settings = readSettings(options);
  if (!settings.ok) {
    return { ok: false, message: settings.problems[0]?.message ?? "The configuration is broken." };
  }
  const { root, config, fileSystem } = settings;
  const commits = sampledCommits(await commitsOf(root, config), options.points ?? 36);
  const pool = new ParserPool(root, 1);
  const elsewhere = declarationsBy(pool, { live: true });
  const snapshots: RegistrySnapshot[] = [];
  for (const { hash, time } of commits) {
    const at = new Date(time);
    if (at > options.now) continue;
    const past = await fileSystemAt(root, hash, config);
    const { registries } = await loadRegistriesFor(
      past,
      config,
      { ...options, now: at },
      elsewhere,
    );
    snapshots.push({ at, commit: hash, registries });
  }
  const present = await loadRegistriesFor(fileSystem, config, options, elsewhere);
  await pool.close();
  snapshots.push({ at: options.now, registries: present.registries });
  return { ok: true, points: debtOf(snapshots) };
}

/** Every commit of HEAD's history that changed a registry file. */
async function commitsOf(root: string, config: HalyardConfig): Promise<RegistryCommit[]> {
  const pathspecs = namesIn(config).map((name) =>
    isGlob(name) ? `:(glob)${name}` : `:(literal)${name}`,
  );
  if (pathspecs.length === 0) return [];
  const log = await runGit(root, [
    "log",
    "--format=%H %ct",
    "--no-show-signature",
    "--",
    ...pathspecs,
  ]);
  if (log.kind !== "output") return [];
  return log.text.split("\n").flatMap((line) => {
    const [hash, seconds] = line.split(" ");
    return hash && seconds ? [{ hash, time: Number(seconds) * 1000 }] : [];
  });
}

/** The registry paths relative to the workspace root; those that lead out of it have no history here. */
function namesIn({ registry, directory }: HalyardConfig): readonly string[] {
  return registry
    .flatMap(({ path }) => path)
    .filter((path) => !posix.isAbsolute(path))
    .map((path) => posix.join(directory, path))
    .filter((path) => !path.startsWith("../"));
}

function isGlob(name: string): boolean {
  return picomatch.scan(name).isGlob;
}

/** The registry files of a commit, read before anybody asks, because a file system answers at once. */
async function fileSystemAt(
  root: string,
  commit: string,
  config: HalyardConfig,
): Promise<FileSystem> {
  const names = namesIn(config);
  const listing = names.some(isGlob) ? await filesAt(root, commit) : [];
  const matching = picomatch(names.filter(isGlob));
  const wanted = new Set([
    ...names.filter((name) => !isGlob(name)),
    ...listing.filter((path) => matching(path)),
  ]);
  const contents = new Map<string, FileContent>();
  for (const path of wanted) {
    const blob = await runGit(root, ["cat-file", "blob", `${commit}:./${path}`]);
    if (blob.kind === "output") contents.set(path, { kind: "text", text: blob.text });
  }
  return {
    readFile: (path) => contents.get(path) ?? { kind: "missing" },
    listFiles: () => listing,
  };
}

async function filesAt(root: string, commit: string): Promise<readonly string[]> {
  const listed = await runGit(root, ["ls-tree", "-r", "-z", "--name-only", commit]);
  if (listed.kind !== "output") return [];
  return listed.text.split("\0").filter((path) => path !== "");
}
