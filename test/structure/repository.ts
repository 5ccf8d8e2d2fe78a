import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/examples.mjs";

/** The files that git tracks or would track, relative to the root, that stand in the work tree. */
export function repositoryFiles(): string[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"],
    { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  const deleted = new Set(
    execFileSync("git", ["ls-files", "-z", "--deleted"], { cwd: root, encoding: "utf8" }).split(
      "\0",
    ),
  );
  return listed.split("\0").filter((path) => path !== "" && !deleted.has(path));
}

/** The text of a file, or undefined where it is binary. */
export function textOf(path: string): string | undefined {
  const bytes = readFileSync(join(root, path));
  return bytes.includes(0) ? undefined : bytes.toString("utf8");
}

/** The text of a file that must be text. */
export function pageOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Files written to be looked at by tests, whose content follows no rule of the house. */
export function isFixture(path: string): boolean {
  return path.startsWith("test/fixtures/");
}

/** TypeScript of the packages that ship, generated files aside. */
export function isProductionSource(path: string): boolean {
  return (
    /^(?:core|cli|server|eslint-plugin|extension|stores)\/src\/.*\.tsx?$/.test(path) &&
    !path.includes(".generated.")
  );
}
