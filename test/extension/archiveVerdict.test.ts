import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { archiveVerdictFrom } from "../../extension/src/stores/archiveVerdict.js";
import { storeWorkspace } from "../stores/halyard.js";

const program = join(import.meta.dirname, "../../cli/bin/halyard.js");
const flag = {
  flagType: "boolean",
  variants: { on: true, off: false },
  lifecycle: { type: "release", owner: "team-shop", expires: "2027-06-30" },
};
const matchers = [{ kind: "call", names: ["isEnabled"], key: 0, valueType: "boolean" }];

test("what the command line says of a flag that is still read is understood, place and all", () => {
  const shop = storeWorkspace({
    "package.json": '{ "name": "shop", "private": true }\n',
    "halyard.config.json": JSON.stringify({ matchers }),
    "flags.json": JSON.stringify({ flags: { "new-nav": flag } }),
    "src/nav.ts": '\nexport const nav = isEnabled("new-nav");\n',
  });
  try {
    const args = [program, "can-archive", "new-nav", "--format", "json"];
    const { stdout } = spawnSync(process.execPath, args, { cwd: shop.root, encoding: "utf8" });
    const verdict = archiveVerdictFrom(stdout);
    expect(verdict?.standing).toBe("blocked");
    expect(verdict?.checks.find(({ id }) => id === "references")).toMatchObject({
      standing: "blocked",
      place: { path: "src/nav.ts", line: 2 },
    });
  } finally {
    shop.remove();
  }
});

test("anything else is no verdict", () => {
  const check = { id: "store", standing: "safe", message: "fine", evidence: [] };
  expect(archiveVerdictFrom(JSON.stringify({ standing: "safe", checks: [check] }))).toEqual({
    standing: "safe",
    store: undefined,
    checks: [{ id: "store", standing: "safe", message: "fine", place: undefined }],
  });
  for (const other of [
    "",
    "null",
    "[]",
    '{ "standing": "safe" }',
    '{ "standing": "fine", "checks": [] }',
    '{ "standing": "safe", "checks": [{ "id": "store", "standing": "sure", "message": "" }] }',
  ]) {
    expect(archiveVerdictFrom(other), other).toBeUndefined();
  }
});
