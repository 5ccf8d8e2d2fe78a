import {
  DidChangeWatchedFilesNotification,
  DidCreateFilesNotification,
  DidDeleteFilesNotification,
  DidRenameFilesNotification,
  type FileOperationRegistrationOptions,
} from "vscode-languageserver/node";
import type { Feature, Server } from "../connection/server.js";

/** Sources, registries, configurations and manifests; the projects know which of them matter. */
const watchedFiles = "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte,json,jsonc,yaml,yml,toml,csv}";
/** What git ignores, and which commit is checked out. */
const gitFiles = ["**/.gitignore", "**/.git/HEAD"];

const operations: FileOperationRegistrationOptions = {
  filters: [{ scheme: "file", pattern: { glob: "**/*" } }],
};

/** Follows what happens to files outside of open documents: edits by other programs, renames, branch switches. */
export const fileChangesFeature: Feature = {
  name: "file changes",
  capabilities: () => ({
    workspace: {
      fileOperations: { didCreate: operations, didRename: operations, didDelete: operations },
    },
  }),
  listen(server) {
    const { connection, workspaces } = server;
    connection.onNotification(DidChangeWatchedFilesNotification.type, ({ changes }) => {
      workspaces.filesChanged(changes.map(({ uri }) => uri));
    });
    for (const type of [DidCreateFilesNotification.type, DidDeleteFilesNotification.type]) {
      connection.onNotification(type, ({ files }) => {
        workspaces.filesChanged(
          files.map(({ uri }) => uri),
          true,
        );
      });
    }
    connection.onNotification(DidRenameFilesNotification.type, ({ files }) => {
      workspaces.filesChanged(
        files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]),
        true,
      );
    });
    server.onInitialized(() => {
      void watch(server);
    });
  },
};

async function watch({ client, connection, log }: Server): Promise<void> {
  if (!client.registersWatchers) return;
  const watchers = [watchedFiles, ...gitFiles].map((globPattern) => ({ globPattern }));
  try {
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  } catch (error) {
    log.warn(`The editor will not tell of changed files: ${String(error)}`);
  }
}
