import type { RemovalInput } from "../model.js";

/** Who imports a file. */
export interface Importers {
  /** Paths of the files that name the module, sorted. */
  of(path: string): readonly string[];
}

interface Mention {
  readonly path: string;
  readonly specifier: string;
}

/** Module names in imports, exports, `require` and mocks, whatever the language around them. */
export const specifierPattern =
  /(?:\bfrom|\bimport|\brequire|\.(?:mock|doMock|unmock|requireActual|importActual))\s*(?:\(\s*)?(["'])([^"'\n]+)\1/gu;

/** The last part of a specifier or path, without its ending; folders stand for their index file. */
function stemOf(specifier: string): string {
  const last = specifier.replace(/\/+$/u, "").split("/").pop() ?? "";
  return last.replace(/\.(?:d\.)?[cm]?[jt]sx?$/u, "");
}

/** The stems by which a file may be imported. */
function stemsOf(path: string): string[] {
  const stem = stemOf(path);
  if (stem !== "index") return [stem];
  const folder = path.split("/").slice(0, -1).pop() ?? "";
  return ["index", folder, ".", "..", ""];
}

/** Reads every file of the workspace once and notes which module names it holds. */
export function buildImporters(input: RemovalInput): Importers {
  const mentions = new Map<string, Mention[]>();
  for (const path of input.listFiles()) {
    const text = input.readFile(path);
    if (text === undefined) continue;
    for (const [, , specifier = ""] of text.matchAll(specifierPattern)) {
      const stem = stemOf(specifier);
      const known = mentions.get(stem);
      if (known === undefined) mentions.set(stem, [{ path, specifier }]);
      else known.push({ path, specifier });
    }
  }
  const answers = new Map<string, readonly string[]>();
  let byPackage: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return {
    of(path) {
      const known = answers.get(path);
      if (known !== undefined) return known;
      const found = new Set<string>();
      for (const stem of stemsOf(path)) {
        for (const mention of mentions.get(stem) ?? []) {
          if (mention.path === path || found.has(mention.path)) continue;
          if (input.resolveImport(mention.path, mention.specifier) === path)
            found.add(mention.path);
        }
      }
      byPackage ??= packageImporters(input, [...mentions.values()].flat());
      for (const importer of byPackage.get(path) ?? []) if (importer !== path) found.add(importer);
      const sorted = [...found].sort();
      answers.set(path, sorted);
      return sorted;
    },
  };
}

/**
 * Who imports a file by the name of a package or by an alias (`@scope/shared` for `packages/shared/src/index.ts`),
 * which need not sound like the file. Names that lead out of the workspace are looked up once for each part of it.
 */
function packageImporters(
  input: RemovalInput,
  mentions: readonly Mention[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const outside = new Map<string, boolean>();
  const targets = new Map<string, string | undefined>();
  const importers = new Map<string, Set<string>>();
  for (const { path, specifier } of mentions) {
    if (specifier.startsWith(".")) continue;
    const area = `${path.split("/").slice(0, 2).join("/")}\n${specifier}`;
    const isOutside = outside.get(area) ?? input.resolveImport(path, specifier) === undefined;
    outside.set(area, isOutside);
    if (isOutside) continue;
    const folder = `${path.slice(0, path.lastIndexOf("/") + 1)}\n${specifier}`;
    if (!targets.has(folder)) targets.set(folder, input.resolveImport(path, specifier));
    const target = targets.get(folder);
    if (target === undefined) continue;
    const known = importers.get(target) ?? new Set<string>();
    importers.set(target, known.add(path));
  }
  return importers;
}
