import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TestWorkspace } from "./halyard.js";
import { goodWorkspace, halyard, makePipe, yamlBomb } from "./halyard.js";

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = goodWorkspace();
});
afterEach(() => {
  workspace.remove();
});

function configure(registry: unknown): void {
  workspace.write("halyard.config.json", JSON.stringify({ registry, adapters: [] }));
}

/** Runs the check and expects exit code 2 with nothing written; the answer is all that it said. */
async function refusal(): Promise<string> {
  const before = workspace.contents();
  const { code, stdout, stderr } = await halyard(workspace.root, "check", "--no-cache");
  expect({ code, output: stdout + stderr }).toMatchObject({ code: 2 });
  expect(workspace.contents()).toEqual(before);
  // The table wraps long messages.
  return (stdout + stderr).replace(/\s+/g, " ");
}

const flag = '"flagType": "boolean", "defaultValue": false';

describe("a registry is refused with its place", () => {
  test.each<[string, string, string | Uint8Array, RegExp]>([
    ["cut short", "flags.json", `{ "flags": {\n  "a": { ${flag}`, /flags\.json.*2:\d+/],
    [
      "with a flag twice",
      "flags.json",
      `{ "flags": {\n"a": { ${flag} },\n"a": { ${flag} } } }`,
      /3:1 .*second time|second time/,
    ],
    [
      "with __proto__",
      "flags.json",
      `{ "flags": { "__proto__": { ${flag} } } }`,
      /1:14 .*reserved/,
    ],
    ["nested without end", "flags.json", '{"flags":'.repeat(50_000), /levels deep/],
    ["that is a YAML bomb", "flags.yaml", `flags: {}\n${yamlBomb()}`, /expand to more than/],
    ["that is binary", "flags.json", new Uint8Array(4096), /not a text file/],
    ["that is empty", "flags.json", "", /is empty/],
    ["that is a list", "flags.json", '["flags:"]', /must be a registry|an object/],
  ])("when it is %s", async (_title, path, content, message) => {
    workspace.write(path, content);
    configure(path);
    expect(await refusal()).toMatch(message);
  });

  test("when it has 50 MB", async () => {
    const entries = `"flag-with-a-long-name": { ${flag} },\n`.repeat(700_000);
    workspace.write("flags.json", `{ "flags": { ${entries} } }`);
    configure("flags.json");
    expect(await refusal()).toMatch(/at most 10 MB are read, so split it/);
  });

  test("when it is missing, a directory or a pipe", async () => {
    configure("nowhere.json");
    expect(await refusal()).toContain("does not exist");
    mkdirSync(join(workspace.root, "folder.json"));
    configure("folder.json");
    expect(await refusal()).toContain("it is not a file");
    makePipe(join(workspace.root, "pipe.json"));
    configure("pipe.json");
    expect(await refusal()).toContain("it is not a file");
  });

  test("when it is a link out of the workspace, to itself or to nothing", async () => {
    writeFileSync(join(workspace.root, "../secret.json"), '{ "flags": { "secret-key": {} } }');
    symlinkSync("../secret.json", join(workspace.root, "outside.json"));
    configure("outside.json");
    const message = await refusal();
    expect(message).toContain("outside the workspace");
    expect(message).not.toContain("secret-key");
    symlinkSync("..", join(workspace.root, "up"));
    configure("up/secret.json");
    expect(await refusal()).toContain("outside the workspace");
    symlinkSync("loop.json", join(workspace.root, "loop.json"));
    configure("loop.json");
    expect(await refusal()).toContain("a link that leads to itself");
    symlinkSync("nothing.json", join(workspace.root, "dangling.json"));
    configure("dangling.json");
    expect(await refusal()).toContain("does not exist");
  });

  test("when it is TypeScript that nests without end", async () => {
    workspace.write("flags.ts", `export const flags = ${"[".repeat(10_000)}${"]".repeat(10_000)};`);
    configure({ path: "flags.ts", declarations: "flags" });
    expect(await refusal()).toContain("flags.ts");
  });
});

test("a byte order mark, CRLF and malformed UTF-8 in a registry are no reason to fail", async () => {
  const text = `\uFEFF{\r\n  "flags": {\r\n    "a": { ${flag}, "description": "caf?" }\r\n  }\r\n}\r\n`;
  const bytes = Buffer.from(text);
  bytes[bytes.indexOf("?")] = 0xe9;
  workspace.write("flags.json", bytes);
  configure("flags.json");
  const { code, stdout } = await halyard(workspace.root, "list", "--format", "json", "--no-cache");
  expect(code).toBe(0);
  expect(stdout).toContain('"a"');
});
