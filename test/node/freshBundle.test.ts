import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { freshBundle } from "../../core/src/node/freshBundle.js";

/** Packages with files of the given ages, in minutes; answers the entry that is to be run. */
function entryAmong(ages: Readonly<Record<string, number>>): string | undefined {
  const root = mkdtempSync(join(tmpdir(), "halyard-bundle-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  for (const [path, age] of Object.entries(ages)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "");
    const time = new Date(Date.UTC(2026, 0, 1, 0, -age));
    utimesSync(file, time, time);
  }
  const dist = pathToFileURL(join(root, "cli/dist/"));
  return freshBundle(dist, "main")?.pathname.slice(root.length);
}

const bundled = { "cli/dist/bundle/main.js": 2 };

test("a bundle is preferred to the modules that it was made of", () => {
  expect(entryAmong({ ...bundled, "core/dist/.tsbuildinfo": 3 })).toBe("/cli/dist/bundle/main.js");
});

test("installed, there is no build beside it", () => {
  expect(entryAmong(bundled)).toBe("/cli/dist/bundle/main.js");
});

test("a package that was built since is not hidden by it", () => {
  expect(entryAmong({ ...bundled, "core/dist/.tsbuildinfo": 1 })).toBeUndefined();
});

test("there may be no bundle", () => {
  expect(entryAmong({ "cli/dist/.tsbuildinfo": 1 })).toBeUndefined();
});
