import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

/** The day on which fixtures and examples are judged, unless they say otherwise. */
export const today = "2026-11-22";

const made: string[] = [];
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

/** Writes files into a directory that is gone after the suite, and answers its real path. */
export function workspaceOf(
  files: ReadonlyMap<string, string> | Readonly<Record<string, string>>,
): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "halyard-eslint-")));
  made.push(root);
  const entries = files instanceof Map ? [...files] : Object.entries(files);
  for (const [path, text] of entries) writeIn(root, path, text);
  return root;
}

/** Writes one file of a workspace. */
export function writeIn(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Settings under which a workspace is judged on one day, without a cache or threads of its own. */
export function settingsOf(
  root: string,
  now = today,
): { readonly halyard: { cwd: string; now: string; cache: false; workers: 0 } } {
  return { halyard: { cwd: root, now, cache: false, workers: 0 } };
}
