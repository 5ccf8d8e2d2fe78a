import { isPackage } from "../removal/systems/packages.js";
import type { DeclaredMigration } from "../migration/declared.js";
import type { RemovalNote } from "../removal/model.js";
import type { Overlay } from "./overlay.js";

/** Manifests that still depend on a package of the old system, which nothing imports any more; one note for each. */
export function packagesLeft(
  { old, new: next }: DeclaredMigration,
  overlay: Overlay,
  resolveImport: (from: string, specifier: string) => string | undefined,
): RemovalNote[] {
  const kept = new Set(next.symbols.map(({ module }) => module));
  const reading = { readFile: (path: string) => overlay.textOf(path), resolveImport };
  const names = [...new Set(old.symbols.map(({ module }) => module))].filter(
    (name) => !kept.has(name) && isPackage(name, reading),
  );
  const manifests = overlay.listFiles().filter((path) => /(?:^|\/)package\.json$/u.test(path));
  return manifests.flatMap((path) => {
    const text = overlay.textOf(path) ?? "";
    return names.flatMap((name): RemovalNote[] => {
      const start = text.indexOf(`"${name}"`);
      if (start < 0) return [];
      const message = `Nothing of the old system imports the package \`${name}\` any more; uninstall it, so that the lock file follows.`;
      return [
        {
          kind: "still-mentioned",
          message,
          place: { path, span: { start, end: start + name.length + 2 } },
        },
      ];
    });
  });
}
