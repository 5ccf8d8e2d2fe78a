import { readdirSync, readFileSync, statSync, existsSync } from "node:fs";
import { join } from "node:path";
import { indexTexts, memoryFileSystem } from "../../../core/src/index/indexTexts.js";
import { ModuleResolver } from "../../../core/src/index/moduleResolution.js";
import { loadRegistries } from "../../../core/src/analysis/loadRegistries.js";
import type { HalyardConfig, RegistrySource } from "../../../core/src/config/model.js";
import type { Flag } from "../../../core/src/registry/model.js";
import type { JsonValue } from "../../../core/src/text/json.js";
import type { RemovalPlan } from "../../../core/src/removal/model.js";
import type { EngineOptions } from "../../../core/src/removal/plan/engine.js";
import { planRemoval } from "../../../core/src/removal/plan/planRemoval.js";
import { caseMatchers } from "./caseMatchers.js";

/** What one golden case says about itself in its `case.json`. */
export interface CaseSpec {
  readonly flag: string;
  readonly winner: JsonValue;
  readonly registry?: RegistrySource;
  readonly allow?: readonly string[];
  readonly publicEntries?: readonly string[];
  /** The refusal codes expected, in order of appearance; the case then has no `after`. */
  readonly refuses?: readonly string[];
  /** Kinds of the expected notes. */
  readonly notes?: readonly string[];
  /** The kinds of `corpus/README.md` that the case covers. */
  readonly kinds?: readonly string[];
}

/** Files by path. */
export type Files = Readonly<Record<string, string>>;

/** Every file below a folder, by path relative to it. */
export function readFolder(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  const visit = (at: string, prefix: string): void => {
    for (const name of readdirSync(at).sort()) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) visit(path, `${prefix}${name}/`);
      else files[prefix + name] = readFileSync(path, "utf8");
    }
  };
  if (existsSync(folder)) visit(folder, "");
  return files;
}

function configWith(registry: RegistrySource | undefined): HalyardConfig {
  return {
    path: "halyard.config.json",
    directory: "",
    registry: registry === undefined ? [] : [registry],
    include: ["**/*"],
    exclude: [],
    adapters: null,
    matchers: [],
    rules: new Map(),
    defaults: {},
    stores: new Map(),
    state: ".halyard/state.json",
  };
}

function flagOf(
  files: Files,
  spec: CaseSpec,
): { readonly flag?: Flag; readonly keys: readonly string[] } {
  if (spec.registry === undefined) return { keys: [spec.flag] };
  const { registries } = loadRegistries(memoryFileSystem(files), configWith(spec.registry));
  const keys = registries.flatMap((registry) => [...registry.flags.keys()]);
  const flag = registries
    .map((registry) => registry.flags.get(spec.flag))
    .find((found) => found !== undefined);
  return { keys: [...keys, spec.flag], ...(flag && { flag }) };
}

/** Indexes the files with the real index and plans the removal of the case's flag. */
export async function planCase(
  files: Files,
  spec: CaseSpec,
  options: EngineOptions = {},
): Promise<RemovalPlan> {
  const { flag, keys } = flagOf(files, spec);
  const index = await indexTexts(files, { matchers: caseMatchers, keys });
  const resolver = new ModuleResolver(memoryFileSystem(files));
  return planRemoval(
    {
      flagKey: spec.flag,
      winningValue: spec.winner,
      references: index.referencesTo(spec.flag),
      readFile: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
      listFiles: () => Object.keys(files).sort(),
      resolveImport: (from, specifier) => resolver.resolve(specifier, from),
      isPublicEntry: (path) => spec.publicEntries?.includes(path) ?? false,
      otherReads: index.references
        .filter((reference) => reference.flagKey !== spec.flag && reference.access === "read")
        .map((reference) => ({ path: reference.path, span: reference.evaluation })),
      ...(flag && { flag, siblingKeys: keys.filter((key) => key !== spec.flag) }),
      ...(spec.allow && { allow: spec.allow }),
    },
    options,
  );
}

/** The files as the plan leaves them. */
export function applyPlan(files: Files, plan: RemovalPlan): Record<string, string> {
  const after = new Map(Object.entries(files));
  for (const file of plan.files) {
    if (file.kind === "delete") after.delete(file.path);
    else after.set(file.path, file.newText);
  }
  return Object.fromEntries(after);
}
