import fc from "fast-check";
import { expect, test } from "vitest";
import { flagJson } from "../../core/src/registry/flagJson.js";
import type { Flag } from "../../core/src/registry/model.js";
import { parseRegistry } from "../../core/src/registry/parseRegistry.js";
import { formatState, formatTombstones } from "../../core/src/state/formatState.js";
import { parseState, parseTombstones } from "../../core/src/state/parseState.js";

const word = fc.constantFrom("on", "off", "grid", "constructor", "__proto__x");
const date = fc.constantFrom("2026-01-31", "2026-02-01T08:00:00Z");
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const environment = fc.record(
  {
    state: fc.constantFrom("ENABLED", "DISABLED", "ABSENT"),
    defaultVariant: fc.constantFrom("on", "off", null),
    served: fc.constantFrom({ on: 100 }, { on: 2.5, off: 97.5 }),
    exceptions: fc.array(
      fc.record(
        {
          variant: word,
          by: fc.constantFrom("targets", "rule", "experiment"),
          percent: fc.nat(100),
        },
        { requiredKeys: ["variant", "by"] },
      ),
      { maxLength: 2 },
    ),
    needs: fc.array(word, { maxLength: 2 }),
    prerequisites: fc.array(fc.record({ flag: word, variant: word }), { maxLength: 2 }),
    since: date,
    lastEvaluated: fc.option(date),
    nextChange: date,
    unknown: fc.constant("a script decides"),
    syncedAt: date,
    source: fc.constant("main"),
  },
  { requiredKeys: [] },
);

const entry = fc.record(
  {
    flagType: fc.constant("boolean"),
    defaultValue: fc.boolean(),
    description: fc.string(),
    variants: fc.constant({ on: true, off: false, grid: true, constructor: false }),
    environments: fc.dictionary(
      fc.constantFrom("production", "staging", "constructor"),
      environment,
    ),
    lifecycle: fc.record(
      {
        type: fc.constantFrom("release", "kill-switch", "operational"),
        owner: fc.constant("team-a"),
        created: date,
        expires: fc.constantFrom("never", "2027-01-01"),
        permanent: fc.boolean(),
        status: fc.constantFrom("archived", "active"),
        store: fc
          .record({ name: word, key: maybe(word) })
          .map(({ name, key }) => ({ name, ...(key && { key }) })),
        prerequisites: fc.array(fc.record({ flag: word, variant: word }), { maxLength: 2 }),
        code: fc.constantFrom({ aliases: ["ON"] }, { keyPatterns: ["on-*"] }),
        tags: fc.array(word, { maxLength: 2 }),
        links: fc.constantFrom([], [{ url: "https://example.test", rel: "issue" }]),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ["flagType"] },
);

test("a flag that is written as an entry is read as the same flag", () => {
  fc.assert(
    fc.property(fc.dictionary(word, entry, { minKeys: 1 }), (flags) => {
      const first = read(flags);
      const again = read(
        Object.fromEntries([...first].map(([key, flag]) => [key, flagJson(flag)])),
      );
      expect(withoutPlaces(again)).toEqual(withoutPlaces(first));
    }),
    { seed: 8, numRuns: 200 },
  );
});

test("a state that is written is read as the same state, and is the same text again", () => {
  fc.assert(
    fc.property(fc.dictionary(word, entry), fc.boolean(), (entries, complete) => {
      const flags = read(entries);
      const unknownKeys = [
        { key: "lost", lastSeen: "2026-11-01T00:00:00Z", applications: ["shop"], environments: [] },
      ];
      const store = {
        name: "main",
        type: "unleash",
        syncedAt: "2026-11-20T00:00:00Z",
        complete,
        flags,
        unknownKeys,
      };
      const text = formatState([store]);
      const { value, problems } = parseState({ path: "halyard-state.json", text });
      expect(problems).toEqual([]);
      const read_ = value.get("main");
      expect(withoutPlaces(read_?.flags ?? new Map())).toEqual(withoutPlaces(flags));
      expect(read_).toMatchObject({ type: "unleash", complete, unknownKeys });
      expect(formatState(value.values())).toBe(text);
    }),
    { seed: 9, numRuns: 100 },
  );
});

test("tombstones that are written are read again", () => {
  const tombstones = [
    { key: "b", archived: "2026-11-20T00:00:00Z", store: "main", reason: "asked for" },
    { key: "constructor", archived: "2026-11-20" },
  ];
  const text = formatTombstones(tombstones);
  const { value, problems } = parseTombstones({ path: "halyard-tombstones.json", text });
  expect(problems).toEqual([]);
  expect([...value.values()]).toMatchObject(tombstones);
});

test.each([
  ["", "state-empty-file"],
  ["[]", "state-wrong-type"],
  ['{ "stateVersion": 2, "stores": {} }', "state-wrong-type"],
  [
    '{ "stateVersion": 1, "stores": { "main": { "type": "unleash", "flags": {} } } }',
    "state-missing-property",
  ],
  ['{ "stateVersion": 1, "stores": { "main": {', "state-syntax"],
])("a broken state file gives no state and says why: %s", (text, code) => {
  const { value, problems } = parseState({ path: "halyard-state.json", text });
  expect(value.size).toBe(0);
  expect(problems.map((problem) => problem.code)).toContain(code);
});

function read(flags: object): ReadonlyMap<string, Flag> {
  return parseRegistry({ path: "flags.json", text: JSON.stringify({ flags }) }).flags;
}

function withoutPlaces(flags: ReadonlyMap<string, Flag>) {
  return new Map(
    [...flags].map(([key, { definitions: _places, ...flag }]) => [key, emptied(flag)]),
  );
}

/** An empty list and an absent one say the same. */
function emptied(flag: Omit<Flag, "definitions">) {
  return { ...flag, environments: new Map(flag.environments) };
}
