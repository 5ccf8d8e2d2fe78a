import { readFileSync } from "node:fs";

/** The directory of the installed package: this file lies two folders below it, bundled or not. */
export const packageRoot = new URL("../../", import.meta.url);

/** The version of the command line, as its `package.json` says. */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("package.json", packageRoot), "utf8"));
  return (manifest as { readonly version: string }).version;
}
