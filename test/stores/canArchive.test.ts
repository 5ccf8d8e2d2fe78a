import { expect, test } from "vitest";
import { createAnalysis } from "../../core/src/analysis/createAnalysis.js";
import { canArchive } from "../../stores/src/gate/canArchive.js";
import type { ArchiveVerdict, GateInput } from "../../stores/src/gate/model.js";
import { load } from "../rules/analyse.js";

const now = new Date("2026-11-22T00:00:00Z");
const deployed = new Date("2026-11-01T23:59:59Z");
const boolean = { flagType: "boolean", variants: { on: true, off: false } };
const lifecycle = { type: "release", owner: "team-shop", expires: "2027-06-30" };
const matchers = [{ kind: "call", names: ["isEnabled"], key: 0, valueType: "boolean" }];

interface World {
  readonly code?: Readonly<Record<string, string>>;
  /** The flag's entry in the registry; null for none. */
  readonly flag?: object | null;
  readonly others?: Readonly<Record<string, object>>;
  readonly migrations?: object;
  /** The flag in the store; null for none. */
  readonly stored?: object | null;
  readonly storedOthers?: Readonly<Record<string, object>>;
  readonly syncedAt?: string;
  readonly config?: object;
  /** `deployed: null` for a deployment that nobody told of. */
  readonly ask?: Omit<Partial<GateInput>, "deployed"> & { readonly deployed?: Date | null };
}

