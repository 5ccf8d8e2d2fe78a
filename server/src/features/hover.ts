import { HoverRequest, MarkupKind, type Hover } from "vscode-languageserver/node";
import type { Feature } from "../connection/server.js";
import { keyAt } from "../flags/flagAt.js";
import { flagCard, unknownCard, withoutMarkdown } from "../flags/flagCard.js";

/** A card about the flag under the cursor, in code and in the registry. */
export const hoverFeature: Feature = {
  name: "hover",
  capabilities: () => ({ hoverProvider: true }),
  listen({ requests, client }) {
    requests.onDocument(HoverRequest.type, null, ({ position }, view): Hover | null => {
      const { snapshot, path } = view;
      const found = keyAt(view, snapshot.offsetAt(path, position));
      if (found === undefined) return null;
      const { flag, flagKey, span } = found;
      const card = flag === undefined ? unknownCard(snapshot, flagKey) : flagCard(snapshot, flag);
      const contents = client.markdown
        ? { kind: MarkupKind.Markdown, value: card }
        : { kind: MarkupKind.PlainText, value: withoutMarkdown(card) };
      return { contents, range: snapshot.rangeOf(path, span) };
    });
  },
};
