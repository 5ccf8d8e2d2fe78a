import { DocumentLinkRequest, type DocumentLink } from "vscode-languageserver/node";
import type { Feature } from "../connection/server.js";
import { unquoted } from "../flags/flagAt.js";
import type { DocumentView } from "../workspaces/snapshot.js";

/** Links in a registry (`links` of its entries) and from a configuration to the registries that it names. */
export const documentLinksFeature: Feature = {
  name: "document links",
  capabilities: () => ({ documentLinkProvider: { resolveProvider: false } }),
  listen({ requests }) {
    requests.onDocument(DocumentLinkRequest.type, [], (_params, view) => [
      ...entryLinks(view),
      ...registryLinks(view),
    ]);
  },
};

const linkField = /^lifecycle\.links\.\d+\.url$/u;

function entryLinks({ snapshot, path }: DocumentView): DocumentLink[] {
  const text = snapshot.textOf(path) ?? "";
  return snapshot.analysis
    .flags()
    .flatMap(({ definitions }) => definitions)
    .filter((definition) => definition.path === path)
    .flatMap(({ fields }) => Object.entries(fields))
    .flatMap(([name, span]) => {
      const target = unquoted(text.slice(span.start, span.end));
      // Only what leads to the web is a link: a registry is somebody's input.
      return linkField.test(name) && /^https?:\/\//u.test(target)
        ? [{ range: snapshot.rangeOf(path, span), target }]
        : [];
    });
}

/** The registries' paths where the configuration writes them out. */
function registryLinks({ snapshot, path }: DocumentView): DocumentLink[] {
  const { config, registries } = snapshot.analysis;
  if (path !== config.path) return [];
  const text = snapshot.textOf(path) ?? "";
  return registries.flatMap((registry) => {
    const at = text.indexOf(JSON.stringify(registry.path));
    const start =
      at === -1
        ? text.search(new RegExp(`(?<=[\\s"':])${escaped(registry.path)}(?=[\\s"',]|$)`, "mu"))
        : at + 1;
    if (start < 0) return [];
    const range = snapshot.rangeOf(path, { start, end: start + registry.path.length });
    return [{ range, target: snapshot.uriOf(registry.path) }];
  });
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/gu, "\\$&");
}
