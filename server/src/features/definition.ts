import { DefinitionRequest, type DefinitionLink, type Location } from "vscode-languageserver/node";
import type { Place } from "@halyard/core";
import type { Feature } from "../connection/server.js";
import { keyAt, type KeyAt } from "../flags/flagAt.js";
import type { Snapshot } from "../workspaces/snapshot.js";

/** From a key in code to its registry entry, and from an entry to the code that reads it. */
export const definitionFeature: Feature = {
  name: "definition",
  capabilities: () => ({ definitionProvider: true }),
  listen({ requests, client }) {
    requests.onDocument(
      DefinitionRequest.type,
      null,
      ({ position }, view): Location[] | DefinitionLink[] | null => {
        const { snapshot, path } = view;
        const found = keyAt(view, snapshot.offsetAt(path, position));
        if (found === undefined) return null;
        const targets = targetsOf(snapshot, found);
        if (!client.definitionLinks) return targets.map((place) => snapshot.locationOf(place));
        const originSelectionRange = snapshot.rangeOf(path, found.span);
        return targets.map((place) => {
          const targetRange = snapshot.rangeOf(place.path, place.span);
          return {
            originSelectionRange,
            targetUri: snapshot.uriOf(place.path),
            targetRange,
            targetSelectionRange: targetRange,
          };
        });
      },
    );
  },
};

function targetsOf(
  { analysis }: Snapshot,
  { flag, reference, path, span }: KeyAt,
): readonly Place[] {
  if (flag === undefined) return [];
  const isOwnEntry = flag.definitions.some(
    (definition) => definition.path === path && definition.keySpan.start === span.start,
  );
  if (reference === undefined && isOwnEntry) {
    return analysis.referencesOf(flag).filter(({ access }) => access === "read");
  }
  return flag.definitions.map((definition) => ({
    path: definition.path,
    span: definition.keySpan,
  }));
}
