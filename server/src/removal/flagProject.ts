import type { FlagRemovalOptions } from "@halyard/core/node";
import type { Server } from "../connection/server.js";
import type { RemovalParams } from "../protocol/removal.js";
import type { Snapshot } from "../workspaces/snapshot.js";

/** The project that a flag is to be removed from: the one named, else the first that registers or reads its key. */
export async function findFlagProject(
  { workspaces }: Server,
  { flagKey, uri }: Pick<RemovalParams, "flagKey" | "uri">,
): Promise<Snapshot | undefined> {
  const projects = await workspaces.projectsFor(uri);
  const snapshots = projects.flatMap(({ current }) => current ?? []);
  return (
    snapshots.find(({ analysis }) => analysis.flags().some(({ key }) => key === flagKey)) ??
    snapshots.find(({ analysis }) => analysis.index.referencesTo(flagKey).length > 0)
  );
}

/** What the removal engine is asked, from what a client sent. */
export function removalOptions({ flagKey, variant, allow }: RemovalParams): FlagRemovalOptions {
  return {
    flagKey,
    ...(typeof variant === "string" && { variant }),
    ...(Array.isArray(allow) && { allow: allow.filter((code) => typeof code === "string") }),
  };
}
