import { allAdapters } from "../../core/src/adapters/all.js";
import { loadRegistries } from "../../core/src/analysis/loadRegistries.js";
import { loadConfig } from "../../core/src/config/loadConfig.js";
import type { HalyardConfig } from "../../core/src/config/model.js";
import { indexTexts, memoryFileSystem } from "../../core/src/index/indexTexts.js";
import { ModuleResolver } from "../../core/src/index/moduleResolution.js";
import type { CodeFollower } from "../../core/src/migration/analyseMigrations.js";
import { flowFollower } from "../../core/src/migration/follow/flowFollower.js";
import { readFlow } from "../../core/src/migration/read/readFlow.js";
import type { ReferenceView } from "../../core/src/reference/model.js";
import type { Registry } from "../../core/src/registry/model.js";
import { allRules } from "../../core/src/rules/all.js";
import { isTestFile } from "../../core/src/rules/testFiles.js";
import { runRules, type RuleInput } from "../../core/src/rules/runRules.js";
import type { StoreView } from "../../core/src/state/model.js";
import type { Problem } from "../../core/src/text/problem.js";
import { asExpectation, type Expectation, type Fixture } from "./markers.js";

/** Everything the rules need, read from files in memory the way a real workspace is read. */
export interface Loaded {
  readonly config: HalyardConfig;
  readonly registries: readonly Registry[];
  readonly index: ReferenceView;
  readonly stores: StoreView;
  readonly problems: readonly Problem[];
  readonly textOf: (path: string) => string | undefined;
  readonly flow: CodeFollower;
}

/** Loads configuration and registries and indexes the sources of a workspace in memory. */
export async function load(files: ReadonlyMap<string, string>): Promise<Loaded> {
  const fileSystem = memoryFileSystem(Object.fromEntries(files));
  const configPath = files.has("halyard.config.json") ? "halyard.config.json" : null;
  const known = {
    ruleIds: allRules.map(({ id }) => id),
    adapterNames: allAdapters.map(({ name }) => name),
  };
  const { value: config, problems } = loadConfig(fileSystem, configPath, known);
  const loaded = loadRegistries(fileSystem, config);
  const { registries, stores } = loaded;
  const index = await indexTexts(Object.fromEntries(files), {
    adapters: allAdapters,
    matchers: config.matchers,
    keys: keysOf(registries),
    hasRegistry: registries.length > 0,
  });
  return {
    config,
    registries,
    index,
    stores,
    problems: [...problems, ...loaded.problems],
    textOf: (path) => files.get(path),
    flow: followerOf(files, index),
  };
}

/** Follows the calls of sources in memory. */
function followerOf(files: ReadonlyMap<string, string>, index: ReferenceView): CodeFollower {
  const resolver = new ModuleResolver(memoryFileSystem(Object.fromEntries(files)));
  return flowFollower({
    index,
    paths: [...files.keys()].filter((path) => /\.[mc]?[jt]sx?$/u.test(path)).sort(),
    textOf: (path) => files.get(path),
    isTest: isTestFile,
    resolveModule: (specifier, from) => resolver.resolve(specifier, from),
    factsOf: remembered((path) => {
      const text = files.get(path);
      return text === undefined ? undefined : readFlow(path, text);
    }),
  });
}

function remembered<T>(compute: (path: string) => T): (path: string) => T {
  const known = new Map<string, { value: T }>();
  return (path) => {
    const entry = known.get(path) ?? { value: compute(path) };
    known.set(path, entry);
    return entry.value;
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

/** What `isEnabled` and `getValue` are, in a fixture whose configuration names no matchers. */
const usualMatchers = [
  { kind: "call", names: ["isEnabled"], key: 0, default: 1, valueType: "boolean" },
  { kind: "call", names: ["getValue"], key: 0, default: 1 },
];

/** The fixture's files, with a configuration that knows the usual matchers. */
export function filesOf({ files }: Fixture): ReadonlyMap<string, string> {
  const config = JSON.parse(files.get("halyard.config.json") ?? "{}") as object;
  const whole = JSON.stringify({ matchers: usualMatchers, ...config });
  return new Map([...files, ["halyard.config.json", whole]]);
}
