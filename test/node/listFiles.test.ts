import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { listFiles } from "../../core/src/node/listFiles.js";

const rules = [
  "*.log",
  "/dist",
  "build/",
  "!keep.log",
  "src/**/gen",
  "# dist",
  "a?c",
  "[ab].ts",
  "*",
  "!*/",
  "!*.ts",
  "\\!odd",
  "doc/*.md ",
  "!src/gen/x.ts",
];
const names = ["a.log", "keep.log", "x.ts", "b.ts", "abc", "!odd", "dist", "one.md", ".hidden"];
const folders = ["", "src/", "build/", "dist/", "src/gen/", "src/deep/gen/", "doc/"];

const tree = fc.record({
  files: fc.uniqueArray(fc.tuple(fc.constantFrom(...folders), fc.constantFrom(...names)), {
    minLength: 3,
    maxLength: 20,
    selector: ([folder, name]) => folder + name,
  }),
  ignored: fc.array(fc.constantFrom(...rules), { maxLength: 5 }),
  inner: fc.array(fc.constantFrom(...rules), { maxLength: 3 }),
});

test("lists what git lists, whatever the ignore files say", () => {
  const root = mkdtempSync(join(tmpdir(), "halyard-list-"));
  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, { cwd: root, encoding: "utf8" });
  try {
    git("init", "-q");
    fc.assert(
      fc.property(tree, ({ files, ignored, inner }) => {
        for (const folder of ["src", "build", "dist", "doc"]) {
          rmSync(join(root, folder), { recursive: true, force: true });
        }
        git("clean", "-dfxq");
        const texts = new Map([
          [".gitignore", ignored.join("\n")],
          ["src/.gitignore", inner.join("\n")],
          // A name that is a folder in this tree cannot be a file as well.
          ...files
            .filter(([folder, name]) => folder !== "" || name !== "dist")
            .map(([folder, name]) => [folder + name, ""] as const),
        ]);
        for (const [path, text] of texts) {
          mkdirSync(dirname(join(root, path)), { recursive: true });
          writeFileSync(join(root, path), text);
        }
        const listed = git("ls-files", "-co", "--exclude-standard", "-z").split("\0");
        expect(listFiles(root)).toEqual(listed.filter((path) => path !== "").sort());
      }),
      { seed: 7, numRuns: 40 },
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
