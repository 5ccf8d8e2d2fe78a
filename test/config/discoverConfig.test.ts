import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { discoverConfig, withConfigFile } from "../../core/src/node/discoverConfig.js";
import type { FileSystem } from "../../core/src/vfs/fileSystem.js";

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "halyard-discovery-")));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Writes files (a trailing slash makes a directory) below the temporary root. */
function write(...paths: readonly (string | readonly [string, string])[]): void {
  for (const entry of paths) {
    const [path, text] = typeof entry === "string" ? [entry, "{}"] : entry;
    mkdirSync(join(root, path.endsWith("/") ? path : dirname(path)), { recursive: true });
    if (!path.endsWith("/")) writeFileSync(join(root, path), text);
  }
}

/** The answer with the root relative to the temporary one. */
function discover(cwd: string, explicitPath?: string): object {
  const found = discoverConfig(join(root, cwd), explicitPath);
  return {
    root: found.root === root ? "" : found.root.slice(root.length + 1),
    configPath: found.configPath,
    problems: found.problems.map(({ code, message }) => `${code} ${message}`),
  };
}

describe("discovery", () => {
  test("takes the nearest configuration upward", () => {
    write(
      "repo/.git/",
      "repo/halyard.config.json",
      "repo/apps/web/halyard.config.yaml",
      "repo/apps/web/src/",
    );
    expect(discover("repo/apps/web/src")).toEqual({
      root: "repo/apps/web",
      configPath: "halyard.config.yaml",
      problems: [],
    });
    expect(discover("repo/apps")).toMatchObject({
      root: "repo",
      configPath: "halyard.config.json",
    });
  });

  test("stops at the root of the repository", () => {
    write("halyard.config.json", "repo/.git/", "repo/src/");
    expect(discover("repo/src")).toMatchObject({ root: "repo", configPath: null });
  });

  test("knows a worktree by its .git file", () => {
    write("halyard.config.json", ["repo/.git", "gitdir: elsewhere"], "repo/src/");
    expect(discover("repo/src")).toMatchObject({ root: "repo", configPath: null });
  });

  test("counts a package.json with a halyard key only", () => {
    write(
      "repo/.git/",
      ["repo/package.json", '{ "halyard": {} }'],
      ["repo/a/package.json", '{ "devDependencies": { "halyard": "1" } }'],
      ["repo/b/package.json", "{ not json"],
      ["repo/c/package.json/x", ""],
    );
    for (const cwd of ["repo/a", "repo/b", "repo/c"]) {
      expect(discover(cwd)).toEqual({ root: "repo", configPath: "package.json", problems: [] });
    }
  });

  test("refuses two configurations in one directory", () => {
    write(".git/", "halyard.config.json", ["package.json", '{ "halyard": {} }']);
    expect(discover("")).toMatchObject({
      problems: [
        "several-configs `halyard.config.json` and `package.json` both configure Halyard here; keep one and remove the other.",
      ],
    });
  });

  test("takes a directory with a configuration's name as one, so that reading tells", () => {
    write(".git/", "halyard.config.json/");
    expect(discover("")).toMatchObject({ configPath: "halyard.config.json" });
  });

  test("follows a linked directory to where it is", () => {
    write("repo/.git/", "repo/halyard.config.json", "repo/src/");
    symlinkSync(join(root, "repo/src"), join(root, "linked"));
    expect(discover("linked")).toMatchObject({ root: "repo", configPath: "halyard.config.json" });
  });

  test("tells a directory that does not exist", () => {
    expect(discover("nowhere")).toMatchObject({
      configPath: null,
      problems: ["cwd-missing This directory does not exist."],
    });
  });
});

describe("an explicit configuration", () => {
  test("sets the root where it stands in the working directory or above", () => {
    write("repo/.git/", "repo/apps/my.json", "repo/apps/src/");
    expect(discover("repo/apps/src", "../my.json")).toMatchObject({
      root: "repo/apps",
      configPath: "my.json",
    });
    expect(discover("repo/apps", "my.json")).toMatchObject({ root: "repo/apps" });
  });

  test("from a directory below leaves the working directory as the root", () => {
    write("repo/.git/", "repo/config/my.json");
    expect(discover("repo", "config/my.json")).toMatchObject({
      root: "repo",
      configPath: "config/my.json",
    });
  });

  test("from elsewhere in the repository makes the repository the workspace", () => {
    write("repo/.git/", "repo/tools/my.json", "repo/apps/web/");
    expect(discover("repo/apps/web", "../../tools/my.json")).toMatchObject({
      root: "repo",
      configPath: "tools/my.json",
    });
  });

  test("from outside speaks of the working directory", () => {
    write("my.json", "repo/.git/", "repo/src/", "plain/src/");
    expect(discover("repo", "../my.json")).toMatchObject({
      root: "repo",
      configPath: "../my.json",
    });
    expect(discover("plain/src", "../../my.json")).toMatchObject({
      root: "plain/src",
      configPath: "../../my.json",
    });
  });

  test("from outside is read, and nothing else there is", () => {
    write(["my.json", '{ "include": [] }'], "secret.json", "repo/.git/");
    const inside: FileSystem = { listFiles: () => [], readFile: () => ({ kind: "outside" }) };
    const fileSystem = withConfigFile(inside, discoverConfig(join(root, "repo"), "../my.json"));
    expect(fileSystem.readFile("../my.json")).toEqual({ kind: "text", text: '{ "include": [] }' });
    expect(fileSystem.readFile("../secret.json")).toEqual({ kind: "outside" });
  });

  test.each([
    ["missing.json", { kind: "missing" }],
    ["folder", { kind: "unreadable", reason: "it is not a file" }],
    ["binary.json", { kind: "binary" }],
  ])("from outside that is %s says so", (name, content) => {
    write("folder/", ["binary.json", "{\0}"], "repo/.git/");
    const inside: FileSystem = { listFiles: () => [], readFile: () => ({ kind: "outside" }) };
    const fileSystem = withConfigFile(inside, discoverConfig(join(root, "repo"), `../${name}`));
    expect(fileSystem.readFile(`../${name}`)).toEqual(content);
  });
});
