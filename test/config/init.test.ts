import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Arguments } from "../../cli/src/command.js";
import { runInit } from "../../cli/src/init/runInit.js";
import { writeNewFiles } from "../../cli/src/init/writeNewFiles.js";
import type { Session } from "../../cli/src/session.js";
import { plainTerminal } from "../../cli/src/terminal/terminal.js";
import { allAdapters } from "../../core/src/adapters/all.js";
import { parseConfig } from "../../core/src/config/parseConfig.js";
import { parseRegistry } from "../../core/src/registry/parseRegistry.js";

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "halyard-init-")));
  mkdirSync(join(root, ".git"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(files: Readonly<Record<string, unknown>>): void {
  for (const [path, data] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), typeof data === "string" ? data : JSON.stringify(data));
  }
}

function init(
  options: readonly string[] = [],
  cwd = root,
): { code: number; output: string; errors: string } {
  let output = "";
  let errors = "";
  const args: Arguments = {
    positionals: [],
    has: (option) => options.includes(option),
    text: () => undefined,
    all: () => [],
  };
  const session: Session = {
    cwd,
    env: {},
    clock: () => new Date("2026-01-31T00:00:00Z"),
    terminal: plainTerminal,
    errorTerminal: plainTerminal,
    write: (text) => (output += text),
    log: (text) => (errors += text),
  };
  return { code: runInit(args, session), output, errors };
}

/** Every file below the root with its text, `.git` left out. */
function tree(): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

function configOf(files: Record<string, string>): unknown {
  return JSON.parse(files["halyard.config.json"] ?? "null");
}

describe("a fresh start", () => {
  test("names the SDKs of every package.json and writes two files", () => {
    write({
      "package.json": { devDependencies: { "@unleash/proxy-client-react": "5" } },
      "apps/web/package.json": {
        dependencies: { "launchdarkly-react-client-sdk": "3", "tggl-client": "3" },
      },
      "node_modules/x/package.json": { dependencies: { "posthog-node": "4" } },
    });
    const { code, output, errors } = init();
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toBe(
      [
        "+ wrote halyard.config.json",
        "+ wrote flags.json",
        "",
        "Found",
        "  LaunchDarkly (React): launchdarkly-react-client-sdk in apps/web/package.json",
        "  Tggl: tggl-client in apps/web/package.json",
        "  Unleash (React, Next.js): @unleash/proxy-client-react in package.json",
        "",
        "Next",
        "  npx halyard index    every flag reference in the code, to list the flags in flags.json",
        "  npx halyard check    what has outlived its purpose",
        "",
      ].join("\n"),
    );
    expect(configOf(tree())).toEqual({
      $schema: "./node_modules/@halyard/core/schema/config.schema.json",
      registry: "flags.json",
      adapters: ["launchdarkly", "tggl", "unleash", "env"],
    });
  });

  test("writes files that its own readers find sound", () => {
    init();
    const files = tree();
    const known = { ruleIds: [], adapterNames: allAdapters.map(({ name }) => name) };
    const config = files["halyard.config.json"] ?? "";
    expect(parseConfig(config, "halyard.config.json", "json", known).problems).toEqual([]);
    const registry = parseRegistry({ path: "flags.json", text: files["flags.json"] ?? "" });
    expect(registry.problems).toEqual([]);
    expect(Object.keys(files)).toEqual(["flags.json", "halyard.config.json"]);
  });

  test("points to the schemas where they are installed", () => {
    write({
      "node_modules/@halyard/core/schema/config.schema.json": {},
      "apps/web/package.json": {},
    });
    expect(init([], join(root, "apps/web")).code).toBe(0);
    expect(JSON.parse(tree()["apps/web/halyard.config.json"] ?? "null")).toMatchObject({
      $schema: "../../node_modules/@halyard/core/schema/config.schema.json",
    });
  });

  test.each([
    ["pnpm-lock.yaml", "pnpm exec halyard check"],
    ["yarn.lock", "yarn halyard check"],
    ["package-lock.json", "npx halyard check"],
  ])("with %s says how to go on", (lockFile, command) => {
    write({ [lockFile]: "" });
    expect(init().output).toContain(command);
  });

  test("takes a registry that is there", () => {
    write({
      "config/flags.flagd.json": { flags: { a: { state: "ENABLED", variants: { on: true } } } },
      "flagdata.json": "{}",
      "flags.launchdarkly.json": { flagValues: { a: true } },
    });
    const { output } = init();
    expect(output).toContain("config/flags.flagd.json: a list of flags (flagd)\n");
    expect(output).toContain(
      "flags.launchdarkly.json: a list of flags (LaunchDarkly), which cannot serve as the registry\n",
    );
    const files = tree();
    expect(configOf(files)).toMatchObject({ registry: "config/flags.flagd.json" });
    expect(files["flags.json"]).toBeUndefined();
  });

  test("leaves a flags.json of something else alone", () => {
    write({ "flags.json": ["de", "fr"] });
    expect(init().code).toBe(0);
    const files = tree();
    expect(files["flags.json"]).toBe('["de","fr"]');
    expect(configOf(files)).toMatchObject({ registry: "feature-flags.json" });
  });

  test("only shows what it would write on a dry run", () => {
    const { code, output } = init(["dry-run"]);
    expect(code).toBe(0);
    expect(output).toContain("Would write halyard.config.json:\n{\n");
    expect(output).toContain("Would write flags.json:\n{\n");
    expect(tree()).toEqual({});
  });
});

describe("a second run", () => {
  test("changes nothing and says so", () => {
    init();
    const before = tree();
    const { code, output } = init();
    expect(code).toBe(0);
    expect(output).toBe("+ halyard.config.json configures Halyard already; nothing was changed.\n");
    expect(tree()).toEqual(before);
  });

  test("finds a configuration of any form, also above", () => {
    write({ "package.json": { halyard: {} }, "src/a.ts": "" });
    const { output } = init([], join(root, "src"));
    expect(output).toContain("package.json in ");
    expect(Object.keys(tree())).toEqual(["package.json", "src/a.ts"]);
  });
});

describe("what cannot be done", () => {
  test("two configurations at once are told", () => {
    write({ "halyard.config.json": {}, "halyard.config.yaml": "{}" });
    const { code, errors } = init();
    expect(code).toBe(2);
    expect(errors).toContain("keep one and remove the other");
  });

  test("a directory that does not exist is told", () => {
    const { code, errors } = init([], join(root, "nowhere"));
    expect({ code, errors }).toEqual({
      code: 2,
      errors: `${join(root, "nowhere")} is not a directory.\n`,
    });
  });

  test("a file that appears meanwhile is not overwritten, and the others are taken back", () => {
    write({ "flags.json": "mine" });
    const files = [
      { path: "halyard.config.json", text: "{}\n" },
      { path: "flags.json", text: "{}\n" },
    ];
    expect(writeNewFiles(root, files)).toEqual({
      ok: false,
      message: `Could not write flags.json in ${root}: a file of that name exists. Nothing was written.`,
    });
    expect(tree()).toEqual({ "flags.json": "mine" });
  });

  test("a directory that cannot be written to leaves nothing behind", () => {
    write({ file: "" });
    const outcome = writeNewFiles(join(root, "file"), [{ path: "flags.json", text: "" }]);
    expect(outcome).toMatchObject({ ok: false });
    expect(tree()).toEqual({ file: "" });
  });
});
