import { fixDataOf, refused } from "./fixData.js";
import type { Fix, FixContext } from "./model.js";
import { isWritable, setRegistryField } from "./registry/setField.js";
import type { Migration } from "../migration/model.js";
import type { Place } from "../text/span.js";

/** Writes into the registry the stage that production's flags and the code are at. */
export const advanceStage: Fix = {
  id: "advance-stage",
  ruleIds: ["migration-order"],
  offers(finding, context) {
    const migration =
      finding.messageId === "stageDiffers" ? migrationAt(finding.place, context) : undefined;
    const data = fixDataOf(finding, context);
    if (migration?.computed === undefined || data === undefined) return [];
    if (!isWritable(migration.registry)) return [];
    const title = `Set the stage of "${migration.id}" to ${migration.computed}`;
    return [{ title, kind: "suggestion", isPreferred: true, staysInFile: true, data }];
  },
  resolve(data, context) {
    const migration = migrationAt({ path: data.path, span: data }, context);
    if (migration?.computed === undefined) return refused("The migration's stage is not known.");
    const { id, computed, definition } = migration;
    return setRegistryField(definition.path, ["migrations", id, "stage"], computed, context);
  },
};

function migrationAt({ path, span }: Place, { analysis }: FixContext): Migration | undefined {
  return analysis
    .migrations()
    .migrations.find(
      ({ definition }) =>
        definition.path === path &&
        (definition.fields.stage ?? definition.keySpan).start === span.start,
    );
}
