import type { Adapter, Matcher } from "../adapters/model.js";
import type { FileSystem } from "../vfs/fileSystem.js";
import { MemorySources } from "../vfs/sources.js";
import { extractorOf } from "../syntax/extractFiles.js";
import { FlagIndex } from "./flagIndex.js";
import { ModuleResolver } from "./moduleResolution.js";
import { plannedMatchers } from "./plannedMatchers.js";

/** What to look for in texts held in memory. */
export interface IndexTextsOptions {
  readonly adapters?: readonly Adapter[];
  readonly matchers?: readonly Matcher[];
  /** Keys and aliases of the registries. */
  readonly keys?: Iterable<string>;
  /** Whether a registry covers the files; default is whether there are keys. */
  readonly hasRegistry?: boolean;
}

const sourceFile = /\.(?:[mc]?[jt]sx?|vue|svelte)$/;

/** Indexes files given as texts by path; other files (`package.json`, `tsconfig.json`) serve module resolution. */
export async function indexTexts(
  files: Readonly<Record<string, string>>,
  options: IndexTextsOptions = {},
): Promise<FlagIndex> {
  const keys = new Set(options.keys ?? []);
  const hasRegistry = options.hasRegistry ?? keys.size > 0;
  const sources = Object.entries(files).filter(([path]) => sourceFile.test(path));
  const memory = new MemorySources(Object.fromEntries(sources));
  const resolver = new ModuleResolver(memoryFileSystem(files));
  return FlagIndex.build({
    sources: memory,
    planned: plannedMatchers(options.adapters ?? [], options.matchers ?? []),
    keys,
    resolveModule: (specifier, from) => resolver.resolve(specifier, from),
    hasRegistry: () => hasRegistry,
    extractFiles: extractorOf(memory),
  });
}

/** A file system over texts by path. */
export function memoryFileSystem(files: Readonly<Record<string, string>>): FileSystem {
  const paths = Object.keys(files).sort();
  return {
    readFile: (path) => {
      const text = Object.hasOwn(files, path) ? files[path] : undefined;
      return text === undefined ? { kind: "missing" } : { kind: "text", text };
    },
    listFiles: () => paths,
  };
}
