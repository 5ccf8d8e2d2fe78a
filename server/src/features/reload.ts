import type { Feature } from "../connection/server.js";
import { reloadRequest } from "../protocol/reload.js";

/** Reads everything again, for people who do not trust what they see. */
export const reloadFeature: Feature = {
  name: "reload",
  listen({ requests, workspaces }) {
    requests.on(reloadRequest, async ({ uri }) => {
      const projects = await workspaces.projectsFor(uri);
      workspaces.reload(projects);
      await workspaces.settled();
      return { revision: workspaces.revision };
    });
  },
};
