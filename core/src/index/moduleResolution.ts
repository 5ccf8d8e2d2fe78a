import * as posix from "node:path/posix";
import { getNodeValue, parseTree, type Node as JsonNode } from "jsonc-parser";
import type { FileSystem } from "../vfs/fileSystem.js";

const extensions = [
  ".ts",
  ".tsx",
  ".mts",
  ".cts",
  ".d.ts",
  ".js",
  ".jsx",
  ".mjs",
  ".cjs",
  ".vue",
  ".svelte",
];
/** What a written `.js` may stand for on disk. */
const sourceTwins: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".js", ".jsx"],
  ".jsx": [".tsx", ".jsx"],
  ".mjs": [".mts", ".mjs"],
  ".cjs": [".cts", ".cjs"],
};

interface PathMapping {
  readonly baseUrl: string | undefined;
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

/**
 * Finds the workspace file that a module specifier means.
 *
 * Follows relative paths, `paths` and `baseUrl` of the nearest tsconfig or jsconfig (with relative `extends`), and
 * packages of the workspace by the name in their `package.json`. Modules from outside resolve to undefined.
 */
export class ModuleResolver {
  readonly #fileSystem: FileSystem;
  readonly #files: ReadonlySet<string>;
  readonly #packages = new Map<string, string>();
  readonly #mappings = new Map<string, PathMapping | null>();
  readonly #answers = new Map<string, string | undefined>();

  constructor(fileSystem: FileSystem) {
    this.#fileSystem = fileSystem;
    const files = fileSystem.listFiles();
    this.#files = new Set(files);
    for (const file of files) {
      if (posix.basename(file) !== "package.json") continue;
      const name = this.#readJson(file)?.name;
      if (typeof name === "string" && !this.#packages.has(name)) {
        this.#packages.set(name, posix.dirname(file));
      }
    }
  }

  /** The file that `specifier` means when written in `from`, or undefined for a module outside the workspace. */
  resolve(specifier: string, from: string): string | undefined {
    const directory = posix.dirname(from);
    const key = `${directory}\u0000${specifier}`;
    if (!this.#answers.has(key)) this.#answers.set(key, this.#find(specifier, directory));
    return this.#answers.get(key);
  }

  #find(specifier: string, directory: string): string | undefined {
    if (specifier.startsWith(".")) return this.#file(posix.join(directory, specifier));
    if (specifier.startsWith("/")) return this.#file(specifier.slice(1));
    return this.#mapped(specifier, directory) ?? this.#inPackage(specifier);
  }

