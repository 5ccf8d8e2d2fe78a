import type { CancellationToken } from "vscode-languageserver/node";
import { overrulableCodes, type Retirement, type RetirementStep } from "@halyard/core";
import { invalidParams } from "../connection/requests.js";
import type { Feature, Server } from "../connection/server.js";
import { plannedEditOf } from "../edits/removalEdit.js";
import type { RemovalRemark } from "../protocol/removal.js";
import {
  retirementRequest,
  type RetirementParams,
  type RetirementPreview,
  type RetirementStepItem,
} from "../protocol/retirement.js";
import { fileOf, remarkOf } from "../removal/previewParts.js";
import type { Snapshot } from "../workspaces/snapshot.js";

/** Shows how a migration is taken apart, step by step, before anything is changed. */
export const retirementRequestFeature: Feature = {
  name: "retirement request",
  listen(server) {
    server.requests.on(retirementRequest, async (params, token) => {
      if (typeof params.migration !== "string") throw invalidParams(retirementRequest.method);
      return preview(server, params, token);
    });
  },
};

async function preview(
  server: Server,
  { migration, uri, allow }: RetirementParams,
  token: CancellationToken,
): Promise<RetirementPreview> {
  const projects = await server.workspaces.projectsFor(uri);
  const snapshots = projects.flatMap(({ current }) => current ?? []);
  const snapshot = snapshots.find((one) => definitionIn(one, migration) !== null);
  if (snapshot === undefined) return unknownMigration(migration);
  const options = { migrationId: migration, ...(Array.isArray(allow) && { allow }) };
  const retirement = await server.removals.retire(snapshot, options, token);
  const { steps, afterwards } = retirement;
  const ready = steps.find(({ state }) => state === "ready");
  const edit = ready && plannedEditOf(snapshot, ready, server.client);
  return {
    migration,
    project: snapshot.uriOf(""),
    refusals: remarks(snapshot, retirement),
    steps: steps.map((step) => stepItem(snapshot, step)),
    edit: edit?.ok === true ? edit.edit : null,
    afterwards,
    definition: definitionIn(snapshot, migration),
  };
}

function stepItem(snapshot: Snapshot, step: RetirementStep): RetirementStepItem {
  const { number, kind, title, flagKeys, state, notes, files } = step;
  return {
    number,
    kind,
    title,
    flagKeys,
    state,
    refusals: remarks(snapshot, step),
    notes: notes.map((note) =>
      remarkOf(snapshot, {
        code: note.kind,
        message: note.message,
        place: note.place,
        canAllow: false,
      }),
    ),
    files: files.map((change) => fileOf(snapshot, change)),
  };
}

function remarks(
  snapshot: Snapshot,
  { refusals }: Pick<Retirement, "refusals">,
): readonly RemovalRemark[] {
  const overrulable: ReadonlySet<string> = overrulableCodes;
  return refusals.map(({ code, message, place }) =>
    remarkOf(snapshot, { code, message, place, canAllow: overrulable.has(code) }),
  );
}

function definitionIn(snapshot: Snapshot, migration: string): RetirementPreview["definition"] {
  const declared = snapshot.analysis.migrations().migrations.find(({ id }) => id === migration);
  if (declared === undefined) return null;
  const { path, keySpan } = declared.definition;
  return snapshot.locationOf({ path, span: keySpan });
}

function unknownMigration(migration: string): RetirementPreview {
  const message = `No registry declares a migration "${migration}".`;
  return {
    migration,
    project: "",
    refusals: [{ code: "unknown-migration", message, location: null, canAllow: false }],
    steps: [],
    edit: null,
    afterwards: [],
    definition: null,
  };
}
