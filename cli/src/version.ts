import { readFileSync } from "node:fs";

/** The directory of the installed package; every built file lies in one folder below it. */
export const packageRoot = new URL("../", import.meta.url);

/** The version of the command line, as its `package.json` says. */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("package.json", packageRoot), "utf8"));
  return (manifest as { readonly version: string }).version;
}
