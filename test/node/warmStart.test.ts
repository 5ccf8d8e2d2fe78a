import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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
