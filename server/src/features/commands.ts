import { ApplyWorkspaceEditRequest, ExecuteCommandRequest } from "vscode-languageserver/node";
import { invalidParams } from "../connection/requests.js";
import type { Feature, Server } from "../connection/server.js";
import { removalEditOf } from "../edits/removalEdit.js";
import { applyRemovalCommand, reloadCommand } from "../protocol/commands.js";
import type { RemovalParams } from "../protocol/removal.js";
import { findFlagProject, removalOptions } from "../removal/flagProject.js";
import type { CancellationToken } from "vscode-languageserver/node";

/** What came of a command. */
interface Outcome {
  readonly applied: boolean;
  readonly reason: string | null;
}

/** The commands that every editor can call, such as those of code lenses. */
export const commandsFeature: Feature = {
  name: "commands",
  capabilities: () => ({
    executeCommandProvider: { commands: [applyRemovalCommand, reloadCommand] },
  }),
  listen(server) {
    server.requests.on(ExecuteCommandRequest.type, async (params, token): Promise<Outcome> => {
      const [argument] = (params.arguments ?? []) as readonly unknown[];
      if (params.command === reloadCommand) {
        server.workspaces.reload();
        await server.workspaces.settled();
        return { applied: true, reason: null };
      }
      if (params.command !== applyRemovalCommand || !isRemoval(argument)) {
        throw invalidParams(`the command ${params.command}`);
      }
      return applyRemoval(server, argument, token);
    });
  },
};

async function applyRemoval(
  server: Server,
  params: RemovalParams,
  token: CancellationToken,
): Promise<Outcome> {
  const snapshot = await findFlagProject(server, params);
  if (snapshot === undefined) return { applied: false, reason: "No project has this flag." };
  const plan = await server.removals.plan(snapshot, removalOptions(params), token);
  const result = removalEditOf(snapshot, plan, server.client);
  if (!result.ok) {
    server.connection.window.showWarningMessage(result.reason);
    return { applied: false, reason: result.reason };
  }
  const answer = await server.connection.sendRequest(ApplyWorkspaceEditRequest.type, {
    label: `Remove the flag ${params.flagKey}`,
    edit: result.edit,
    metadata: { isRefactoring: true },
  });
  return { applied: answer.applied, reason: answer.failureReason ?? null };
}

function isRemoval(argument: unknown): argument is RemovalParams {
  return (
    typeof argument === "object" &&
    argument !== null &&
    typeof (argument as { readonly flagKey?: unknown }).flagKey === "string"
  );
}
