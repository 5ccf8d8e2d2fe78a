import { compareText, namedStores, type StoreSettings } from "@halyard/core";
import type { Feature } from "../connection/server.js";
import { idOf } from "../flags/flagItem.js";
import { storesRequest, type StoreItem, type StoreVariable } from "../protocol/stores.js";

/** The flag stores of projects, with the variables that a client has to fill. */
export const storesRequestFeature: Feature = {
  name: "stores request",
  listen({ requests, workspaces }) {
    requests.on(storesRequest, async ({ uri }) => {
      const projects = await workspaces.projectsFor(uri);
      const stores = projects.flatMap((project): StoreItem[] => {
        const { current } = project;
        if (current === undefined) return [];
        return [...namedStores(current.analysis)].map(([name, settings]) => ({
          id: idOf(project, name),
          project: project.uriOf(""),
          name,
          type: settings.type,
          variables: variablesOf(settings),
        }));
      });
      return {
        revision: workspaces.revision,
        stores: stores.sort((left, right) => compareText(left.id, right.id)),
      };
    });
  },
};

function variablesOf({ url, token, tokens, writeToken }: StoreSettings): readonly StoreVariable[] {
  const written = [
    { text: url, use: "address", environment: null },
    { text: token, use: "token", environment: null },
    ...[...tokens].map(([environment, text]) => ({ text, use: "token" as const, environment })),
    { text: writeToken, use: "write-token", environment: null },
  ] as const;
  const variables = new Map<string, StoreVariable>();
  for (const { text, use, environment } of written) {
    // What is no name of a variable may be a secret that somebody wrote down, so it is not told.
    const name = /^env:([a-z_]\w*)$/iu.exec(text ?? "")?.[1];
    if (name !== undefined && !variables.has(name)) variables.set(name, { name, use, environment });
  }
  return [...variables.values()];
}
