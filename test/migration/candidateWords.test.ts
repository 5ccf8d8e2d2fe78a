import { expect, it } from "vitest";
import { modesOf } from "../../core/src/migration/candidates/modes.js";
import {
  areTwins,
  distinctiveName,
  sideSaidBy,
  speaksOfMove,
} from "../../core/src/migration/candidates/words.js";

it.each([
  ["saveOrder", "saveOrderV2", true],
  ["saveOld", "saveNew", true],
  ["loadFromTracesTable", "loadFromEventsTable", true],
  ["hasAnyTrace", "hasAnyTraceFromEventsTable", true],
  ["firebaseAddJob", "supabaseAddJob", true],
  ["deleteTracesOlderThanDays", "deleteEventsOlderThanDays", true],
  ["createEventRecord", "writeEventRecord", false],
  ["saveOrder", "saveCart", false],
  ["save", "save", false],
  ["load", "loadAll", false],
])("%s and %s are twins: %s", (left, right, expected) => {
  expect(areTwins(left, right)).toBe(expected);
  expect(areTwins(right, left)).toBe(expected);
});

it.each([
  ["legacyStore", "old"],
  ["newStore", "new"],
  ["ordersV2", "new"],
  ["NEXT_PUBLIC_STORE", undefined],
  ["oldToNew", undefined],
  ["renewal", undefined],
])("%s speaks of the side %s", (name, side) => {
  expect(sideSaidBy(name)).toBe(side);
});

it.each([
  ["USE_NEW_STORE", true],
  ["orders.dual-write", true],
  ["NEXT_PUBLIC_BANNER", false],
  ["new-york-tax", true],
  ["show-banner", false],
])("flag %s may speak of a move: %s", (key, expected) => {
  expect(speaksOfMove(key)).toBe(expected);
});

it("calls a side by what tells it from the other", () => {
  expect(distinctiveName("loadFromEventsTable", "loadFromTracesTable")).toBe("events");
  expect(distinctiveName("supabaseAddJob", "firebaseAddJob")).toBe("supabase");
  expect(distinctiveName("mirror", "save")).toBeUndefined();
});

it.each([
  [
    ["legacy", "dual", "events_only"],
    ["off", "dualwrite", "complete"],
  ],
  [
    ["OLD", "NEW", "OLD_AND_CHECK", "NEW_AND_CHECK"],
    ["off", "shadow", "live", "complete"],
  ],
  [
    ["new", "old"],
    ["off", "complete"],
  ],
  [
    ["off", "dualwrite", "shadow", "live", "rampdown", "complete"],
    ["off", "dualwrite", "shadow", "live", "rampdown", "complete"],
  ],
  [["off", "warn"], undefined],
  [["light", "dark"], undefined],
  [["off", "complete"], undefined],
  [["legacy", "dual"], undefined],
])("%j are modes: %j", (values, stages) => {
  expect(modesOf(values)?.map(({ stage }) => stage)).toEqual(stages);
});
