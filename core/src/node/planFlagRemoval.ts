import type { RemovalInput, RemovalPlan } from "../removal/model.js";
import { planRemoval } from "../removal/plan/planRemoval.js";
import { ModuleResolver } from "../index/moduleResolution.js";
import type { JsonValue } from "../text/json.js";
import { NodeFileSystem } from "./nodeFileSystem.js";
import type { Workspace } from "./workspace.js";

/** What to remove, and how. */
export interface FlagRemovalOptions {
  readonly flagKey: string;
  readonly winningValue: JsonValue;
  /** Refusal codes that a person overrules. */
  readonly allow?: readonly string[];
}

const sourceFile = /\.(?:[mc]?[jt]sx?|vue|svelte)$/u;

/** Plans the removal of one flag from an opened workspace. Reads files, writes nothing. */
export function planFlagRemoval(workspace: Workspace, options: FlagRemovalOptions): RemovalPlan {
  return planRemoval(removalInputOf(workspace, options));
}

/** Everything that the removal asks of an opened workspace. */
export function removalInputOf(workspace: Workspace, options: FlagRemovalOptions): RemovalInput {
  const { analysis, root } = workspace;
  const fileSystem = new NodeFileSystem(root);
  const resolver = new ModuleResolver(fileSystem);
  const flag = analysis.flags().find((candidate) => candidate.key === options.flagKey);
  const texts = new Map<string, string | undefined>();
  const keys = [options.flagKey, ...(flag?.lifecycle.aliases ?? [])];
  return {
    ...options,
    references: keys.flatMap((key) => analysis.index.referencesTo(key)),
    ...(flag && {
      flag,
      aliases: flag.lifecycle.aliases,
      siblingKeys: [...analysis.registryOf(flag).flags.keys()].filter((key) => key !== flag.key),
    }),
    readFile: (path) => {
      if (!texts.has(path)) {
        const content = fileSystem.readFile(path);
        texts.set(path, content.kind === "text" ? content.text : undefined);
      }
      return texts.get(path);
    },
    listFiles: () => fileSystem.listFiles().filter((path) => sourceFile.test(path)),
    resolveImport: (from, specifier) => resolver.resolve(specifier, from),
    otherReads: analysis.index.references
      .filter((reference) => reference.flagKey !== options.flagKey && reference.access === "read")
      .map((reference) => ({ path: reference.path, span: reference.evaluation })),
  };
}
