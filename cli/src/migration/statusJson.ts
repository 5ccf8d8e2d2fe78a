import type { Analysis, Migration } from "@halyard/core";
import { jsonText } from "../formatters/jsonText.js";
import { leftInCode } from "./leftInCode.js";
import { placeFields } from "../output/place.js";

/** The migrations as data, in the order of the registries; places are 1-based. */
export function statusJson(analysis: Analysis, migrations: readonly Migration[]): string {
  const value = migrations.map((migration) => ({
    id: migration.id,
    owner: migration.owner ?? null,
    description: migration.description ?? null,
    registry: migration.definition.path,
    declared: migration.declared,
    computed: migration.computed ?? null,
    next: migration.next ?? null,
    blockers: migration.blockers,
    evidence: migration.evidence.map((one) => ({
      role: one.role,
      flagKey: one.flagKey,
      share: one.share ?? null,
      stage: one.stage ?? null,
      soaked: one.soaked,
      since: one.since ?? null,
      days: one.days ?? null,
      reason: one.reason,
    })),
    codeKnown: migration.codeKnown,
    left: leftInCode(migration),
    calls: migration.calls.map((call) => ({
      side: call.side,
      operation: call.operation,
      symbol: call.symbol.text,
      purpose: call.purpose,
      function: call.owner.name,
      guards: call.guards.map(({ flagKey, variants, where }) => ({ flagKey, variants, where })),
      ...placeFields(analysis, call.place),
    })),
    unknownCalls: migration.unknownCalls.map(({ place, reason, message }) => ({
      reason,
      message,
      ...placeFields(analysis, place),
    })),
  }));
  return `${jsonText(value, 2)}\n`;
}
