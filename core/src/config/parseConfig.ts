import { registryDefaults } from "../registry/model.js";
import { storesFrom } from "../registry/storeShape.js";
import { checkShape } from "../schema/checkShape.js";
import { readJson } from "../schema/jsonNode.js";
import type { DataNode } from "../schema/node.js";
import {
  entriesOf,
  entryOf,
  fieldOf,
  numberOf,
  stringOf,
  stringsOf,
  toJson,
} from "../schema/node.js";
import type { ProblemSink } from "../schema/problemSink.js";
import { createProblemSink } from "../schema/problemSink.js";
import { readYaml } from "../schema/yamlNode.js";
import type { Parsed, Problem } from "../text/problem.js";
import { containsSpan } from "../text/span.js";
import { adaptersNamed } from "./adapterNames.js";
import { defaultExclude, defaultInclude, defaultStatePath } from "./defaults.js";
import type {
  DefaultOverrides,
  HalyardConfig,
  KnownNames,
  RuleSetting,
  Severity,
} from "./model.js";
import { toMatchers } from "./toMatchers.js";
import { toRegistrySources } from "./toRegistrySources.js";
import { configShape } from "./shape.js";
import { normalPath } from "./words.js";

/** How a configuration file is written; `package` is the `halyard` key of a `package.json`. */
export type ConfigKind = "json" | "jsonc" | "yaml" | "package";

/** The kind of a configuration file by its name, or undefined where the ending is none that is read. */
export function configKindOf(path: string): ConfigKind | undefined {
  if (path === "package.json" || path.endsWith("/package.json")) return "package";
  const ending = /\.(json|jsonc|ya?ml)$/.exec(path)?.[1];
  return ending === "yml" ? "yaml" : (ending as ConfigKind | undefined);
}

/** The configuration that applies where none is written; `registry` is empty. */
export function emptyConfig(path: string | null): HalyardConfig {
  return {
    path,
    directory: "",
    registry: [],
    include: defaultInclude,
    exclude: defaultExclude,
    adapters: null,
    matchers: [],
    rules: new Map(),
    defaults: {},
    stores: new Map(),
    state: defaultStatePath,
  };
}

/**
 * Reads and checks a configuration. Pure, and never throws.
 *
 * What is wrong is left out of the value and told in `problems`, each with line and column.
 * Without a `registry` key the value's `registry` is empty; `loadConfig` looks for the usual files then.
 */
export function parseConfig(
  text: string,
  path: string,
  kind: ConfigKind,
  known: KnownNames,
): Parsed<HalyardConfig> {
  const sink = createProblemSink(text, path);
  const written = readConfigData(text, kind, sink);
  if (written === undefined) return { value: emptyConfig(path), problems: sink.problems };
  const whole = kind === "package" ? "`halyard`" : "The configuration";
  const node = checkShape(written, configShape(known), { sink, whole });
  const value = node === undefined ? emptyConfig(path) : toConfig(node, known, sink);
  const problems = sink.problems.filter(
    // Another tool's part of package.json is not ours to judge, its syntax is.
    ({ code, span }) =>
      kind !== "package" || code === "syntax" || (span && containsSpan(written.span, span)),
  );
  return { value, problems: problems.sort(byPlace) };
}

/** What a configuration file says, with positions, before it is checked; undefined where it says nothing. */
export function readConfigData(
  text: string,
  kind: ConfigKind,
  sink: ProblemSink,
): DataNode | undefined {
  const root =
    kind === "yaml" ? readYaml(text, sink) : readJson(text, sink, { comments: kind === "jsonc" });
  return kind === "package" ? fieldOf(root, "halyard") : root;
}

function byPlace(a: Problem, b: Problem): number {
  return (a.span?.start ?? 0) - (b.span?.start ?? 0);
}

function toConfig(node: DataNode, known: KnownNames, sink: ProblemSink): HalyardConfig {
  const include = fieldOf(node, "include");
  const adapters = fieldOf(node, "adapters");
  const state = stringOf(fieldOf(node, "state"));
  return {
    path: sink.path,
    directory: "",
    registry: toRegistrySources(fieldOf(node, "registry"), sink),
    include: include === undefined ? defaultInclude : stringsOf(include).map(normalPath),
    exclude: toExclude(fieldOf(node, "exclude"), sink),
    adapters: adapters === undefined ? null : toAdapters(stringsOf(adapters), known),
    matchers: toMatchers(fieldOf(node, "matchers"), sink),
    rules: toRules(fieldOf(node, "rules")),
    defaults: toDefaults(fieldOf(node, "defaults")),
    stores: storesFrom(fieldOf(node, "stores")),
    state: state === undefined ? defaultStatePath : normalPath(state),
  };
}

/** Full adapter names in their known order; a vendor's name stands for all of its adapters. */
function toAdapters(written: readonly string[], { adapterNames }: KnownNames): readonly string[] {
  const chosen = new Set(written.flatMap((name) => adaptersNamed(name, adapterNames)));
  return adapterNames.filter((name) => chosen.has(name));
}

/** The built-in globs, less those taken back with `!`, and the user's own. */
function toExclude(node: DataNode | undefined, sink: ProblemSink): readonly string[] {
  const takenBack = new Set<string>();
  const added: string[] = [];
  for (const item of node?.kind === "array" ? node.items : []) {
    const glob = stringOf(item) ?? "";
    if (!glob.startsWith("!")) {
      added.push(normalPath(glob));
    } else if (defaultExclude.includes(glob.slice(1))) {
      takenBack.add(glob.slice(1));
    } else {
      sink.error(
        "invalid-value",
        `\`${glob}\` takes back no built-in exclusion; those are ${defaultExclude.join(", ")}.`,
        item.span,
      );
    }
  }
  return [...defaultExclude.filter((glob) => !takenBack.has(glob)), ...added];
}

function toRules(node: DataNode | undefined): ReadonlyMap<string, RuleSetting> {
  return new Map(
    entriesOf(node).map(({ key, value }): [string, RuleSetting] => {
      const severity = (stringOf(value) ?? stringOf(fieldOf(value, "severity"))) as Severity;
      const options = fieldOf(value, "options");
      return [key, options === undefined ? { severity } : { severity, options: toJson(options) }];
    }),
  );
}

function toDefaults(node: DataNode | undefined): DefaultOverrides {
  const environments = fieldOf(node, "productionEnvironments");
  const soakDays = numberOf(fieldOf(node, "soakDays"));
  const unusedAfterDays = numberOf(fieldOf(node, "unusedAfterDays"));
  const stale = entryOf(node, "staleAfterDays");
  return {
    ...(environments === undefined ? {} : { productionEnvironments: stringsOf(environments) }),
    ...(soakDays === undefined ? {} : { soakDays }),
    ...(unusedAfterDays === undefined ? {} : { unusedAfterDays }),
    ...(stale === undefined ? {} : { staleAfterDays: toLifetimes(stale.value) }),
  };
}

function toLifetimes(node: DataNode): NonNullable<DefaultOverrides["staleAfterDays"]> {
  const types = Object.keys(registryDefaults.staleAfterDays);
  return Object.fromEntries(
    entriesOf(node)
      .filter(({ key }) => types.includes(key))
      .map(({ key, value }) => [key, numberOf(value) ?? null]),
  );
}
