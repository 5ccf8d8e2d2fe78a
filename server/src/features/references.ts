import { ReferencesRequest, type Location } from "vscode-languageserver/node";
import type { Place } from "@halyard/core";
import type { Feature } from "../connection/server.js";
import { keyAt } from "../flags/flagAt.js";

/** Every place that reads, sets or names the flag under the cursor. */
export const referencesFeature: Feature = {
  name: "references",
  capabilities: () => ({ referencesProvider: true }),
  listen({ requests }) {
    requests.onDocument(
      ReferencesRequest.type,
      null,
      ({ position, context }, view): Location[] | null => {
        const { snapshot, path } = view;
        const found = keyAt(view, snapshot.offsetAt(path, position));
        if (found === undefined) return null;
        const { flag, flagKey } = found;
        const { analysis } = snapshot;
        const uses: readonly Place[] =
          flag === undefined ? analysis.index.referencesTo(flagKey) : analysis.referencesOf(flag);
        const wantsEntry = (context as { includeDeclaration?: boolean } | undefined)
          ?.includeDeclaration;
        const entries = (wantsEntry === true ? (flag?.definitions ?? []) : []).map(
          (definition) => ({
            path: definition.path,
            span: definition.keySpan,
          }),
        );
        return [...entries, ...uses].map((place) => snapshot.locationOf(place));
      },
    );
  },
};
