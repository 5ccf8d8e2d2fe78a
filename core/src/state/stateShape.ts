import { listOf, mapOf, objectOf, optional, required, text, yesOrNo } from "../schema/describe.js";
import type { ObjectShape } from "../schema/shape.js";
import { dateShape } from "../registry/dateShape.js";
import { flagShape } from "../registry/flagShape.js";

const unknownKeyShape = objectOf("a report of an unknown key", {
  lastSeen: optional("When an application last asked for it.", dateShape),
  applications: optional("The applications that asked.", listOf(text())),
  environments: optional("The environments in which they asked.", listOf(text())),
});

const storeStateShape = objectOf("the state of a store", {
  type: required("The kind of store.", text()),
  syncedAt: required("When it was last read in full.", dateShape),
  complete: required("Whether every flag of the store was read.", yesOrNo),
  flags: required("The store's flags by its own keys.", mapOf(flagShape)),
  unknownKeys: optional("Keys that applications ask for in vain.", mapOf(unknownKeyShape)),
});

/** The file that `halyard sync` writes: one entry per store, its flags in the words of the registry. */
export const stateShape: ObjectShape = objectOf("a state file", {
  stateVersion: required("Version of this format.", { kind: "literal", value: 1 }),
  stores: required("Stores by the name that the configuration gives them.", mapOf(storeStateShape)),
});

const tombstoneShape = objectOf("a tombstone", {
  store: optional("The store in which the flag was archived.", text()),
  archived: required("When it was archived.", dateShape),
  reason: optional("Why, where it was archived against advice.", text()),
});

/** The file that `halyard archive` writes. */
export const tombstonesShape: ObjectShape = objectOf("a file of tombstones", {
  tombstonesVersion: required("Version of this format.", { kind: "literal", value: 1 }),
  tombstones: required("Tombstones by flag key.", mapOf(tombstoneShape)),
});
