import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openWorkspace } from "@halyard/core/node";
import { afterAll, expect, it } from "vitest";

const halyard = fileURLToPath(new URL("../../cli/bin/halyard.js", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "halyard-warm-"));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Prints whether the compiler is among the modules that were loaded, as the process ends. */
const tellCompiler = `
const Module = require("node:module");
const load = Module._load;
let loaded = false;
Module._load = function (name) {
  if (name.includes("ts-morph")) loaded = true;
  return load.apply(this, arguments);
};
process.on("exit", () => process._rawDebug(loaded ? "COMPILER" : "NO COMPILER"));
`;

it("loads no compiler when the cache holds", () => {
  const flags = {
    one: { flagType: "boolean", defaultValue: false, variants: { on: true, off: false } },
  };
  writeFileSync(join(root, "flags.json"), JSON.stringify({ registryVersion: 1, flags }));
  writeFileSync(
    join(root, "halyard.config.json"),
    JSON.stringify({ matchers: [{ kind: "call", names: ["isOn"], key: 0 }] }),
  );
  writeFileSync(join(root, "a.ts"), `isOn("one");`);
  writeFileSync(join(root, "tell.cjs"), tellCompiler);
  const run = (): string => {
    // Without a thread, so that the compiler would be loaded here if it is loaded at all.
    const args = ["--require", join(root, "tell.cjs"), halyard, "--workers", "0", "--cwd", root];
    return spawnSync(process.execPath, [...args, "--now", "2026-11-22"], { encoding: "utf8" })
      .stderr;
  };
  expect(run()).toMatch(/^COMPILER$/m);
  expect(run()).toMatch(/^NO COMPILER$/m);
});

it("follows migrations from its cache, without the compiler, until a file changes", () => {
  const home = join(root, "migration");
  const variants = { on: true, off: false };
  const flag = { flagType: "boolean", defaultValue: false, variants };
  const system = (name: string, file: string): object => ({ name, writes: [`${file}#Store.save`] });
  const move = {
    owner: "team",
    systems: { old: system("a", "old.ts"), new: system("b", "new.ts") },
    write: { flag: "write", variant: "on" },
    read: { flag: "read", variant: "on" },
    killSwitch: { flag: "stop", variant: "on", stops: ["writes"] },
    stage: "dualwrite",
  };
  const registry = {
    registryVersion: 1,
    flags: { write: flag, read: flag, stop: flag },
    migrations: { move },
  };
  mkdirSync(home);
  writeFileSync(join(home, "flags.json"), JSON.stringify(registry));
  writeFileSync(join(home, "halyard.config.json"), "{}");
  const store = "export class Store { async save(id: string): Promise<void> { await fetch(id); } }";
  writeFileSync(join(home, "old.ts"), store);
  writeFileSync(join(home, "new.ts"), store);
  const caller =
    'import { Store } from "./new.js";\nexport const run = () => new Store().save("1");\n';
  writeFileSync(join(home, "run.ts"), caller);
  const run = (): { stderr: string; stdout: string } => {
    const tell = ["--require", join(root, "tell.cjs"), halyard, "--workers", "0", "--cwd", home];
    const args = [...tell, "--now", "2026-11-22", "--rule", "missing-kill-switch:error"];
    return spawnSync(process.execPath, args, { encoding: "utf8" });
  };
  const cold = run();
  expect(cold.stderr).toMatch(/^COMPILER$/m);
  expect(cold.stdout).toContain("missing-kill-switch");
  const warm = run();
  expect(warm.stderr).toMatch(/^NO COMPILER$/m);
  expect(warm.stdout).toBe(cold.stdout);
  writeFileSync(
    join(home, "run.ts"),
    `${caller}export const again = () => new Store().save("2");\n`,
  );
  const edited = run();
  expect(edited.stderr).toMatch(/^COMPILER$/m);
  expect(edited.stdout.match(/runs even while/gu)).toHaveLength(2);
});

it("follows what an editor has open in another state than the cache knows", async () => {
  // The workspace of the test before.
  const cwd = join(root, "migration");
  const found = async (typed: string): Promise<number> => {
    const opened = await openWorkspace({
      cwd,
      now: new Date("2026-11-22"),
      severities: new Map([["missing-kill-switch", "error"]]),
      live: true,
    });
    if (!opened.ok) throw new Error(opened.problems[0]?.message);
    const { workspace } = opened;
    const text = (workspace.textOf("run.ts") ?? "") + typed;
    await workspace.refresh({ texts: new Map([["run.ts", text]]) });
    const analysis = await workspace.complete();
    const findings = analysis.findings().filter(({ ruleId }) => ruleId === "missing-kill-switch");
    await workspace.close();
    return findings.length;
  };
  expect(await found("")).toBe(2);
  expect(await found('export const more = () => new Store().save("3");\n')).toBe(3);
});
