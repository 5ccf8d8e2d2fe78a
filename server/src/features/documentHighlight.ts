import {
  DocumentHighlightKind,
  DocumentHighlightRequest,
  type DocumentHighlight,
} from "vscode-languageserver/node";
import type { FlagReference, Span } from "@halyard/core";
import type { Feature } from "../connection/server.js";
import { keyAt, referencesIn } from "../flags/flagAt.js";

/** The uses of the flag under the cursor, and the branches that its value decides about. */
export const documentHighlightFeature: Feature = {
  name: "document highlight",
  capabilities: () => ({ documentHighlightProvider: true }),
  listen({ requests }) {
    requests.onDocument(
      DocumentHighlightRequest.type,
      null,
      ({ position }, view): DocumentHighlight[] | null => {
        const { snapshot, path } = view;
        const found = keyAt(view, snapshot.offsetAt(path, position));
        if (found === undefined) return null;
        const { flag, flagKey, span, reference } = found;
        const isSame = (other: FlagReference): boolean =>
          flag === undefined
            ? other.flagKey === flagKey
            : snapshot.analysis.flagFor(other.flagKey, path) === flag;
        const uses = referencesIn(snapshot, path).filter(isSame);
        const own = reference === undefined ? [{ span, kind: DocumentHighlightKind.Text }] : [];
        return [...own, ...uses.flatMap(highlightsOf)].map(({ span: at, kind }) => ({
          range: snapshot.rangeOf(path, at),
          kind,
        }));
      },
    );
  },
};

function highlightsOf({ span, access, conditions }: FlagReference): {
  span: Span;
  kind: DocumentHighlightKind;
}[] {
  const branches = conditions.flatMap(({ whenOn, whenOff }) =>
    [whenOn, whenOff].flatMap((branch) => branch ?? []),
  );
  const isSet = access === "override";
  return [
    { span, kind: isSet ? DocumentHighlightKind.Write : DocumentHighlightKind.Read },
    ...branches.map((branch) => ({ span: branch, kind: DocumentHighlightKind.Text })),
  ];
}
