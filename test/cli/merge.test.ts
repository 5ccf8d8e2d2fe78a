import { expect, test } from "vitest";
import { monorepo, packageNames } from "./monorepo.js";
import { createWorkspace } from "./workspace.js";

const day = ["--now", "2026-11-22"] as const;
const report = ["--format", "report", "--workers", "0", ...day] as const;

test("the reports of eight packages merge to the report of the whole, byte for byte", async () => {
  const workspace = createWorkspace(monorepo());
  const whole = await workspace.halyard("index", ...report);
  expect(whole.code).toBe(0);
  // Four reads in each package, one of them through the neighbour's wrapper, and one with a key of run time.
  expect(whole.stdout.match(/"flagKey":"across-\d"/g)).toHaveLength(packageNames.length);
  expect(whole.stdout.match(/"flagKey":null/g)).toHaveLength(packageNames.length);
  const files: string[] = [];
  for (const name of [...packageNames].reverse()) {
    const part = await workspace.halyard("index", `packages/${name}`, ...report);
    expect(part.stdout).not.toBe(whole.stdout);
    workspace.write(`reports/${name}.json`, part.stdout);
    files.push(`reports/${name}.json`);
  }
  const merged = await workspace.halyard("index", "--merge", ...files);
  expect(merged).toEqual({ code: 0, stdout: whole.stdout, stderr: "" });
  // Parts may overlap, and a report of reports is one like any other.
  workspace.write("reports/whole.json", merged.stdout);
  const again = await workspace.halyard(
    "index",
    "--merge",
    "reports/p3.json",
    "reports/whole.json",
  );
  expect(again.stdout).toBe(whole.stdout);
});

test("nothing to report is a report, too", async () => {
  const workspace = createWorkspace({ "a.ts": "export const a = 1;\n" });
  const { stdout } = await workspace.halyard("index", ...report);
  workspace.write("empty.json", stdout);
  expect(await workspace.halyard("index", "--merge", "empty.json")).toMatchObject({
    code: 0,
    stdout,
  });
});

test.each([
  ["none.json", undefined, "cannot read none.json: ENOENT"],
  ["a.json", "{", "a.json is not JSON"],
  ["a.json", "[]", "a.json is no report"],
  ["a.json", '{ "reportVersion": 2, "references": [] }', "a.json is of another version"],
  ["a.json", '{ "reportVersion": 1, "digest": "x", "references": [] }', "a.json was changed"],
  ["a.json", '{ "reportVersion": 1, "digest": "x", "references": [7] }', "a.json is no report"],
])("%s that holds %s is not merged", async (path, text, message) => {
  const workspace = createWorkspace(text === undefined ? {} : { [path]: text });
  const { code, stdout, stderr } = await workspace.halyard("index", "--merge", path);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
});
