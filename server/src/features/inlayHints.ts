import { InlayHintKind, InlayHintRequest, type InlayHint } from "vscode-languageserver/node";
import type { Flag, FlagReference, Span } from "@halyard/core";
import type { Feature } from "../connection/server.js";
import { referencesIn } from "../flags/flagAt.js";
import type { DocumentView, Snapshot } from "../workspaces/snapshot.js";

/** Behind a read: the variant that has won. Behind a migration's write: the stage that the migration is at. */
export const inlayHintsFeature: Feature = {
  name: "inlay hints",
  capabilities: () => ({ inlayHintProvider: true }),
  listen({ requests, settings }) {
    requests.onDocument(InlayHintRequest.type, [], async ({ range }, view) => {
      const { enable, inlayHints } = await settings.of(view.uri);
      if (!enable || !inlayHints) return [];
      const { snapshot, path } = view;
      const shown: Span = {
        start: snapshot.offsetAt(path, range.start),
        end: snapshot.offsetAt(path, range.end),
      };
      return [...winners(view), ...stages(view)]
        .filter(({ at }) => at >= shown.start && at <= shown.end)
        .map(({ at, label, tooltip }): InlayHint => ({
          position: snapshot.linesOf(path).positionAt(at),
          label,
          tooltip,
          kind: InlayHintKind.Type,
          paddingLeft: true,
        }));
    });
  },
};

interface Hint {
  readonly at: number;
  readonly label: string;
  readonly tooltip: string;
}

function winners({ snapshot, path }: DocumentView): readonly Hint[] {
  const { analysis } = snapshot;
  return referencesIn(snapshot, path).flatMap((reference): readonly Hint[] => {
    const flag = analysis.flagFor(reference.flagKey, path);
    if (flag === undefined || reference.access !== "read") return [];
    const { outcome, winningVariant, reason } = analysis.verdictOf(flag);
    if (outcome === "partial" || outcome === "unknown" || winningVariant === undefined) return [];
    const label = `= ${shownVariant(flag, winningVariant, reference)}`;
    return [{ at: reference.evaluation.end, label, tooltip: `${flag.key}: ${reason}` }];
  });
}

/** A boolean flag's sides are called on and off, whatever its variants are called. */
function shownVariant(flag: Flag, variant: string, { inverted }: FlagReference): string {
  const value = flag.variants.get(variant);
  if (typeof value !== "boolean") return variant;
  return value === inverted ? "off" : "on";
}

function stages({ snapshot, path }: DocumentView): readonly Hint[] {
  return migrationsOf(snapshot).flatMap(({ id, computed, declared, calls }) =>
    calls
      .filter(({ place, operation }) => place.path === path && operation === "write")
      .map(({ place, side }) => ({
        at: place.span.end,
        label: `${side} · ${computed ?? declared}`,
        tooltip: `Migration ${id}: a write to the ${side} system, at stage ${computed ?? declared}.`,
      })),
  );
}

function migrationsOf({
  analysis,
}: Snapshot): ReturnType<typeof analysis.migrations>["migrations"] {
  return analysis.migrations().migrations;
}
