import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { configuration, directoryWith } from "./support/workspace.js";

const script = fileURLToPath(new URL("../fixtures/server/neovim.lua", import.meta.url));
const server = fileURLToPath(
  new URL("../../server/bin/halyard-language-server.js", import.meta.url),
);

/** Debian's package, where it is not there yet. */
beforeAll(() => {
  if (spawnSync("nvim", ["--version"]).status === 0) return;
  spawnSync("apt-get", ["update"]);
  const installed = spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "neovim"]);
  if (installed.status !== 0) throw new Error(installed.stderr.toString());
});

test("Neovim shows diagnostics and hover, and applies a code action", () => {
  const root = directoryWith({
    "halyard.config.json": configuration,
    "flags.json":
      '{ "flags": { "new-search": { "lifecycle": { "owner": "web", "expires": "never" } } } }',
    "src/a.ts": 'export const on = (): boolean => isEnabled("new-serch", false);\n',
  });
  const out = join(root, "out.json");
  const run = spawnSync(
    "nvim",
    ["--headless", "-u", "NONE", "-i", "NONE", "-c", `luafile ${script}`],
    {
      env: {
        ...process.env,
        HOME: root,
        HALYARD_NODE: process.execPath,
        HALYARD_SERVER: server,
        HALYARD_ROOT: root,
        HALYARD_FILE: join(root, "src/a.ts"),
        HALYARD_OUT: out,
      },
      timeout: 150_000,
    },
  );
  expect(run.error, run.stderr.toString()).toBeUndefined();
  const shown = JSON.parse(readFileSync(out, "utf8"));
  expect(shown.diagnostics).toHaveLength(1);
  expect(shown.diagnostics[0]).toMatchObject({ line: 0, column: 43 });
  expect(shown.hover).toContain("is in no registry");
  expect(shown.action).toBe('Change the key to "new-search"');
  expect(shown.text[0]).toBe('export const on = (): boolean => isEnabled("new-search", false);');
  expect(shown.left).toBe(0);
});
