import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openWorkspace } from "../../core/src/node/openWorkspace.js";
import type { RegistryFormat } from "../../core/src/registry/format.js";
import { storeFormats } from "../../stores/src/formats/index.js";

function workspace(files: Readonly<Record<string, unknown>>): string {
  const root = mkdtempSync(join(tmpdir(), "halyard-formats-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, value] of Object.entries(files)) {
    writeFileSync(join(root, path), JSON.stringify(value));
  }
  return root;
}

const progressiveRollout = {
  initial: { variation: "off", percentage: 0, date: "2026-10-01T00:00:00Z" },
  end: { variation: "on", percentage: 100, date: "2026-11-01T12:00:00Z" },
};

async function stateOn(cwd: string, day: string): Promise<unknown> {
  const opened = await openWorkspace({
    cwd,
    now: new Date(day),
    cache: join(cwd, "cache"),
    workers: 0,
    formats: storeFormats,
  });
  if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join(" "));
  const [registry] = opened.workspace.analysis.registries;
  return registry?.flags.get("a")?.environments.get("production");
}

test("what is remembered of a registry with dated steps holds for a day", async () => {
  const cwd = workspace({
    "halyard.config.json": {
      registry: { path: "flags.json", format: "go-feature-flag", environment: "production" },
    },
    "flags.json": {
      a: { variations: { on: true, off: false }, defaultRule: { progressiveRollout } },
    },
  });
  const before = { nextChange: "2026-11-01T12:00:00Z" };
  expect(await stateOn(cwd, "2026-10-31T08:00:00Z")).toMatchObject(before);
  expect(await stateOn(cwd, "2026-11-01T23:00:00Z")).toMatchObject(before);
  const after = await stateOn(cwd, "2026-11-02T08:00:00Z");
  expect(after).toMatchObject({ served: { on: 100 }, since: "2026-11-01T12:00:00Z" });
  expect(after).not.toHaveProperty("nextChange");
});

test("a format of a caller's own serves under its name, and no other name does", async () => {
  const config = { registry: { path: "flags.txt", format: "lines" } };
  const cwd = workspace({ "halyard.config.json": config, "flags.txt": "a" });
  const options = { cwd, now: new Date("2026-11-22"), cache: false, workers: 0 } as const;
  const flagd = storeFormats.get("flagd");
  const lines: RegistryFormat = {
    joinsFiles: false,
    parse: ([file], more) => {
      const key = JSON.parse(file?.text ?? '""') as string;
      const flags = { [key]: { state: "ENABLED", variants: { on: true }, defaultVariant: "on" } };
      const text = JSON.stringify({ flags });
      return (
        flagd?.parse([{ path: "flags.json", text }], more) ?? {
          flags: new Map(),
          defaults: {},
          migrations: new Map(),
          problems: [],
        }
      );
    },
  };
  const opened = await openWorkspace({ ...options, formats: new Map([["lines", lines]]) });
  expect(opened.ok && opened.workspace.analysis.registries[0]?.flags.has("a")).toBe(true);
  const without = await openWorkspace(options);
  expect(without.ok ? [] : without.problems.map(({ message }) => message)).toEqual([
    expect.stringContaining("`lines`"),
  ]);
});
