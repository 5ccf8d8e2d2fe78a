import { expect, test } from "vitest";
import { isFixture, repositoryFiles, textOf } from "./repository.js";

/** The lines of all files that match, as `path:line: text`. */
function linesWith(pattern: RegExp, paths: readonly string[]): string[] {
  return paths.flatMap((path) =>
    (textOf(path) ?? "")
      .split("\n")
      .flatMap((line, index) =>
        pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 100)}`] : [],
      ),
  );
}

const files = repositoryFiles();

test("no file names the path of a machine", () => {
  const folders = ["work", "tmp", "home", "farm"].join("|");
  const machinePath = new RegExp(`(?<![\\w.*-])/(?:${folders})/`);
  expect(linesWith(machinePath, files)).toEqual([]);
});

test("no file names the host of a package registry", () => {
  const hosts = [
    ["registry", "npm"],
    ["registry", "yarnpkg"],
    ["npm", "pkg", "github"],
    ["deb", "debian"],
  ].map((parts) => parts.join(String.raw`\.`));
  expect(linesWith(new RegExp(hosts.join("|")), files)).toEqual([]);
});

test("no test is skipped or focused, and no work is left as a note", () => {
  const sources = files.filter((path) => /\.(?:[cm]?[jt]s|tsx)$/.test(path) && !isFixture(path));
  const left = ["TO:DO", "FIX:ME", "X:XX"].map((word) => word.replace(":", "")).join("|");
  const pattern = new RegExp(
    String.raw`\b(?:it|test|describe)\.(?:skip|only|todo)\b|\b(?:${left})\b`,
  );
  expect(linesWith(pattern, sources)).toEqual([]);
});
