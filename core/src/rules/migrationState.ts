import type {
  CapabilityCall,
  FlagRole,
  Migration,
  MigrationCall,
  MigrationFlag,
  Stage,
  StageEvidence,
} from "../migration/model.js";
import { stages } from "../migration/model.js";
import type { Place } from "../text/span.js";
import type { RelatedPlace } from "./model.js";
import { sinceWords } from "./wording.js";

/** The stage to judge a migration by: what its flags say, else what it declares. */
function stageNow({ computed, declared }: Migration): Stage {
  return computed ?? declared;
}

/** Whether a migration has come to a stage or past it. */
export function isAtLeast(migration: Migration, stage: Stage): boolean {
  return stages.indexOf(stageNow(migration)) >= stages.indexOf(stage);
}

/** Nothing of the old system is left, or the registry says so. */
export function isOver(migration: Migration): boolean {
  return migration.declared === "complete" || migration.computed === "complete";
}

/** Everyone has read from the new system for the soak time, so that the old one serves nobody. */
export function isDue(migration: Migration): boolean {
  if (migration.declared === "complete") return true;
  const evidence = readEvidence(migration);
  if (evidence?.soaked !== true) return false;
  return evidence.share === "all" || evidence.stage === "rampdown" || evidence.stage === "complete";
}

/** What is known of the flag that routes reads. */
export function readEvidence({ evidence }: Migration): StageEvidence | undefined {
  return evidence.find(({ role }) => role === "read" || role === "stages");
}

/** The flag of a role; for `write` and `read` the one flag that does both, where there is one. */
export function flagOf({ flags }: Migration, role: FlagRole): MigrationFlag | undefined {
  const wants = (one: MigrationFlag): boolean =>
    one.role === role || (one.role === "stages" && role !== "kill-switch" && role !== "shadow");
  return flags.find(wants);
}

/** ` since 2026-10-20 (33 days)`, or nothing where it is not known. */
export function dueSince(migration: Migration): string {
  const evidence = readEvidence(migration);
  return evidence?.since === undefined ? "" : sinceWords(evidence.since, evidence.days);
}

/** What a finding points at in a call: the member's name. */
export function memberPlace({ place, memberSpan }: CapabilityCall): Place {
  return { path: place.path, span: memberSpan };
}

/** Where the registry declares the migration. */
export function declaredAt({ definition, id }: Migration): RelatedPlace {
  const { path, keySpan } = definition;
  return { path, span: keySpan, message: `Migration "${id}" is declared here.` };
}

/** What every message of a migration rule may name. */
export function namesOf(migration: Migration): Record<string, string> {
  return { migration: migration.id, old: migration.old.name, new: migration.new.name };
}

/** A call as people name it: `ProviderAClient.index`. */
export function callName({ symbol }: CapabilityCall): string {
  return symbol.member === undefined ? symbol.name : `${symbol.name}.${symbol.member}`;
}

/** Whether a call runs only while a flag does not serve some variant. */
export function isGuardedAgainst(call: CapabilityCall, flagKey: string, variant: string): boolean {
  return call.guards.some(
    (guard) => guard.flagKey === flagKey && !guard.variants.includes(variant),
  );
}

/** Whether a call runs only while a flag serves one certain variant. */
export function runsOnlyAt(call: CapabilityCall, { flagKey, variant }: MigrationFlag): boolean {
  return call.guards.some(
    (guard) =>
      guard.flagKey === flagKey && guard.variants.length === 1 && guard.variants[0] === variant,
  );
}

/** The calls of one side that do one thing for the product. */
export function servingCalls(
  { calls }: Migration,
  side: MigrationCall["side"],
  operation: MigrationCall["operation"],
): readonly MigrationCall[] {
  return calls.filter(
    (call) => call.side === side && call.operation === operation && call.purpose === "serve",
  );
}
