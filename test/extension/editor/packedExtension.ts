import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const extension = join(import.meta.dirname, "../../../extension");

/** The extension as it would be published; `HALYARD_VSIX` names one that is packed already. */
export function packedExtension(): string {
  const given = process.env.HALYARD_VSIX;
  if (given !== undefined && existsSync(given)) return given;
  const target = join(extension, "halyard.vsix");
  const run = (script: string, ...args: readonly string[]): void => {
    execFileSync(process.execPath, [join(extension, script), ...args], {
      cwd: extension,
      stdio: ["ignore", "ignore", "inherit"],
    });
  };
  run("build.mjs");
  run("package.mjs", target);
  return target;
}
