import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { Workspaces } from "../../eslint-plugin/dist/workspace/workspaces.js";
import { root as checkout } from "../../tools/examples.mjs";
import { runNode } from "./tools.js";
import { today, workspaceOf, writeIn } from "./workspace.js";

function registry(...keys: readonly string[]): string {
  const lifecycle = { type: "release", owner: "team-shop", expires: "2027-06-30" };
  const flags = keys.map((key) => [key, { flagType: "boolean", lifecycle }]);
  return JSON.stringify({ registryVersion: 1, flags: Object.fromEntries(flags) }, null, 2);
}

const source = (key: string): string => `export const on = () => isEnabled("${key}");\n`;

const plugin = pathToFileURL(join(checkout, "eslint-plugin/dist/index.js")).href;

function workspace(): string {
  return workspaceOf({
    "halyard.config.json": JSON.stringify({
      registry: "flags.json",
      matchers: [{ kind: "call", names: ["isEnabled"], key: 0, valueType: "boolean" }],
    }),
    "package.json": '{ "type": "module" }',
    "eslint.config.js": `import halyard from "${plugin}";\nexport default halyard.configs.recommended({ workers: 0 });\n`,
    "flags.json": registry("alpha", "beta"),
    "src/alpha.js": source("alpha"),
    "src/beta.js": source("beta"),
  });
}

async function eslint(root: string, ...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await runNode(
    "node_modules/eslint/bin/eslint.js",
    ["src", "--format", "json", ...args],
    root,
    { HALYARD_NOW: today },
  );
  return stderr.includes("rror") ? stderr : stdout;
}

/** `path: rule` of every message. */
function messagesOf(output: string): string[] {
  const results = JSON.parse(output) as {
    filePath: string;
    messages: { ruleId: string }[];
  }[];
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId }) => `${filePath.replace(/.*[\\/]/u, "")}: ${ruleId}`),
  );
}

test("changing only the registry changes the result under --cache", async () => {
  const root = workspace();
  expect(messagesOf(await eslint(root, "--cache"))).toEqual([]);
  expect(readFileSync(join(root, ".eslintcache"), "utf8")).toContain("alpha.js");
  writeIn(root, "flags.json", registry("beta"));
  expect(messagesOf(await eslint(root, "--cache"))).toEqual(["alpha.js: halyard/unknown-flag"]);
});

test("two runs are the same bytes, whatever the number of threads", async () => {
  const root = workspace();
  writeIn(root, "flags.json", registry("beta"));
  const alone = await eslint(root, "--concurrency", "1");
  expect(messagesOf(alone)).toEqual(["alpha.js: halyard/unknown-flag"]);
  expect(await eslint(root, "--concurrency", "4")).toBe(alone);
});

describe("the hash in the settings", () => {
  // One thread for all; each look comes after a pause, and so reads the disk again.
  let time = 0;
  const workspaces = new Workspaces(() => time);
  const hashOf = (root: string): string => {
    time += 10_000;
    const request = { cwd: root, now: today, cache: false, workers: 0 } as const;
    const workspace = workspaces.forFile(request);
    workspace.findings("src/alpha.js", source("alpha"), undefined);
    return workspace.snapshot.hash;
  };

  test("stays while findings only move, and is the same in every process", () => {
    const root = workspace();
    writeIn(root, "flags.json", registry("beta"));
    const before = hashOf(root);
    expect(
      new Workspaces().at({ cwd: root, now: today, cache: false, workers: 0 }).snapshot.hash,
    ).toBe(before);
    writeIn(root, "src/alpha.js", `// moved\n\n${source("alpha")}`);
    expect(hashOf(root)).toBe(before);
  });

  test.each([
    ["the registry", "flags.json", registry("beta")],
    ["a comment in the registry", "flags.json", `${registry("alpha", "beta")}\n// why\n`],
    ["a reference", "src/gamma.js", source("alpha")],
    ["the line of a finding", "src/unknown.js", `export const x = 1; ${source("gamma")}`],
    ["the configuration", "halyard.config.json", '{ "registry": "flags.json", "matchers": [] }'],
  ])("changes with %s", (_what, path, text) => {
    const root = workspace();
    writeIn(root, "src/unknown.js", source("gamma"));
    const before = hashOf(root);
    writeIn(root, path, text);
    expect(hashOf(root)).not.toBe(before);
  });
});
