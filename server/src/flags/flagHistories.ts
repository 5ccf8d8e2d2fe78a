import { createHash } from "node:crypto";
import { readFlagHistory, runGit } from "@halyard/core/node";
import type { HistoryPoint } from "../protocol/dashboard.js";
import type { Snapshot } from "../workspaces/snapshot.js";

interface KnownHistory {
  /** What it follows from: the commit, the registry files as they are, and the moment. */
  readonly of: string;
  readonly points: Promise<readonly HistoryPoint[]>;
}

/** The history of each project's flags, read again only where something has changed that it follows from. */
export class FlagHistories {
  readonly #known = new Map<string, KnownHistory>();

  async of(snapshot: Snapshot): Promise<readonly HistoryPoint[]> {
    const of = await stateOf(snapshot);
    const known = this.#known.get(snapshot.root);
    if (known?.of === of) return known.points;
    const points = read(snapshot);
    this.#known.set(snapshot.root, { of, points });
    points.catch(() => {
      this.#known.delete(snapshot.root);
    });
    return points;
  }
}

async function stateOf(snapshot: Snapshot): Promise<string> {
  const { root, analysis, now } = snapshot;
  const head = await runGit(root, ["rev-parse", "HEAD"]);
  const hash = createHash("sha1");
  hash.update(`${head.kind === "output" ? head.text : head.kind}\0${now.toISOString()}\0`);
  for (const { path } of analysis.registries)
    hash.update(`${path}\0${snapshot.textOf(path) ?? ""}\0`);
  return hash.digest("base64");
}

async function read({ root, now }: Snapshot): Promise<readonly HistoryPoint[]> {
  const { storeFormats } = await import("@halyard/stores/formats");
  const history = await readFlagHistory({ cwd: root, now, formats: storeFormats });
  if (!history.ok) return [];
  return history.points.map(({ date, flags, overdue, medianAgeDays }) => ({
    date,
    flags,
    overdue,
    medianAgeDays,
  }));
}
