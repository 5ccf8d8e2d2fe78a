import type { Migration, MigrationFlag } from "../migration/model.js";
import type { Flag } from "../registry/model.js";
import type { JsonValue } from "../text/json.js";
import type { StepKind } from "./model.js";

/** A flag of the migration with the value that its reads become, or why none can be named. */
export interface StepFlag {
  readonly flagKey: string;
  readonly flag: Flag | undefined;
  readonly value: JsonValue | undefined;
  /** Only where it guards reads. */
  readonly isPartial: boolean;
}

/** What one step is about. */
export interface StepOutline {
  readonly kind: StepKind;
  readonly title: string;
  readonly flags: readonly StepFlag[];
  readonly takes: "reads" | "everything" | "nothing";
}

type Parts = Pick<Migration, "flags" | "old" | "new">;

/** The steps of a migration's end, in order: reads first, then writes and the old system, the kill switch last. */
export function outlineOf(migration: Parts): StepOutline[] {
  const role = (wanted: MigrationFlag["role"]): MigrationFlag | undefined =>
    migration.flags.find((flag) => flag.role === wanted);
  const read = role("read");
  const write = role("write");
  const shadow = role("shadow");
  const kill = role("kill-switch");
  const staged = role("stages");
  const name = migration.old.name;
  const system: StepOutline = {
    kind: "system",
    title: `Remove ${name}, its writes and the flag that wrote to both`,
    flags: distinct([staged && final(staged), write && turnedOn(write)]),
    takes: "everything",
  };
  const last = kill && { ...notStopped(kill), isPartial: false };
  const killStep: StepOutline[] =
    last === undefined
      ? []
      : [{ kind: "kill-switch", title: "Remove the kill switch", flags: [last], takes: "nothing" }];
  const isOneFlag = staged !== undefined || read?.flagKey === write?.flagKey;
  if (isOneFlag) {
    const flags = distinct([staged && final(staged), read && turnedOn(read)]);
    return [{ ...system, flags }, ...killStep];
  }
  const guard = kill?.stops.includes("read") === true ? notStopped(kill) : undefined;
  const reads: StepOutline = {
    kind: "reads",
    title: `Remove the read flag and the reads of ${name}`,
    flags: distinct([read && turnedOn(read), shadow && notStopped(shadow), guard]),
    takes: "reads",
  };
  return [reads, system, ...killStep];
}

function distinct(flags: readonly (StepFlag | undefined)[]): StepFlag[] {
  const seen = new Map<string, StepFlag>();
  for (const flag of flags)
    if (flag !== undefined && !seen.has(flag.flagKey)) seen.set(flag.flagKey, flag);
  return [...seen.values()];
}

function turnedOn({ flagKey, flag, variant }: MigrationFlag): StepFlag {
  const value = variant === undefined ? undefined : flag?.variants.get(variant);
  return { flagKey, flag, value, isPartial: false };
}

/** A flag of stages ends at `complete`. */
function final({ flagKey, flag, stageOf }: MigrationFlag): StepFlag {
  const [variant] = [...stageOf].find(([, stage]) => stage === "complete") ?? [];
  return {
    flagKey,
    flag,
    value: variant === undefined ? undefined : flag?.variants.get(variant),
    isPartial: false,
  };
}

/** The value of the variant that does not do what the role's variant does; none where several may be meant. */
function notStopped({ flagKey, flag, variant }: MigrationFlag): StepFlag {
  const others = [...(flag?.variants ?? [])].filter(([name]) => name !== variant);
  const kept = flag?.lifecycle.keepVariant;
  const named =
    others.find(([name]) => name === kept) ?? (others.length === 1 ? others[0] : undefined);
  return { flagKey, flag, value: named?.[1], isPartial: true };
}
