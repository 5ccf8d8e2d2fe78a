import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  openWorkspace,
  planFlagRemoval,
  planMigrationRetirement,
  type Workspace,
} from "../../core/src/node/index.js";
import type { FileChange } from "../../core/src/text/change.js";

const shapes = fileURLToPath(new URL("../fixtures/migration/shapes/", import.meta.url));

/** What Halyard makes of one shape of code that people write while they move from one system to another. */
interface Shape {
  /**
   * - `recognised`: removed as `after` shows, byte for byte.
   * - `reported`: refused, or a finding says what is wrong.
   * - `left-alone`: not a flag, so nothing is said and nothing could be removed.
   */
  readonly says: "recognised" | "reported" | "left-alone";
  readonly note?: string;
  readonly remove?: { readonly flag: string; readonly variant?: string };
  /** The id of the migration that is taken apart. */
  readonly retire?: string;
  readonly refusals?: readonly string[];
  /** Rules that have to speak up. */
  readonly findings?: readonly string[];
  /** Kinds of dual-path wrappers that are seen. */
  readonly wrappers?: readonly string[];
  readonly gone?: readonly string[];
}

interface Planned {
  readonly files: readonly FileChange[];
  readonly refusals: readonly string[];
}

async function plan(workspace: Workspace, { remove, retire }: Shape): Promise<Planned> {
  if (remove !== undefined) {
    const { flag, variant } = remove;
    const { files, refusals } = await planFlagRemoval(workspace, {
      flagKey: flag,
      ...(variant !== undefined && { variant }),
    });
    return { files, refusals: refusals.map(({ code }) => code) };
  }
  if (retire === undefined) return { files: [], refusals: [] };
  const { steps } = await planMigrationRetirement(workspace, { migrationId: retire });
  return {
    files: steps.flatMap((step) => step.files),
    refusals: steps.flatMap((step) => step.refusals.map(({ code }) => code)),
  };
}

/** The texts of a directory's files by path. */
function textsIn(directory: string): Map<string, string> {
  if (!existsSync(directory)) return new Map();
  const paths = readdirSync(directory, { recursive: true, encoding: "utf8" });
  return new Map(
    paths
      .filter((path) => /\.\w+$/u.test(path))
      .map((path) => [path.replaceAll("\\", "/"), readFileSync(join(directory, path), "utf8")]),
  );
}

/** What the plan leaves of the changed files. */
function outcomeOf(files: readonly FileChange[]): Record<string, string | null> {
  const texts = new Map<string, string | null>();
  for (const { path, kind, newText } of files) texts.set(path, kind === "delete" ? null : newText);
  return Object.fromEntries(texts);
}

const names = readdirSync(shapes).sort();

describe.each(names)("%s", (name) => {
  const shape = JSON.parse(readFileSync(join(shapes, name, "shape.json"), "utf8")) as Shape;

  it(`is ${shape.says}`, async () => {
    const opened = await openWorkspace({
      cwd: join(shapes, name, "before"),
      now: new Date("2026-11-22T12:00:00Z"),
      cache: false,
      workers: 0,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
    const { workspace } = opened;
    const { analysis } = workspace;
    expect(analysis.problems).toEqual([]);
    const rules = new Set(analysis.findings().map(({ ruleId }) => ruleId));
    for (const rule of shape.findings ?? []) expect(rules).toContain(rule);
    const { migrations, candidates } = analysis.migrations();
    const wrappers = migrations.flatMap((one) => one.wrappers.map(({ kind }) => kind));
    expect(wrappers).toEqual(expect.arrayContaining([...(shape.wrappers ?? [])]));

    const { files, refusals } = await plan(workspace, shape);
    expect([...refusals].sort()).toEqual([...(shape.refusals ?? [])].sort());
    const gone = (shape.gone ?? []).map((path): [string, null] => [path, null]);
    const expected = Object.fromEntries([...textsIn(join(shapes, name, "after")), ...gone]);
    expect(outcomeOf(files)).toEqual(expected);

    if (shape.says === "left-alone") {
      expect([analysis.index.references, analysis.findings(), candidates]).toEqual([[], [], []]);
    }
    if (shape.says === "reported") {
      expect((shape.refusals ?? []).length + (shape.findings ?? []).length).toBeGreaterThan(0);
    }
    if (shape.says === "recognised") expect(files.length).toBeGreaterThan(0);
  });
});

it("covers all thirty-five shapes", () => {
  expect(names.map((name) => Number(name.slice(0, 2)))).toEqual(
    Array.from({ length: 35 }, (_, index) => index + 1),
  );
});
