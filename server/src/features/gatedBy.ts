import type { Flag, FlagReference } from "@halyard/core";
import type { Feature } from "../connection/server.js";
import { keyAt } from "../flags/flagAt.js";
import {
  gatedByRequest,
  type GatedBranch,
  type GatedBy,
  type GatedFile,
} from "../protocol/gatedBy.js";
import type { DocumentView, Snapshot } from "../workspaces/snapshot.js";

const nothing: GatedBy = { flagKey: null, files: [], dependents: [] };

/** Who is gated by a flag: the branches that its value decides about, in every file. */
export const gatedByFeature: Feature = {
  name: "gated by",
  listen({ requests }) {
    requests.onDocument(gatedByRequest, nothing, ({ position, flagKey }, view): GatedBy => {
      const found = keyOf(view, flagKey, position);
      if (found === undefined) return nothing;
      const { snapshot, path } = view;
      const { analysis } = snapshot;
      const flag = analysis.flagFor(found, path);
      const references =
        flag === undefined ? analysis.index.referencesTo(found) : analysis.referencesOf(flag);
      return {
        flagKey: found,
        files: filesOf(snapshot, references),
        dependents: flag === undefined ? [] : dependentsOf(snapshot, flag),
      };
    });
  },
};

function keyOf(
  view: DocumentView,
  flagKey: unknown,
  position: Parameters<Snapshot["offsetAt"]>[1] | undefined,
): string | undefined {
  if (typeof flagKey === "string") return flagKey;
  if (position === undefined) return undefined;
  return keyAt(view, view.snapshot.offsetAt(view.path, position))?.flagKey;
}

function filesOf(snapshot: Snapshot, references: readonly FlagReference[]): readonly GatedFile[] {
  const files = new Map<string, GatedBranch[]>();
  for (const reference of references) {
    const branches = branchesOf(snapshot, reference);
    if (branches.length === 0) continue;
    files.set(reference.path, [...(files.get(reference.path) ?? []), ...branches]);
  }
  return [...files].map(([path, branches]) => ({ uri: snapshot.uriOf(path), path, branches }));
}

function branchesOf(snapshot: Snapshot, { path, span, conditions }: FlagReference): GatedBranch[] {
  const reference = snapshot.locationOf({ path, span });
  return conditions.flatMap(({ whenOn, whenOff, sole }) =>
    [
      { when: "on" as const, branch: whenOn },
      { when: "off" as const, branch: whenOff },
    ].flatMap(({ when, branch }) =>
      branch === null
        ? []
        : [{ ...snapshot.locationOf({ path, span: branch }), when, sole, reference }],
    ),
  );
}

function dependentsOf({ analysis }: Snapshot, flag: Flag): readonly string[] {
  return [...analysis.registryOf(flag).flags.values()]
    .filter(
      ({ lifecycle }) =>
        lifecycle.guardedBy === flag.key ||
        lifecycle.prerequisites.some((one) => one.flag === flag.key),
    )
    .map(({ key }) => key);
}
