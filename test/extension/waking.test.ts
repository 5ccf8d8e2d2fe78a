import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { configFileNames, defaultRegistryPaths } from "../../core/src/config/defaults.js";
import { hasFilesNearby, namesGlob } from "../../extension/src/waking/filesNearby.js";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "halyard-waking-")));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text = "{}"): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const usualNames = [
  ...configFileNames.filter((name) => name !== "package.json"),
  ...defaultRegistryPaths,
];

test("the editor starts for, looks for and watches the names that the core reads by itself", () => {
  const manifest = readFileSync(new URL("../../extension/package.json", import.meta.url), "utf8");
  const { activationEvents } = JSON.parse(manifest) as { activationEvents: readonly string[] };
  const watched = /\{(.*)\}$/.exec(namesGlob)?.[1]?.split(",");
  expect(watched?.sort()).toEqual([...usualNames].sort());
  expect(activationEvents).toEqual(
    expect.arrayContaining(usualNames.map((name) => `workspaceContains:${name}`)),
  );
});

test.each(usualNames)("%s in a folder above is found from a folder below", async (name) => {
  write(name);
  write("src/pages/page.ts");
  expect(await hasFilesNearby(join(root, "src/pages"))).toBe(true);
});

test("a manifest counts where it names Halyard", async () => {
  write("package.json", '{ "name": "shop" }');
  write(".git/HEAD");
  expect(await hasFilesNearby(root)).toBe(false);
  write("package.json", '{ "name": "shop", "halyard": { "registry": "config/ours.json" } }');
  expect(await hasFilesNearby(root)).toBe(true);
});

test("nothing above the root of the repository counts", async () => {
  write("flags.json");
  write("shop/.git/HEAD");
  write("shop/src/page.ts");
  expect(await hasFilesNearby(join(root, "shop/src"))).toBe(false);
});
