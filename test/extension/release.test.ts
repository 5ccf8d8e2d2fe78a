import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { faultsOfPackage, sizeLimit } from "../../extension/release/checkPackage.mjs";
import {
  faultsOfImages,
  faultsOfVersion,
  isPreRelease,
} from "../../extension/release/checkTexts.mjs";
import { readZip } from "../../extension/release/readZip.mjs";
import { zipOf } from "./zipOf.js";

const extension = join(import.meta.dirname, "../../extension");
const manifest = {
  name: "halyard-vscode",
  displayName: "Halyard",
  description: "Feature flags",
  version: "1.2.3",
  publisher: "halyard",
  license: "MIT",
  main: "./dist/extension.cjs",
  icon: "media/icon.png",
};

/** A package with nothing wrong, but for what is given; undefined leaves a file out. */
function vsix(changed: Readonly<Record<string, string | Buffer | undefined>> = {}): Buffer {
  const files: Record<string, string | Buffer | undefined> = {
    "[Content_Types].xml": "<Types/>",
    "extension.vsixmanifest": "<PackageManifest/>",
    "extension/package.json": JSON.stringify(manifest),
    "extension/package.nls.json": "{}",
    "extension/readme.md": "# Halyard",
    "extension/changelog.md": "# Changes",
    "extension/LICENSE.txt": "MIT",
    "extension/media/icon.png": readFileSync(join(extension, "media/icon.png")),
    "extension/dist/package.json": JSON.stringify({ version: "1.2.3" }),
    "extension/dist/extension.cjs": "",
    "extension/dist/running.cjs": "",
    "extension/dist/THIRD-PARTY-NOTICES.txt": "MIT",
    "extension/dist/webview/dashboard.js": "",
    "extension/dist/tools/server.js": "",
    "extension/dist/tools/halyard.js": "",
    "extension/dist/tools/parserWorker.js": "",
    "extension/dist/tools/removalThread.js": "",
    "extension/dist/example/flags.json": "{}",
    "extension/dist/example/src/page.ts": "export {};",
    ...changed,
  };
  const given = Object.entries(files).flatMap(([name, content]) =>
    content === undefined ? [] : [[name, content] as const],
  );
  return zipOf(Object.fromEntries(given));
}

function faultsOf(bytes: Buffer, size = bytes.length): readonly string[] {
  return faultsOfPackage({ size, files: readZip(bytes) });
}

test("a ZIP's files are read, whether stored or deflated", () => {
  const files = readZip(zipOf({ "a.txt": "one", "b/c.txt": "two".repeat(100) }));
  expect([...files.keys()]).toEqual(["a.txt", "b/c.txt"]);
  expect(files.get("a.txt")?.().toString()).toBe("one");
  expect(files.get("b/c.txt")?.().toString()).toBe("two".repeat(100));
  expect(() => readZip(Buffer.from("no ZIP"))).toThrow("no ZIP");
});

test("a good package has no fault", () => {
  expect(faultsOf(vsix())).toEqual([]);
});

test.each([
  ["extension/src/extension.ts", "export {};"],
  ["extension/dist/tools/server.js.map", "{}"],
  ["extension/node_modules/left/index.js", ""],
  ["extension/dist/example/node_modules/left/index.js", ""],
  ["extension/.env", "VSCE_PAT=x"],
  ["extension/tests/words.test.ts", ""],
])("%s may not be in a package", (name, content) => {
  expect(faultsOf(vsix({ [name]: content }))).toEqual([
    `${name} does not belong into the package.`,
  ]);
});

test("what a package needs is missed", () => {
  expect(faultsOf(vsix({ "extension/dist/tools/server.js": undefined }))).toEqual([
    "extension/dist/tools/server.js is missing.",
  ]);
  expect(faultsOf(vsix({ "extension/LICENSE.txt": undefined }))).toEqual([
    "The licence is missing.",
  ]);
  expect(faultsOf(vsix({ "extension/media/icon.png": undefined }))).toEqual([
    "The manifest names media/icon.png, which is missing.",
  ]);
  expect(faultsOf(vsix({ "extension/media/icon.png": "GIF89a" }))).toEqual([
    "The icon is no PNG of at least 128 by 128.",
  ]);
  const bundled = JSON.stringify({ version: "1.2.2" });
  expect(faultsOf(vsix({ "extension/dist/package.json": bundled }))).toEqual([
    "The tools say that they are 1.2.2, not 1.2.3.",
  ]);
  expect(faultsOf(vsix(), sizeLimit + 1)).toEqual(["The package has 4.00 MB; 4 MB is the most."]);
});

test("a version has its form, its change log and its tag", () => {
  const changelog = "# Changes\n\n## 1.2.3\n\nBetter.\n\n## 1.2.2\n\n## 1.2.1\n\nFirst.\n";
  expect(faultsOfVersion({ version: "1.2.3", changelog, tag: "vscode-v1.2.3" })).toEqual([]);
  expect(faultsOfVersion({ version: "1.2.3", changelog, tag: "v1.2.3" })).toHaveLength(1);
  expect(faultsOfVersion({ version: "1.2.2", changelog })).toEqual([
    "CHANGELOG.md says nothing of 1.2.2.",
  ]);
  expect(faultsOfVersion({ version: "1.3.0-beta.1", changelog })).toHaveLength(2);
  expect([isPreRelease("0.1.4"), isPreRelease("1.2.0")]).toEqual([true, false]);
});

test("a page's pictures are there, no SVG, and have a text", () => {
  const good =
    '![The icon](media/icon.png "big") and <img src="https://example.com/a.png" alt="A">';
  expect(faultsOfImages(good, extension)).toEqual([]);
  const bad =
    "![x](media/none.png) ![](media/icon.png) ![x](http://example.com/a.png) ![x](media/activity.svg)";
  expect(faultsOfImages(bad, extension)).toHaveLength(4);
});

test("a dry run of a bad package fails, says why, and asks for no token", () => {
  const folder = mkdtempSync(join(tmpdir(), "halyard-release-"));
  try {
    const file = join(folder, "bad.vsix");
    writeFileSync(file, vsix({ "extension/src/extension.ts": "" }));
    const args = [join(extension, "release.mjs"), "--dry-run", "--package", file];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toContain("extension/src/extension.ts does not belong into the package.");
    expect(stderr).not.toContain("_PAT");
    expect(stdout).not.toContain("Would publish");
    writeFileSync(file, "no ZIP");
    expect(spawnSync(process.execPath, args).status).toBe(1);
    writeFileSync(file, vsix());
    const wet = spawnSync(
      process.execPath,
      args.filter((arg) => arg !== "--dry-run"),
      {
        encoding: "utf8",
        env: { ...process.env, VSCE_PAT: "", OVSX_PAT: "", GITHUB_REPOSITORY: undefined },
      },
    );
    expect(wet.status).toBe(1);
    expect(wet.stderr).toContain("VSCE_PAT is not set");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
