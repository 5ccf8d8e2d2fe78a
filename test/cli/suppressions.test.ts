import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TestWorkspace } from "./workspace.js";
import { createWorkspace, sampleFiles, sourceOf, today } from "./workspace.js";

const file = "halyard-suppressions.json";
const unprunedMessage = /^There are suppressions for errors that no longer occur/;

async function suppressed(): Promise<TestWorkspace> {
  const workspace = createWorkspace(sampleFiles);
  const { code } = await workspace.halyard("--suppress-all", ...today);
  expect(code).toBe(0);
  return workspace;
}

test("suppress, check, add an error, take it back, fix the first, prune", async () => {
  const workspace = await suppressed();
  expect(workspace.read(file)).toMatchInlineSnapshot(`
    "{
      "src/shipping.ts": {
        "unknown-flag": {
          "count": 1
        }
      }
    }
    "
  `);
  const calm = await workspace.halyard(...today);
  expect([calm.code, calm.stdout.includes("1 suppressed")]).toEqual([0, true]);

  workspace.write("src/shipping.ts", sourceOf("free-shipping", "free-shiping", "free-shippin"));
  const worse = await workspace.halyard("-f", "json", ...today);
  expect(worse.code).toBe(1);
  expect(worse.stdout.match(/"ruleId": "unknown-flag"/g)).toHaveLength(2);

  workspace.write("src/shipping.ts", sourceOf("free-shipping"));
  const better = await workspace.halyard(...today);
  expect(better.code).toBe(2);
  expect(better.stderr).toMatch(unprunedMessage);
  expect(better.stdout).toContain("3 findings");
  expect((await workspace.halyard("--pass-on-unpruned-suppressions", ...today)).code).toBe(0);
  expect((await workspace.halyard("src/checkout.ts", ...today)).code).toBe(0);

  expect((await workspace.halyard("--prune-suppressions", ...today)).code).toBe(0);
  expect(workspace.read(file)).toBe("{}\n");
  expect((await workspace.halyard(...today)).code).toBe(0);
});

test("pruning also takes out files that are gone", async () => {
  const workspace = await suppressed();
  workspace.remove("src/shipping.ts");
  expect((await workspace.halyard(...today)).stderr).toBe("");
  expect((await workspace.halyard("--prune-suppressions", ...today)).code).toBe(0);
  expect(workspace.read(file)).toBe("{}\n");
});

test("one rule can be suppressed, and only errors are", async () => {
  const workspace = createWorkspace(sampleFiles);
  await workspace.halyard("--suppress-rule", "rolled-out-flag", ...today);
  expect(workspace.read(file)).toBe("{}\n");
  const rule = ["--rule", "rolled-out-flag:error"];
  await workspace.halyard("--suppress-rule", "rolled-out-flag", ...rule, ...today);
  expect(Object.keys(JSON.parse(workspace.read(file)) as object)).toEqual(["src/checkout.ts"]);
});

test("another location is written, read, and must exist to be read", async () => {
  const workspace = createWorkspace(sampleFiles);
  const location = ["--suppressions-location", "config/accepted.json"];
  const missing = await workspace.halyard(...location, ...today);
  expect([missing.code, missing.stdout]).toEqual([2, ""]);
  expect(missing.stderr).toContain("config/accepted.json does not exist");
  expect((await workspace.halyard("--suppress-all", ...location, ...today)).code).toBe(0);
  expect(existsSync(join(workspace.root, file))).toBe(false);
  expect((await workspace.halyard(...location, ...today)).code).toBe(0);
});

test.each([
  ["--suppress-all", "--prune-suppressions"],
  ["--suppress-all", "--suppress-rule=stale-flag"],
  ["--suppress-rule=stale-flag", "--prune-suppressions"],
])("%s and %s exclude each other", async (...options) => {
  const { code, stderr } = await createWorkspace(sampleFiles).halyard(...options);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^--[a-z-]+ and --[a-z-]+ cannot be used together\.\n$/);
});

test("a broken suppressions file is named, and left as it is", async () => {
  const workspace = createWorkspace({ ...sampleFiles, [file]: "{" });
  for (const option of ["--quiet", "--suppress-all", "--prune-suppressions"]) {
    const { code, stderr } = await workspace.halyard(option, ...today);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^halyard-suppressions\.json: .*not valid JSON/);
  }
  expect(workspace.read(file)).toBe("{");
});
