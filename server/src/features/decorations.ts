import type { Flag, FlagReference, Span } from "@halyard/core";
import type { Feature } from "../connection/server.js";
import { referencesIn } from "../flags/flagAt.js";
import {
  decorationsRequest,
  type DeadBranch,
  type Decorations,
  type MigrationMark,
} from "../protocol/decorations.js";
import { quotedKey } from "../text/words.js";
import type { DocumentView } from "../workspaces/snapshot.js";

const nothing: Decorations = { version: null, deadBranches: [], migrationMarks: [] };

/** Ranges of a document that an editor may draw: branches that can no longer run, calls of a migration's systems. */
export const decorationsFeature: Feature = {
  name: "decorations",
  listen({ requests }) {
    requests.onDocument(decorationsRequest, nothing, (_params, view) => ({
      version: view.snapshot.versionOf(view.path),
      deadBranches: deadBranchesIn(view),
      migrationMarks: migrationMarksIn(view),
    }));
  },
};

function deadBranchesIn({ snapshot, path }: DocumentView): readonly DeadBranch[] {
  const { analysis } = snapshot;
  return referencesIn(snapshot, path).flatMap((reference) => {
    const flag = analysis.flagFor(reference.flagKey, path);
    const side = flag === undefined ? undefined : decidedSide(analysis.verdictOf(flag), flag);
    if (flag === undefined || side === undefined) return [];
    const message = `${quotedKey(flag.key)} has been ${side} for good, so this no longer runs.`;
    return deadSpans(reference, side).map((span) => ({
      range: snapshot.rangeOf(path, span),
      flagKey: flag.key,
      message,
    }));
  });
}

/** The side of a boolean flag that production has served for the soak time. */
function decidedSide(
  verdict: ReturnType<DocumentView["snapshot"]["analysis"]["verdictOf"]>,
  flag: Flag,
): "on" | "off" | undefined {
  const { outcome, winningVariant } = verdict;
  if (outcome !== "rolled-out" && outcome !== "rolled-back") return undefined;
  const value = winningVariant === undefined ? undefined : flag.variants.get(winningVariant);
  const decided = verdict.winningValue ?? value;
  return decided === true ? "on" : decided === false ? "off" : undefined;
}

/** Only where the flag alone decides is the other branch certain never to run. */
function deadSpans({ conditions, access }: FlagReference, side: "on" | "off"): readonly Span[] {
  if (access !== "read") return [];
  return conditions.flatMap(({ sole, whenOn, whenOff }) => {
    const dead = side === "on" ? whenOff : whenOn;
    return sole && dead !== null ? [dead] : [];
  });
}

function migrationMarksIn({ snapshot, path }: DocumentView): readonly MigrationMark[] {
  return snapshot.analysis.migrations().migrations.flatMap(({ id, calls }) =>
    calls
      .filter(({ place }) => place.path === path)
      .map(({ place, side, operation }) => ({
        range: snapshot.rangeOf(path, place.span),
        side,
        operation,
        migration: id,
      })),
  );
}
