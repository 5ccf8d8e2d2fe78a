import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TestWorkspace } from "./halyard.js";
import { createWorkspace, halyard, makePipe, yamlBomb } from "./halyard.js";

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createWorkspace({ "src/a.ts": "export {};\n" });
});
afterEach(() => {
  workspace.remove();
});

/** Runs the check and expects it to refuse: exit code 2, one message, nothing written. */
async function refusal(...args: readonly string[]): Promise<string> {
  const before = workspace.contents();
  const { code, stdout, stderr } = await halyard(workspace.root, "check", ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(workspace.contents()).toEqual(before);
  return stderr;
}

describe("a configuration is refused with its place", () => {
  test.each<[string, string, string | Uint8Array, string]>([
    ["cut short", "json", '{\n  "registry": "flags.json"', "halyard.config.json:2:27"],
    ["with a key twice", "json", '{ "rules": {},\n  "rules": {} }', "halyard.config.json:2:3"],
    ["with __proto__", "json", '{ "__proto__": { "include": [] } }', "halyard.config.json:1:3"],
    ["with __proto__ in YAML", "yaml", "rules:\n  __proto__: warn\n", "halyard.config.yaml:2:3"],
    ["nested without end", "json", "[".repeat(100_000), "halyard.config.json:1:101"],
    ["nested without end in YAML", "yaml", "- ".repeat(100_000), "halyard.config.yaml:1:203"],
    ["that is a YAML bomb", "yaml", yamlBomb(), "halyard.config.yaml:5:8"],
    ["with an unknown key", "yaml", "registri: flags.json\n", "did you mean `registry`?"],
    ["with a tag", "yaml", "registry: !!js/function x\n", "halyard.config.yaml:1:11"],
    ["that is empty", "json", "", "halyard.config.json:1:1"],
    [
      "with a registry outside",
      "json",
      '{ "registry": "../flags.json" }',
      "halyard.config.json:1:15",
    ],
    ["that is binary", "json", new Uint8Array([0x7b, 0, 1, 2, 0x7d]), "not a text file"],
    [
      "that is not UTF-8",
      "json",
      new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
      "halyard.config.json:1:2",
    ],
    ["of 11 MB", "json", `{${" ".repeat(11 * 1024 * 1024)}}`, "shorten it"],
  ])("when it is %s", async (_title, ending, content, place) => {
    workspace.write(`halyard.config.${ending}`, content);
    expect(await refusal()).toContain(place);
  });

  test("when it is a directory", async () => {
    mkdirSync(join(workspace.root, "halyard.config.json"));
    expect(await refusal()).toContain("it is not a file");
  });

  test("when it is a pipe", async () => {
    makePipe(join(workspace.root, "halyard.config.json"));
    expect(await refusal()).toContain("it is not a file");
  });

  test("when it is a link out of the workspace", async () => {
    writeFileSync(join(workspace.root, "../outside.json"), "{}");
    symlinkSync("../outside.json", join(workspace.root, "halyard.config.json"));
    expect(await refusal()).toContain("outside the workspace");
  });

  test("when there are two", async () => {
    workspace.write("halyard.config.json", "{}");
    workspace.write("package.json", '{ "halyard": {} }');
    expect(await refusal()).toContain("keep one and remove the other");
  });

  test("when --config names none", async () => {
    expect(await refusal("--config", "nowhere.json")).toContain("does not exist");
    expect(await refusal("--config", "src")).toContain("must end in .json");
  });

  test("when --cwd names none", async () => {
    expect(await refusal("--cwd", "nowhere")).toContain("there is no directory");
  });
});

test.each<[string, string, string]>([
  [
    "json",
    '{\n  "rules": {\n    "expired-flag": {\n      "severity": "warn",\n      "options": { "reachedMilestone": [] } } } }',
    "5:20",
  ],
  ["yaml", "rules:\n  stale-flag:\n    severity: error\n    options: [x]\n", "4:5"],
])(
  "options that a rule does not have end in exit code 2, with their place: %s",
  async (ending, text, place) => {
    workspace.write(`halyard.config.${ending}`, text);
    const { code, stdout } = await halyard(workspace.root, "check", "--no-cache");
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: expect.stringContaining("rule-options") as unknown,
    });
    expect(stdout).toMatch(new RegExp(`halyard\\.config\\.${ending}[^]*\\b${place}\\b`));
  },
);

test("a byte order mark and CRLF in a configuration are fine", async () => {
  workspace.write("halyard.config.json", '\uFEFF{\r\n  "adapters": []\r\n}\r\n');
  expect(await halyard(workspace.root, "check")).toMatchObject({ code: 0, stderr: "" });
});

test("a run writes its cache and nothing else", async () => {
  const before = workspace.contents();
  await halyard(workspace.root, "check");
  expect(workspace.contents()).toEqual(before);
  const added = readdirSync(join(workspace.root, "node_modules"), { recursive: true });
  expect(added.filter((path) => !String(path).startsWith(".cache"))).toEqual([]);
});

test("a configuration from outside speaks of the working directory, and opens nothing else there", async () => {
  writeFileSync(join(workspace.root, "../flags.json"), '{ "flags": {} }');
  const config = { adapters: [], matchers: [{ kind: "call", names: "isOn", from: "src/lib.ts" }] };
  writeFileSync(join(workspace.root, "../shared.json"), JSON.stringify(config));
  workspace.write("src/lib.ts", "export declare function isOn(key: string): boolean;\n");
  workspace.write("src/a.ts", 'import { isOn } from "./lib";\nexport const a = isOn("a-flag");\n');
  const args = ["--config", "../shared.json", "--format", "json", "--no-cache"];
  const { code, stdout } = await halyard(workspace.root, "index", ...args);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([{ flagKey: "a-flag", path: "src/a.ts", line: 2 }]);
});
