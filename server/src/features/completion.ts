import {
  CompletionRequest,
  CompletionResolveRequest,
  MarkupKind,
  type CompletionItem,
} from "vscode-languageserver/node";
import type { Registry } from "@halyard/core";
import { fieldCompletion } from "../completion/fieldCompletion.js";
import { keyCompletion, type KeyItemData } from "../completion/keyCompletion.js";
import type { Feature } from "../connection/server.js";
import { flagCard } from "../flags/flagCard.js";
import type { DocumentView } from "../workspaces/snapshot.js";

/** Flag keys where code asks for one; fields, variants, keys and dates in a registry. */
export const completionFeature: Feature = {
  name: "completion",
  capabilities: () => ({
    completionProvider: {
      triggerCharacters: ['"', "'", "`", ".", ":", " "],
      resolveProvider: true,
    },
  }),
  listen({ requests, workspaces }) {
    requests.onDocument(CompletionRequest.type, [], async ({ position }, view) => {
      const { snapshot, path } = view;
      const offset = snapshot.offsetAt(path, position);
      const registry = registryAt(view);
      const items =
        registry === undefined
          ? await keyCompletion(view, offset)
          : fieldCompletion(view, registry, offset);
      return [...items];
    });
    requests.on(CompletionResolveRequest.type, async (item): Promise<CompletionItem> => {
      const data = readData(item.data);
      const view = data && (await workspaces.viewOf(data.uri));
      const flag = data && view?.snapshot.analysis.flagFor(data.flagKey, view.path);
      if (view === undefined || flag === undefined) return item;
      const value = flagCard(view.snapshot, flag);
      return { ...item, documentation: { kind: MarkupKind.Markdown, value } };
    });
  },
};

/** The registry that a data file is; a registry in TypeScript is code. */
function registryAt({ snapshot, path }: DocumentView): Registry | undefined {
  if (!/\.(?:jsonc?|ya?ml)$/iu.test(path)) return undefined;
  return snapshot.analysis.registries.find((registry) => registry.path === path);
}

function readData(data: unknown): KeyItemData | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { uri, flagKey } = data as Readonly<Record<string, unknown>>;
  return typeof uri === "string" && typeof flagKey === "string" ? { uri, flagKey } : undefined;
}
