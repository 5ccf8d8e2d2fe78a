import { overrulableCodes, type RemovalPlan } from "@halyard/core";
import { invalidParams } from "../connection/requests.js";
import type { Feature, Server } from "../connection/server.js";
import { removalEditOf } from "../edits/removalEdit.js";
import { removalRequest, type RemovalParams, type RemovalPreview } from "../protocol/removal.js";
import { findFlagProject, removalOptions } from "../removal/flagProject.js";
import { fileOf, remarkOf } from "../removal/previewParts.js";
import { pullRequestOf } from "../removal/pullRequest.js";
import type { Snapshot } from "../workspaces/snapshot.js";

/** Shows all of a removal before anything is changed. */
export const removalRequestFeature: Feature = {
  name: "removal request",
  listen(server) {
    server.requests.on(removalRequest, async (params, token) => {
      if (typeof params.flagKey !== "string") throw invalidParams(removalRequest.method);
      const snapshot = await findFlagProject(server, params);
      if (snapshot === undefined) return unknownFlag(params);
      const plan = await server.removals.plan(snapshot, removalOptions(params), token);
      return previewOf(server, snapshot, plan);
    });
  },
};

function previewOf(server: Server, snapshot: Snapshot, plan: RemovalPlan): RemovalPreview {
  const result = removalEditOf(snapshot, plan, server.client);
  const { flagKey, winningValue } = plan;
  return {
    flagKey,
    project: snapshot.uriOf(""),
    winningValue: winningValue === undefined ? null : JSON.stringify(winningValue),
    refusals: plan.refusals.map(({ code, message, place }) =>
      remarkOf(snapshot, { code, message, place, canAllow: overrulableCodes.has(code) }),
    ),
    notes: plan.notes.map(({ kind, message, place }) =>
      remarkOf(snapshot, { code: kind, message, place, canAllow: false }),
    ),
    files: plan.files.map((change) => fileOf(snapshot, change)),
    pruned: plan.pruned.map(({ kind, name, path }) => ({ kind, name, path })),
    edit: result.ok ? result.edit : null,
    pullRequest: pullRequestOf(snapshot.analysis, plan),
  };
}

function unknownFlag({ flagKey }: RemovalParams): RemovalPreview {
  const message = `No project registers or reads "${flagKey}".`;
  return {
    flagKey,
    project: "",
    winningValue: null,
    refusals: [{ code: "no-winning-value", message, location: null, canAllow: false }],
    notes: [],
    files: [],
    pruned: [],
    edit: null,
    pullRequest: { branch: "", title: "", body: "", commitMessage: "" },
  };
}
