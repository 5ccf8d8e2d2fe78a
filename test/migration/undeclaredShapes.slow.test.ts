import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { offersFor, resolveFix } from "../../core/src/fixes/all.js";
import { openWorkspace, type Workspace } from "../../core/src/node/index.js";

const shapes = fileURLToPath(new URL("../fixtures/migration/shapes/", import.meta.url));
const directories: string[] = [];

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

/**
 * What is offered of each shape when no registry declares it: the flags that decide, or `none` where the wrapper keeps
 * them to itself. The shapes that are left out hold no two calls of two systems, or are no migration.
 */
const offered: Readonly<Record<number, string>> = {
  1: "STORE_MODE",
  3: "vcsMode",
  5: "none",
  6: "ORDERS_DUAL_WRITE",
  8: "write-columns return-columns",
  9: "datasets-write-new datasets-read-new",
  10: "READ_FROM_NEW",
  11: "STORE_MODE",
  12: "orders-new-store",
  13: "search-write-new search-read-new",
  14: "search-write-new",
  15: "chat-write-new chat-read-new",
  18: "ENABLE_DUAL_WRITE",
  20: "MIRROR_ROWS",
  22: "LEGACY_WRITES",
  23: "PHASE0_DUAL_WRITE",
  24: "DUAL_WRITE",
};

/** A shape as it is before anybody declares its migration. */
function undeclared(name: string): string {
  const directory = mkdtempSync(join(tmpdir(), "halyard-shape-"));
  directories.push(directory);
  cpSync(join(shapes, name, "before"), directory, { recursive: true });
  const path = join(directory, "flags.json");
  if (!existsSync(path)) return directory;
  const registry = JSON.parse(readFileSync(path, "utf8")) as {
    flags: Record<string, { lifecycle?: { migration?: string } }>;
    migrations?: object;
  };
  delete registry.migrations;
  for (const flag of Object.values(registry.flags)) delete flag.lifecycle?.migration;
  writeFileSync(path, JSON.stringify(registry, null, 2));
  return directory;
}

async function open(cwd: string): Promise<Workspace> {
  const now = new Date("2026-11-22T12:00:00Z");
  const opened = await openWorkspace({ cwd, now, cache: false, workers: 0 });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return opened.workspace;
}

it.each(readdirSync(shapes).sort())(
  "%s is offered, and holds once it is declared",
  async (name) => {
    const directory = undeclared(name);
    const workspace = await open(directory);
    const { analysis } = workspace;
    const { candidates } = analysis.migrations();
    const flags = candidates.map(({ flags: { staged, write, read } }) =>
      [staged?.flagKey, write, read].filter((key) => key !== undefined).join(" "),
    );
    const expected = offered[Number(name.slice(0, 2))];
    expect(flags.map((keys) => (keys === "" ? "none" : keys))).toEqual(
      expected === undefined ? [] : [expected],
    );
    if (expected === undefined || expected === "none") return;

    const context = {
      analysis,
      now: analysis.now,
      textOf: (path: string) => workspace.textOf(path),
    };
    const finding = analysis.findings().find(({ ruleId }) => ruleId === "undeclared-migration");
    const offer =
      finding && offersFor(finding, context).find(({ fixId }) => fixId === "declare-migration");
    if (offer === undefined) throw new Error("The fix is not offered.");
    const fix = resolveFix(offer.fixId, offer.data, context);
    if (!fix.ok) throw new Error(fix.reason);
    for (const { path, newText } of fix.changes) writeFileSync(join(directory, path), newText);

    const declared = (await open(directory)).analysis;
    expect(declared.problems).toEqual([]);
    const { migrations, candidates: left } = declared.migrations();
    expect(left).toEqual([]);
    const [migration] = migrations;
    const sides = new Set(migration?.calls.map(({ side }) => side));
    expect([...sides].sort()).toEqual(["new", "old"]);
    expect(migration?.seams.length).toBeGreaterThan(0);
  },
);