/** A flag that everything speaks for archiving, changed by what a test says. */
async function judge(world: World): Promise<ArchiveVerdict> {
  const { flag = { ...boolean, lifecycle }, stored = storedFlag({}), others, migrations } = world;
  const state = {
    stateVersion: 1,
    stores: {
      main: {
        type: "unleash",
        syncedAt: world.syncedAt ?? "2026-11-21T20:00:00Z",
        complete: true,
        flags: { ...(stored && { nav: stored }), ...world.storedOthers },
      },
    },
  };
  const registry = {
    flags: { ...(flag && { nav: flag }), ...others },
    ...(migrations && { migrations }),
  };
  const files = new Map([
    ["halyard.config.json", JSON.stringify({ matchers, ...world.config })],
    ["flags.json", JSON.stringify(registry)],
    ["halyard-state.json", JSON.stringify(state)],
    ...Object.entries(world.code ?? {}),
  ]);
  const loaded = await load(files);
  expect(loaded.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const analysis = createAnalysis({ ...loaded, now });
  const { deployed: since = deployed, elsewhere = [] } = world.ask ?? {};
  return canArchive({ analysis, flagKey: "nav", elsewhere, ...(since && { deployed: since }) });
}

function storedFlag(production: object, more: object = {}): object {
  const served = { state: "ENABLED", served: { on: 100 }, lastEvaluated: "2026-10-20T00:00:00Z" };
  return { ...boolean, environments: { production: { ...served, ...production } }, ...more };
}

/** What is not safe, by check. */
function doubts({ checks }: ArchiveVerdict): Readonly<Record<string, string>> {
  return Object.fromEntries(
    checks.filter(({ standing }) => standing !== "safe").map(({ id, standing }) => [id, standing]),
  );
}

const read = (key: string): string =>
  `import { isEnabled } from "./flags";\nexport const a = () => isEnabled(${key});\n`;

test("is safe where nothing speaks against it, in the registry or not", async () => {
  const verdict = await judge({});
  expect(doubts(verdict)).toEqual({});
  expect(verdict).toMatchObject({ standing: "safe", store: { name: "main", key: "nav" } });
  expect((await judge({ flag: null })).standing).toBe("safe");
});

test.each<readonly [string, World, Readonly<Record<string, string>>]>([
  ["a read in code", { code: { "src/a.ts": read('"nav"') } }, { references: "blocked" }],
  ["a read in a test", { code: { "src/a.test.ts": read('"nav"') } }, { references: "caution" }],
  [
    "a read under another spelling",
    {
      flag: { ...boolean, lifecycle: { ...lifecycle, code: { aliases: ["NAV"] } } },
      code: { "src/a.ts": read('"NAV"') },
    },
    { references: "blocked" },
  ],
  [
    "a shape that nothing recognises",
    { code: { "src/a.ts": 'export const flags = { "nav": true };\n' } },
    { references: "caution" },
  ],
  [
    "a read in another repository",
    {
      ask: {
        elsewhere: [
          { repository: "web", references: [{ flagKey: "nav", path: "src/b.ts", line: 3 }] },
        ],
      },
    },
    { references: "blocked" },
  ],
  [
    "a key that is built at run time",
    { code: { "src/a.ts": read("`n${1}v`") } },
    { "dynamic-keys": "caution" },
  ],
  [
    "a key that another repository builds",
    {
      ask: {
        elsewhere: [
          {
            repository: "web",
            references: [{ flagKey: null, pattern: "na*", path: "b.ts", line: 3 }],
          },
        ],
      },
    },
    { "dynamic-keys": "caution" },
  ],
  ["an unknown deployment", { ask: { deployed: null } }, { deployed: "caution" }],
  [
    "a young deployment",
    { ask: { deployed: new Date("2026-11-15T00:00:00Z") } },
    { deployed: "blocked" },
  ],
  [
    "a deployment to come",
    { ask: { deployed: new Date("2026-12-15T00:00:00Z") } },
    { deployed: "blocked" },
  ],
  [
    "an evaluation since the deployment",
    { stored: storedFlag({ lastEvaluated: "2026-11-10T00:00:00Z" }) },
    { evaluated: "blocked" },
  ],
  [
    "an evaluation elsewhere than in production",
    {
      stored: {
        ...boolean,
        environments: {
          production: { served: { on: 100 }, lastEvaluated: null },
          staging: { served: { on: 100 }, lastEvaluated: "2026-11-10T00:00:00Z" },
        },
      },
    },
    { evaluated: "caution" },
  ],
  [
    "a store that does not count",
    { stored: storedFlag({ lastEvaluated: undefined }) },
    { evaluated: "caution" },
  ],
  ["an old state", { syncedAt: "2026-11-18T00:00:00Z" }, { store: "caution" }],
  ["a flag that no store has", { stored: null }, { store: "blocked", evaluated: "caution" }],
  [
    "a child in the store",
    {
      storedOthers: {
        child: { ...boolean, lifecycle: { prerequisites: [{ flag: "nav", variant: "on" }] } },
      },
    },
    { dependents: "blocked" },
  ],
  [
    "a flag of the registry that it guards",
    { others: { other: { ...boolean, lifecycle: { ...lifecycle, guardedBy: "nav" } } } },
    { dependents: "blocked" },
  ],
  [
    "a running experiment",
    { stored: storedFlag({ exceptions: [{ variant: "on", by: "experiment" }] }) },
    { experiment: "blocked" },
  ],
  [
    "a kill switch",
    { flag: { ...boolean, lifecycle: { ...lifecycle, type: "kill-switch" } } },
    { duty: "blocked" },
  ],
  [
    "a permanent flag",
    { flag: { ...boolean, lifecycle: { ...lifecycle, permanent: true } } },
    { duty: "blocked" },
  ],
])("%s speaks against it", async (_name, world, expected) => {
  const verdict = await judge(world);
  expect(doubts(verdict)).toEqual(expected);
  const standings = Object.values(expected);
  expect(verdict.standing).toBe(standings.includes("blocked") ? "blocked" : "caution");
});

test("a child that is archived itself leans on nothing", async () => {
  const child = {
    ...boolean,
    lifecycle: { status: "archived", prerequisites: [{ flag: "nav", variant: "on" }] },
  };
  expect(doubts(await judge({ storedOthers: { child } }))).toEqual({});
});

test("patterns that the team vouches for are no doubt", async () => {
  const rules = { "unused-flag": { severity: "warn", options: { ignorePatterns: ["n*v"] } } };
  const world = { code: { "src/a.ts": read("`n${1}v`") }, config: { rules } };
  expect(doubts(await judge(world))).toEqual({});
});

test("evidence names the places", async () => {
  const { checks } = await judge({ code: { "src/a.ts": read('"nav"') } });
  const references = checks.find(({ id }) => id === "references");
  expect(references?.evidence).toEqual([{ path: "src/a.ts", line: 2 }]);
});

test("without a sync nothing is known", async () => {
  const loaded = await load(new Map([["flags.json", JSON.stringify({ flags: { nav: boolean } })]]));
  const analysis = createAnalysis({ ...loaded, now });
  const verdict = canArchive({ analysis, flagKey: "nav", deployed, elsewhere: [] });
  expect(verdict.checks[0]).toMatchObject({ id: "store", standing: "blocked" });
  expect(verdict.checks[0]?.message).toContain("halyard sync");
});
