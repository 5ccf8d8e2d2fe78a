import type { ExportFact, FileFacts, Origin } from "../syntax/facts.js";
import type { ExportedName, PlannedMatcher } from "../syntax/plan.js";
import type { Linker } from "./link.js";

/**
 * Adds to learnt matchers the other names under which modules hand their functions and constants on:
 * `export { enabled as isOn }`, `export default enabled`, and the same in barrels.
 *
 * Only exports that speak of a name already known are followed, for following is dear.
 */
export function withExportedNames(
  learnt: ReadonlyMap<string, PlannedMatcher>,
  files: Iterable<readonly [path: string, facts: FileFacts]>,
  linker: Linker,
): Map<string, PlannedMatcher> {
  const names = new Map<string, ExportedName[]>();
  const known = new Set<string>();
  for (const { target } of learnt.values()) {
    if (target === undefined || target.member !== undefined) continue;
    names.set(bindingOf(target.file, target.name), []);
    known.add(target.name);
  }
  if (names.size === 0) return new Map(learnt);
  const renames = [...files].flatMap(([path, facts]) => renamesOf(path, facts));
  for (let before = -1; before < known.size;) {
    before = known.size;
    for (const rename of renames) {
      if (known.has(rename.inner)) addRename(rename, names, known, linker);
    }
  }
  return new Map(
    [...learnt].map(([id, one]) => {
      const { target } = one;
      const found = target && names.get(bindingOf(target.file, target.name));
      return [id, found && found.length > 0 ? { ...one, exportedAs: found } : one];
    }),
  );
}

interface Rename {
  readonly path: string;
  readonly name: string;
  /** The name that is handed on, as this file knows it. */
  readonly inner: string;
  readonly from?: string | undefined;
  readonly origin: Origin;
}

function renamesOf(path: string, facts: FileFacts): Rename[] {
  const own = facts.renames.map(({ name, inner, origin }) => ({ path, name, inner, origin }));
  return [...own, ...exportsOf(path, facts)];
}

function exportsOf(path: string, facts: FileFacts): Rename[] {
  return facts.exports.flatMap((one: ExportFact) => {
    const inner = one.local ?? one.imported;
    if (inner === undefined || inner === "*" || one.name === "*") return [];
    // A default export that is handed on keeps its name, but is imported from another file.
    return inner !== one.name || one.name === "default"
      ? [{ path, name: one.name, inner, from: one.from, origin: originOf(inner, one.from) }]
      : [];
  });
}

function originOf(name: string, from: string | undefined): Origin {
  return from === undefined
    ? { kind: "local", name, rest: [] }
    : { kind: "import", from, name, rest: [] };
}

function addRename(
  { path, name, inner, from, origin }: Rename,
  names: ReadonlyMap<string, ExportedName[]>,
  known: Set<string>,
  linker: Linker,
): void {
  // Every other module has a default export; only of those that were worth parsing may one be a flag's.
  if (inner === "default" && from !== undefined && !linker.isParsed(from, path)) return;
  const resolved = linker.resolve(origin, path);
  if (resolved.kind !== "workspace" || resolved.rest.length > 0) return;
  const found = names.get(bindingOf(resolved.file, resolved.name));
  if (found === undefined || found.some((one) => one.name === name && one.path === path)) return;
  found.push({ name, path });
  known.add(name);
}

/** The words that lead to a name's uses; a default export is imported under any name, but from its file. */
export function wordOf({ name, path }: ExportedName): string {
  if (name !== "default") return name;
  const [file = "", directory = ""] = path
    .replace(/\.[^./]+$/, "")
    .split("/")
    .reverse();
  return file === "index" && directory !== "" ? directory : file;
}

function bindingOf(file: string, name: string): string {
  return `${file}\u0000${name}`;
}
