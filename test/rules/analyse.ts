import { allAdapters } from "../../core/src/adapters/all.js";
import { loadRegistries } from "../../core/src/analysis/loadRegistries.js";
import { loadConfig } from "../../core/src/config/loadConfig.js";
import type { HalyardConfig } from "../../core/src/config/model.js";
import { FlagIndex } from "../../core/src/index/flagIndex.js";
import { ModuleResolver } from "../../core/src/index/moduleResolution.js";
import { plannedMatchers } from "../../core/src/index/plannedMatchers.js";
import type { ReferenceView } from "../../core/src/index/reference.js";
import { registryChainFor } from "../../core/src/registry/lookup.js";
import type { Registry } from "../../core/src/registry/model.js";
import { allRules } from "../../core/src/rules/all.js";
import { runRules, type RuleInput } from "../../core/src/rules/runRules.js";
import type { Problem } from "../../core/src/text/problem.js";
import type { FileSystem } from "../../core/src/vfs/fileSystem.js";
import { MemorySources } from "../../core/src/vfs/sources.js";
import { asExpectation, type Expectation } from "./markers.js";

/** Everything the rules need, read from files in memory the way a real workspace is read. */
export interface Loaded {
  readonly config: HalyardConfig;
  readonly registries: readonly Registry[];
  readonly index: ReferenceView;
  readonly problems: readonly Problem[];
  readonly textOf: (path: string) => string | undefined;
}

const sourceFile = /\.(?:[cm]?[jt]sx?|vue|svelte)$/u;

/** Loads configuration and registries and indexes the sources of a workspace in memory. */
export async function load(files: ReadonlyMap<string, string>): Promise<Loaded> {
  const fileSystem = memoryFileSystem(files);
  const configPath = files.has("halyard.config.json") ? "halyard.config.json" : null;
  const known = {
    ruleIds: allRules.map(({ id }) => id),
    adapterNames: allAdapters.map(({ name }) => name),
  };
  const { value: config, problems } = loadConfig(fileSystem, configPath, known);
  const loaded = loadRegistries(fileSystem, config);
  const { registries } = loaded;
  const registryFiles = new Set(registries.map(({ path }) => path));
  const sources = [...files].filter(([path]) => sourceFile.test(path) && !registryFiles.has(path));
  const resolver = new ModuleResolver(fileSystem);
  const index = await FlagIndex.build({
    sources: new MemorySources(new Map(sources)),
    planned: plannedMatchers(allAdapters, config.matchers),
    keys: keysOf(registries),
    resolveModule: (specifier, from) => resolver.resolve(specifier, from),
    hasRegistry: (path) => registryChainFor(registries, path).length > 0,
  });
  return {
    config,
    registries,
    index,
    problems: [...problems, ...loaded.problems],
    textOf: (path) => files.get(path),
  };
}

/** Runs the rules over a loaded workspace and tells their findings the way fixtures mark them. */
export function findingsIn(
  loaded: Loaded,
  now: Date,
  files: ReadonlyMap<string, string>,
  overrides: Partial<RuleInput> = {},
): { findings: readonly Expectation[]; problems: readonly Problem[] } {
  const result = runRules({ ...loaded, now, ...overrides });
  return {
    findings: result.findings.map((finding) => asExpectation(finding, files)),
    problems: [...loaded.problems, ...result.problems],
  };
}

function keysOf(registries: readonly Registry[]): ReadonlySet<string> {
  const flags = registries.flatMap((registry) => [...registry.flags.values()]);
  return new Set(flags.flatMap(({ key, lifecycle }) => [key, ...lifecycle.aliases]));
}

function memoryFileSystem(files: ReadonlyMap<string, string>): FileSystem {
  return {
    readFile: (path) => {
      const text = files.get(path);
      return text === undefined ? { kind: "missing" } : { kind: "text", text };
    },
    listFiles: () => [...files.keys()].sort(),
  };
}
