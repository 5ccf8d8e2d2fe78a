import {
  DocumentSymbolRequest,
  SymbolKind,
  type DocumentSymbol,
  type SymbolInformation,
} from "vscode-languageserver/node";
import type { Span } from "@halyard/core";
import type { Feature } from "../connection/server.js";
import { referencesIn } from "../flags/flagAt.js";
import type { DocumentView } from "../workspaces/snapshot.js";

interface FlagSymbol {
  readonly name: string;
  readonly detail: string;
  readonly whole: Span;
  readonly selection: Span;
}

/** The flags of a document as symbols: entries in a registry, uses in code. */
export const documentSymbolsFeature: Feature = {
  name: "document symbols",
  capabilities: () => ({ documentSymbolProvider: { label: "Halyard" } }),
  listen({ requests, client }) {
    requests.onDocument(
      DocumentSymbolRequest.type,
      null,
      (_params, view): DocumentSymbol[] | SymbolInformation[] => {
        const { snapshot, path, uri } = view;
        const symbols = [...entriesOf(view), ...usesOf(view)];
        if (!client.hierarchicalSymbols) {
          return symbols.map(({ name, whole }) => ({
            name,
            kind: SymbolKind.Key,
            location: { uri, range: snapshot.rangeOf(path, whole) },
          }));
        }
        return symbols.map(({ name, detail, whole, selection }) => ({
          name,
          detail,
          kind: SymbolKind.Key,
          range: snapshot.rangeOf(path, whole),
          selectionRange: snapshot.rangeOf(path, selection),
        }));
      },
    );
  },
};

function entriesOf({ snapshot, path }: DocumentView): readonly FlagSymbol[] {
  return snapshot.analysis.flags().flatMap((flag) =>
    flag.definitions
      .filter((definition) => definition.path === path)
      .map(({ keySpan, entrySpan }) => ({
        name: flag.key,
        detail: `${flag.type} flag`,
        whole: entrySpan,
        selection: keySpan,
      })),
  );
}

function usesOf({ snapshot, path }: DocumentView): readonly FlagSymbol[] {
  return referencesIn(snapshot, path)
    .filter(({ flagKey }) => flagKey !== "")
    .map(({ flagKey, span, evaluation, access }) => {
      const holds = evaluation.start <= span.start && span.end <= evaluation.end;
      return { name: flagKey, detail: access, whole: holds ? evaluation : span, selection: span };
    });
}
