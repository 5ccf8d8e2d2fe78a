import type { MigrationCode } from "./follow/followMigrations.js";
import type { Migration, MigrationCall, Stage, StageEvidence } from "./model.js";
import type { Shares } from "./stage.js";

/** What stands in the way of a stage, in sentences; empty where nothing does. */
export function blockersOf(
  next: Stage,
  evidence: readonly StageEvidence[],
  shares: Shares,
  code: MigrationCode,
): Migration["blockers"] {
  switch (next) {
    case "off":
    case "dualwrite":
      return shares.write === "none"
        ? [notYet(evidence, "write", "production writes to both systems")]
        : [];
    case "shadow":
      return [...wholeWrites(evidence, shares), ...notFor(evidence, shares.shadow, "shadow")];
    case "live":
      return [
        ...wholeWrites(evidence, shares),
        ...(shares.read === "none"
          ? [notYet(evidence, "read", "production reads from the new system")]
          : []),
      ];
    case "rampdown":
      return [
        ...wholeWrites(evidence, shares),
        ...(shares.read === "all"
          ? []
          : [notYet(evidence, "read", "production reads from the new system")]),
      ];
    case "complete":
      return [...unsoaked(evidence), ...oldCode(code.calls)];
  }
}

function wholeWrites(evidence: readonly StageEvidence[], { write }: Shares): string[] {
  return write === "all" ? [] : [notYet(evidence, "write", "every write reaches both systems")];
}

function notFor(
  evidence: readonly StageEvidence[],
  share: Shares["shadow"],
  role: StageEvidence["role"],
): string[] {
  return share === "none" ? [notYet(evidence, role, "reads are compared")] : [];
}

function notYet(
  evidence: readonly StageEvidence[],
  role: StageEvidence["role"],
  what: string,
): string {
  const said = evidence.find((one) => one.role === role || one.role === "stages");
  return said === undefined
    ? `No flag says that ${what}.`
    : `Flag "${said.flagKey}" does not yet say that ${what}: ${said.reason}.`;
}

/** The flags that route must have held for the soak time. */
function unsoaked(evidence: readonly StageEvidence[]): string[] {
  return evidence
    .filter(({ role, soaked }) => (role === "read" || role === "stages") && !soaked)
    .map(({ flagKey, reason }) => `Flag "${flagKey}" has not held long enough: ${reason}.`);
}

function oldCode(calls: readonly MigrationCall[]): string[] {
  const old = calls.filter(({ side }) => side === "old");
  return (["read", "write"] as const).flatMap((operation) => {
    const count = old.filter((call) => call.operation === operation).length;
    if (count === 0) return [];
    const calls = count === 1 ? `1 ${operation}` : `${String(count)} ${operation}s`;
    return [`The code still has ${calls} of the old system.`];
  });
}
