import { loadRegistries } from "../../core/src/analysis/loadRegistries.js";
import type { LoadedRegistries } from "../../core/src/analysis/readRegistries.js";
import type { HalyardConfig, RegistrySource } from "../../core/src/config/model.js";
import type { RegistryContent } from "../../core/src/registry/format.js";
import type { Flag } from "../../core/src/registry/model.js";
import { parseRegistry } from "../../core/src/registry/parseRegistry.js";
import { typescriptFormat } from "../../core/src/syntax/declaredFlags.js";
import type { Problem } from "../../core/src/text/problem.js";
import type { FileContent, FileSystem } from "../../core/src/vfs/fileSystem.js";

/** Files in memory: texts, or what reading them gives instead. */
export function filesOf(files: Readonly<Record<string, string | FileContent>>): FileSystem {
  return {
    readFile: (path) => {
      if (path.startsWith("/") || path.startsWith("../")) return { kind: "outside" };
      const file = files[path];
      if (file === undefined) return { kind: "missing" };
      return typeof file === "string" ? { kind: "text", text: file } : file;
    },
    listFiles: () => Object.keys(files).sort(),
  };
}

export function configOf(
  registry: readonly RegistrySource[],
  more: Partial<HalyardConfig> = {},
): HalyardConfig {
  return {
    path: "halyard.config.json",
    directory: "",
    registry,
    include: [],
    exclude: [],
    adapters: null,
    matchers: [],
    rules: new Map(),
    defaults: {},
    stores: new Map(),
    state: "halyard-state.json",
    ...more,
  };
}

export function load(
  files: Readonly<Record<string, string | FileContent>>,
  registry: readonly RegistrySource[],
  more: Partial<HalyardConfig> = {},
): LoadedRegistries {
  return loadRegistries(filesOf(files), configOf(registry, more));
}

/** `code line:column` of each problem. */
export function placesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

export function parse(text: string, path = "flags.json"): RegistryContent {
  return parseRegistry({ path, text });
}

/** The registry that TypeScript files declare. */
export function declared(
  files: Readonly<Record<string, string>>,
  declarations?: readonly string[],
): RegistryContent {
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  return typescriptFormat.parse(list, declarations === undefined ? {} : { declarations });
}

export function flagOf(content: Pick<RegistryContent, "flags">, key: string): Flag {
  const flag = content.flags.get(key);
  if (flag === undefined) throw new Error(`There is no flag ${key}.`);
  return flag;
}
