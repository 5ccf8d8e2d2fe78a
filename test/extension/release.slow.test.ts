import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const script = join(import.meta.dirname, "../../extension/release.mjs");

test("a dry run packs the extension, finds nothing wrong, and says where it would go", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--dry-run"], {
    encoding: "utf8",
    env: { ...process.env, VSCE_PAT: "", OVSX_PAT: "" },
  });
  expect(stderr).not.toContain("Not fit to be published");
  expect(status).toBe(0);
  expect(stdout).toContain("Would publish to VS Code Marketplace");
  expect(stdout).toContain("Would publish to Open VSX");
}, 180_000);
