import type { FlagReference } from "../reference/model.js";
import type { Flag, Registry } from "../registry/model.js";
import type { FlagVerdict } from "../verdict/model.js";
import { blockersOf } from "./blockers.js";
import { declaredCapabilities, declaredMigrations, type DeclaredMigration } from "./declared.js";
import type { FollowedCode, MigrationCode } from "./follow/followMigrations.js";
import type { FollowInput } from "./follow/world.js";
import type { GuardedCapability, Migration, MigrationReport, Stage } from "./model.js";
import { evidenceOf } from "./stageEvidence.js";
import { sharesOf, stageAfter, stageOf } from "./stage.js";

/** What migrations are told from. */
export interface MigrationInput {
  readonly registries: readonly Registry[];
  readonly verdictOf: (flag: Flag) => FlagVerdict;
  /** The references that mean a flag, those in tests left out. */
  readonly referencesOf: (flag: Flag) => readonly FlagReference[];
  /** Looks at the code; absent where nobody can, and only the registries speak. */
  readonly flow?: CodeFollower;
}

/** Looks at the code for what registries declare, and for what they do not. */
export interface CodeFollower {
  follow(input: Omit<FollowInput, "source">): FollowedCode;
  candidates(known: FollowedCode, registries: readonly Registry[]): MigrationReport["candidates"];
}

const noCode: MigrationCode = {
  calls: [],
  unknownCalls: [],
  seams: [],
  entryPoints: [],
  wrappers: [],
};

const nothingFollowed: FollowedCode = {
  migrations: new Map(),
  capabilities: new Map(),
  closure: { files: [], depth: 0, limits: [] },
};

/** Everything that is known of the migrations of a workspace. */
export function analyseMigrations(input: MigrationInput): MigrationReport {
  const { registries, flow, referencesOf } = input;
  const migrations = declaredMigrations(registries);
  const capabilities = declaredCapabilities(registries);
  const isWorthFollowing = migrations.length > 0 || capabilities.length > 0;
  const code =
    flow !== undefined && isWorthFollowing
      ? flow.follow({ migrations, capabilities, referencesOf })
      : nothingFollowed;
  return {
    migrations: migrations.map((one) => migrationWith(one, code.migrations.get(one), input)),
    capabilities: capabilities.map((one): GuardedCapability => {
      const calls = code.capabilities.get(one);
      return { ...one, calls: calls ?? [], codeKnown: calls !== undefined };
    }),
    candidates: flow?.candidates(code, registries) ?? [],
    closure: code.closure,
  };
}

function migrationWith(
  declared: DeclaredMigration,
  code: MigrationCode | undefined,
  { verdictOf }: MigrationInput,
): Migration {
  const { id, registry, definition, description, owner, old, flags, stage } = declared;
  const evidence = flags.map((one) => evidenceOf(one, registry, verdictOf));
  const seen = code ?? noCode;
  const computed = computedStage(stageOf(evidence), seen, code !== undefined);
  const hasShadow = flags.some(({ role }) => role === "shadow" || role === "stages");
  const next = stageAfter(computed ?? stage, hasShadow);
  return {
    id,
    registry,
    definition,
    description,
    owner,
    old,
    new: declared.new,
    flags,
    declared: stage,
    computed,
    evidence,
    ...seen,
    next,
    blockers: next === undefined ? [] : blockersOf(next, evidence, sharesOf(evidence), seen),
    codeKnown: code !== undefined,
  };
}

/** Once nothing of the old system is left in the code, the migration is complete, whatever remains of its flags. */
function computedStage(
  byFlags: Stage | undefined,
  { calls, unknownCalls }: MigrationCode,
  codeKnown: boolean,
): Stage | undefined {
  if ((byFlags !== "rampdown" && byFlags !== "complete") || !codeKnown) return byFlags;
  const usesNew = calls.some(({ side }) => side === "new");
  const usesOld = calls.some(({ side }) => side === "old");
  // A file that cannot be read, half-written in an editor perhaps, may hold what is left.
  if (usesOld || unknownCalls.some(({ reason }) => reason === "unread-file")) return "rampdown";
  return usesNew ? "complete" : byFlags;
}
