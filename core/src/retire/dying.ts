import picomatch from "picomatch";
import type { DeclaredMigration } from "../migration/declared.js";

/** Which files go with a migration's old system. */
export interface DyingFiles {
  /** Files of the old system, files between the systems, and the file of the consistency check. */
  readonly isDying: (path: string) => boolean;
  /** Files that carry data between the systems or compare them. */
  readonly isBetween: (path: string) => boolean;
}

/** The files that a migration names as gone when it is over. Globs are relative to the workspace root. */
export function dyingFiles(migration: DeclaredMigration): DyingFiles {
  const isOld = matcherOf(migration.old.modules);
  const isSync = matcherOf(migration.sync);
  const [check] = migration.consistencyCheck?.text.split("#") ?? [];
  const isBetween = (path: string): boolean => isSync(path) || path === check;
  return { isBetween, isDying: (path) => isOld(path) || isBetween(path) };
}

function matcherOf(globs: readonly string[]): (path: string) => boolean {
  const matches = globs.length === 0 ? undefined : picomatch([...globs], { dot: true });
  return (path) => matches?.(path) ?? false;
}