  #file(path: string): string | undefined {
    const base = posix.normalize(path);
    if (base.startsWith("..")) return undefined;
    const extension = posix.extname(base);
    const twins = sourceTwins[extension];
    if (twins !== undefined) {
      const stem = base.slice(0, -extension.length);
      for (const twin of twins) if (this.#files.has(stem + twin)) return stem + twin;
    }
    if (this.#files.has(base) && extensions.some((one) => base.endsWith(one))) return base;
    for (const one of extensions) if (this.#files.has(base + one)) return base + one;
    for (const one of extensions) {
      const index = posix.join(base, `index${one}`);
      if (this.#files.has(index)) return index;
    }
    return undefined;
  }

  #inPackage(specifier: string): string | undefined {
    const segments = specifier.split("/");
    const name = segments.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
    const directory = this.#packages.get(name);
    if (directory === undefined) return undefined;
    const rest = specifier.slice(name.length + 1);
    if (rest !== "") {
      return (
        this.#file(posix.join(directory, rest)) ?? this.#file(posix.join(directory, "src", rest))
      );
    }
    for (const entry of this.#entriesOf(directory)) {
      const found = this.#file(posix.join(directory, entry));
      if (found !== undefined) return found;
    }
    return (
      this.#file(posix.join(directory, "src/index")) ?? this.#file(posix.join(directory, "index"))
    );
  }

  /** What the package says its source is; built files are looked for under `src` as well. */
  #entriesOf(directory: string): string[] {
    const manifest = this.#readJson(posix.join(directory, "package.json")) ?? {};
    const entries: string[] = [];
    for (const field of ["source", "types", "module", "main"]) {
      const value = manifest[field];
      if (typeof value !== "string") continue;
      entries.push(value.replace(/^(?:\.\/)?(?:dist|lib|build|out)\//, "src/"), value);
    }
    return entries;
  }

  #mapped(specifier: string, directory: string): string | undefined {
    const mapping = this.#mappingFor(directory);
    if (mapping === null) return undefined;
    for (const { pattern, targets } of mapping.paths) {
      const rest = matchPattern(pattern, specifier);
      if (rest === undefined) continue;
      for (const target of targets) {
        const found = this.#file(target.replace("*", rest));
        if (found !== undefined) return found;
      }
    }
    return mapping.baseUrl === undefined
      ? undefined
      : this.#file(posix.join(mapping.baseUrl, specifier));
  }

  #mappingFor(directory: string): PathMapping | null {
    const known = this.#mappings.get(directory);
    if (known !== undefined) return known;
    let mapping: PathMapping | null = null;
    for (const name of ["tsconfig.json", "jsconfig.json", "tsconfig.app.json"]) {
      const path = posix.join(directory, name);
      if (this.#files.has(path)) mapping = this.#readMapping(path, 0);
      if (mapping !== null) break;
    }
    const parent = posix.dirname(directory);
    if (mapping === null && parent !== directory) mapping = this.#mappingFor(parent);
    this.#mappings.set(directory, mapping);
    return mapping;
  }

  #readMapping(path: string, depth: number): PathMapping | null {
    const json = depth > 8 ? undefined : this.#readJson(path);
    if (json === undefined) return null;
    const directory = posix.dirname(path);
    const options = asRecord(json.compilerOptions) ?? {};
    const baseUrl = options.baseUrl;
    const paths = asRecord(options.paths);
    if (typeof baseUrl !== "string" && paths === undefined) {
      return this.#inheritedMapping(json.extends, directory, depth);
    }
    const base = typeof baseUrl === "string" ? posix.join(directory, baseUrl) : directory;
    const mapped = Object.entries(paths ?? {}).map(([pattern, targets]) => ({
      pattern,
      targets: (Array.isArray(targets) ? targets : [])
        .filter((target): target is string => typeof target === "string")
        .map((target) => posix.join(base, target)),
    }));
    return { baseUrl: typeof baseUrl === "string" ? base : undefined, paths: mapped };
  }

  #inheritedMapping(parents: unknown, directory: string, depth: number): PathMapping | null {
    for (const parent of Array.isArray(parents) ? (parents as unknown[]) : [parents]) {
      if (typeof parent !== "string" || !parent.startsWith(".")) continue;
      const path = posix.join(directory, parent);
      const mapping = this.#readMapping(path.endsWith(".json") ? path : `${path}.json`, depth + 1);
      if (mapping !== null) return mapping;
    }
    return null;
  }

  #readJson(path: string): Record<string, unknown> | undefined {
    const content = this.#fileSystem.readFile(path);
    if (content.kind !== "text") return undefined;
    let tree: JsonNode | undefined;
    try {
      tree = parseTree(content.text, [], { allowTrailingComma: true });
    } catch (error) {
      // The parser is recursive; a manifest nested beyond the stack names no module.
      if (error instanceof RangeError) return undefined;
      throw error;
    }
    return tree === undefined ? undefined : asRecord(getNodeValue(tree));
  }
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** What `*` stands for when `specifier` fits `pattern`; the empty string where the pattern has no `*`. */
function matchPattern(pattern: string, specifier: string): string | undefined {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === specifier ? "" : undefined;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  const fits =
    specifier.length >= before.length + after.length &&
    specifier.startsWith(before) &&
    specifier.endsWith(after);
  return fits ? specifier.slice(before.length, specifier.length - after.length) : undefined;
}
