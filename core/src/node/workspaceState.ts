import { createAnalysis } from "../analysis/createAnalysis.js";
import type { FlagReference, ReferenceView } from "../reference/model.js";
import { NodeFileSystem } from "./nodeFileSystem.js";
import type { ReadableWorkspace, WorkspaceState } from "./workspace.js";

/** The data of a workspace. */
export function workspaceState(
  { root, analysis, listFiles }: Pick<ReadableWorkspace, "root" | "analysis" | "listFiles">,
  openTexts: ReadonlyMap<string, string>,
): WorkspaceState {
  const { config, registries, stores, index, now } = analysis;
  const { references, dynamicReferences } = index;
  const files = listFiles();
  return { root, config, registries, stores, references, dynamicReferences, now, files, openTexts };
}

/** A workspace to plan changes of, from its data. It has no index of its own and does not follow its files. */
export function workspaceFrom(state: WorkspaceState): ReadableWorkspace {
  const { root, openTexts, files } = state;
  const disk = new NodeFileSystem(root);
  const textOf = (path: string): string | undefined => {
    const open = openTexts.get(path);
    if (open !== undefined) return open;
    const content = disk.readFile(path);
    return content.kind === "text" ? content.text : undefined;
  };
  const { config, registries, stores, now } = state;
  const index = viewOf(state);
  return {
    root,
    analysis: createAnalysis({ config, registries, stores, index, now, problems: [], textOf }),
    listFiles: () => files,
    textOf,
  };
}

function viewOf({ references, dynamicReferences }: WorkspaceState): ReferenceView {
  const byKey = new Map<string, FlagReference[]>();
  for (const reference of references) {
    const known = byKey.get(reference.flagKey);
    if (known === undefined) byKey.set(reference.flagKey, [reference]);
    else known.push(reference);
  }
  return {
    references,
    dynamicReferences,
    referencesTo: (flagKey) => byKey.get(flagKey) ?? [],
    lineStarts: () => undefined,
  };
}
