import { compareText, type Finding, type Migration, type MigrationCall } from "@halyard/core";
import type { Feature } from "../connection/server.js";
import { severitiesOf } from "../flags/flagItem.js";
import {
  migrationsRequest,
  type MigrationCallItem,
  type MigrationFlagItem,
  type MigrationItem,
} from "../protocol/migrations.js";
import type { Project } from "../workspaces/project.js";
import type { Snapshot } from "../workspaces/snapshot.js";

/** The migrations of projects with their stages, flags and calls. */
export const migrationsRequestFeature: Feature = {
  name: "migrations request",
  listen({ requests, workspaces }) {
    requests.on(migrationsRequest, async ({ uri }) => {
      const projects = await workspaces.projectsFor(uri);
      const migrations = projects.flatMap((project): MigrationItem[] => {
        const { current } = project;
        if (current === undefined) return [];
        return current.analysis
          .migrations()
          .migrations.map((migration) => itemOf(project, current, migration));
      });
      return {
        revision: workspaces.revision,
        migrations: migrations.sort((left, right) => compareText(left.id, right.id)),
      };
    });
  },
};

function itemOf(project: Project, snapshot: Snapshot, migration: Migration): MigrationItem {
  const { id, definition, calls } = migration;
  return {
    id: `${project.uriOf("")}#${id}`,
    name: id,
    project: project.uriOf(""),
    description: migration.description ?? null,
    owner: migration.owner ?? null,
    oldSystem: migration.old.name,
    newSystem: migration.new.name,
    declared: migration.declared,
    computed: migration.computed ?? null,
    next: migration.next ?? null,
    blockers: migration.blockers,
    definition: snapshot.locationOf({ path: definition.path, span: definition.keySpan }),
    flags: flagsOf(snapshot, migration),
    codeKnown: migration.codeKnown,
    calls: calls.map((call) => callItem(snapshot, call)),
    findings: severitiesOf(findingsOf(snapshot, migration)),
  };
}

function flagsOf(snapshot: Snapshot, { flags, evidence }: Migration): readonly MigrationFlagItem[] {
  return flags.map(({ role, flagKey, flag, place }) => {
    const known = evidence.find((one) => one.role === role && one.flagKey === flagKey);
    return {
      role,
      key: flagKey,
      isRegistered: flag !== undefined,
      share: known?.share ?? null,
      reason: known?.reason ?? "",
      location: snapshot.locationOf(place),
    };
  });
}

function callItem(snapshot: Snapshot, call: MigrationCall): MigrationCallItem {
  const { side, operation, purpose, owner, guards, place } = call;
  return {
    ...snapshot.locationOf(place),
    side,
    operation,
    purpose,
    owner: owner.name,
    guards: [...new Set(guards.map(({ flagKey }) => flagKey))],
  };
}

/** What is said at the migration's calls, or at its entry in the registry. */
function findingsOf({ analysis }: Snapshot, { calls, definition }: Migration): readonly Finding[] {
  const { entrySpan, path } = definition;
  return analysis
    .findings()
    .filter(
      ({ place }) =>
        (place.path === path &&
          entrySpan.start <= place.span.start &&
          place.span.end <= entrySpan.end) ||
        calls.some(
          (call) =>
            call.place.path === place.path &&
            call.place.span.start <= place.span.start &&
            place.span.end <= call.place.span.end,
        ),
    );
}
