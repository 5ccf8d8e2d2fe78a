import type { FlagReference } from "../../reference/model.js";
import type { DeclaredCapability, DeclaredMigration } from "../declared.js";
import type {
  CapabilityCall,
  FlowClosure,
  Migration,
  MigrationCall,
  MigrationFlag,
  Seam,
} from "../model.js";
import { compareText } from "../../text/order.js";
import { Asking } from "./asking.js";
import { callFacts } from "./callFacts.js";
import { entryPointsOf, functionNamed } from "./entryPoints.js";
import { areExclusive } from "./exclusion.js";
import { GuardFinder, type GuardingFlag } from "./guards.js";
import { Occurrences } from "./occurrences.js";
import { purposeOf } from "./purpose.js";
import { seamsOf, type FoundSeam } from "./seams.js";
import { siteOf } from "./sites.js";
import type { SystemCall } from "./systemCalls.js";
import { unknownCallsOf } from "./unknownCalls.js";
import { makeWorld, type FollowInput, type SymbolOwner, type World } from "./world.js";
import { wrappersOf } from "./wrappers.js";

/** What the code says of one migration. */
export type MigrationCode = Pick<
  Migration,
  "calls" | "unknownCalls" | "seams" | "entryPoints" | "wrappers"
>;

/** What the code says of everything declared. */
export interface FollowedCode {
  readonly migrations: ReadonlyMap<DeclaredMigration, MigrationCode>;
  readonly capabilities: ReadonlyMap<DeclaredCapability, readonly CapabilityCall[]>;
  readonly closure: FlowClosure;
}

/** Follows everything that the registries declare through the code. */
export function followMigrations(input: FollowInput): FollowedCode {
  const world = makeWorld(input);
  const occurrences = new Occurrences(world.program, world.graph, world.systemCalls);
  const migrations = input.migrations.map((one): [DeclaredMigration, MigrationCode] => [
    one,
    codeOf(one, input, world, occurrences),
  ]);
  const capabilities = input.capabilities.map((one): [DeclaredCapability, CapabilityCall[]] => {
    const finder = finderOf([one.killSwitch], input, world);
    const own = world.systemCalls.filter(({ target }) => target.owner === one);
    return [one, own.map((call) => callFacts(call, finder, world)).sort(byPlace)];
  });
  return {
    migrations: new Map(migrations),
    capabilities: new Map(capabilities),
    closure: world.closure,
  };
}

function codeOf(
  migration: DeclaredMigration,
  input: FollowInput,
  world: World,
  occurrences: Occurrences<SymbolOwner>,
): MigrationCode {
  const finder = finderOf(migration.flags, input, world);
  const own = world.systemCalls.filter(({ target }) => target.owner === migration);
  const { source, entities } = world;
  const textOf = (path: string): string | undefined => source.textOf(path);
  const seams = seamsOf<SymbolOwner>(
    occurrences,
    migration,
    (left, right, path) =>
      finder.exclude(left, right, path) || areExclusive(left, right, path, entities, textOf),
  );
  const check =
    migration.consistencyCheck && functionNamed(migration.consistencyCheck.text, world.program);
  const hasOldWrites = own.some(
    ({ target }) => target.side === "old" && target.symbol.operation === "write",
  );
  const made = new Map(
    own.map((call): [SystemCall<SymbolOwner>, MigrationCall] => {
      const facts = callFacts(call, finder, world);
      const purpose = purposeOf({ call, facts, seams, migration, check, hasOldWrites });
      return [call, { ...facts, side: call.target.side, purpose }];
    }),
  );
  const asking = new Asking(world.program, world.graph, askedIn(migration.flags, input));
  const calls = [...made.values()].sort(byPlace);
  return {
    calls,
    unknownCalls: unknownCallsOf(migration, calls, world),
    seams: seams.flatMap((one) => seamWith(one, made, world)),
    entryPoints: entryPointsOf({ migration, world, occurrences, asking, made }),
    wrappers: wrappersOf(calls, world),
  };
}

/** The flags whose being asked counts as deciding between the systems; a kill switch alone decides nothing. */
function askedIn(flags: readonly MigrationFlag[], { referencesOf }: FollowInput): FlagReference[] {
  return flags.flatMap(({ role, flag }) =>
    role === "kill-switch" || flag === undefined ? [] : referencesOf(flag),
  );
}

function finderOf(
  flags: readonly MigrationFlag[],
  { referencesOf }: FollowInput,
  world: World,
): GuardFinder {
  const guarding = flags.flatMap(({ flag }): GuardingFlag[] =>
    flag === undefined ? [] : [{ flag, references: referencesOf(flag) }],
  );
  const distinct = [...new Map(guarding.map((one) => [one.flag, one])).values()];
  return new GuardFinder(distinct, world.graph, world.entities, world.evaluations);
}

function seamWith(
  seam: FoundSeam<SymbolOwner>,
  made: ReadonlyMap<SystemCall<SymbolOwner>, MigrationCall>,
  world: World,
): Seam[] {
  const old = made.get(seam.old);
  const next = made.get(seam.new);
  if (old === undefined || next === undefined) return [];
  const { path } = seam.inside;
  return [
    {
      operation: seam.operation,
      inside: siteOf(seam.inside, world.program),
      old,
      new: next,
      oldSite: { path, span: seam.oldSite },
      newSite: { path, span: seam.newSite },
      exclusive: seam.exclusive,
      isolation: seam.isolation,
      newFirst: seam.newFirst,
    },
  ];
}

function byPlace(left: CapabilityCall, right: CapabilityCall): number {
  return (
    compareText(left.place.path, right.place.path) || left.place.span.start - right.place.span.start
  );
}
