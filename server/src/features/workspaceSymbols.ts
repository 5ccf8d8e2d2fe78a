import {
  SymbolKind,
  WorkspaceSymbolRequest,
  type SymbolInformation,
} from "vscode-languageserver/node";
import type { Feature } from "../connection/server.js";

/** More symbols than this are of no use in a list. */
const mostSymbols = 500;

/** The flags of every registry as symbols, found by the letters of their keys in order. */
export const workspaceSymbolsFeature: Feature = {
  name: "workspace symbols",
  capabilities: () => ({ workspaceSymbolProvider: true }),
  listen({ requests, workspaces }) {
    requests.on(WorkspaceSymbolRequest.type, async ({ query }): Promise<SymbolInformation[]> => {
      const letters = typeof query === "string" ? query.toLowerCase() : "";
      const projects = await workspaces.settled();
      return projects
        .flatMap(({ current }) =>
          (current?.analysis.flags() ?? [])
            .filter(({ key }) => holdsInOrder(key.toLowerCase(), letters))
            .map((flag) => ({ flag, snapshot: current })),
        )
        .slice(0, mostSymbols)
        .flatMap(({ flag, snapshot }) => {
          if (snapshot === undefined) return [];
          const { path, keySpan } = flag.definitions[0];
          return {
            name: flag.key,
            kind: SymbolKind.Key,
            containerName: `${flag.type} flag`,
            location: snapshot.locationOf({ path, span: keySpan }),
          };
        });
    });
  },
};

function holdsInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
