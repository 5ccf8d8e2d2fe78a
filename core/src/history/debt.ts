import { daysBetween, instantOf } from "../registry/dates.js";
import type { Flag, Registry } from "../registry/model.js";
import { isGone, isLasting } from "../rules/flagLife.js";
import { compareText } from "../text/order.js";
import { judgeAge } from "../verdict/judgeAge.js";

/** The registries as they were at one moment. */
export interface RegistrySnapshot {
  readonly at: Date;
  /** The commit, as git names it; absent for the working tree. */
  readonly commit?: string;
  readonly registries: readonly Registry[];
}

/** How many flags an owner had, and how many of them had outlived their lifetime or expiry. */
export interface OwnerDebt {
  /** Null for the flags that name no owner. */
  readonly owner: string | null;
  readonly flags: number;
  readonly overdue: number;
}

/** The flag debt at one moment. Ages are whole UTC days; null where no flag had one. */
export interface DebtPoint {
  /** ISO date, UTC. */
  readonly date: string;
  readonly commit?: string;
  /** Flags that are neither archived nor deleted. */
  readonly flags: number;
  /** Of these, how many were meant to be gone by now. */
  readonly overdue: number;
  /** Of these, how many are meant to stay. */
  readonly lasting: number;
  readonly medianAgeDays: number | null;
  readonly oldestAgeDays: number | null;
  /** Most flags first, then by name. */
  readonly owners: readonly OwnerDebt[];
}

/**
 * The flag debt at each moment, in the order given, which must be that of time.
 *
 * A flag without a `created` date is as old as the first snapshot that has it: its age is then a lower bound.
 */
export function debtOf(snapshots: readonly RegistrySnapshot[]): readonly DebtPoint[] {
  const firstSeen = new Map<string, Date>();
  return snapshots.map(({ at, commit, registries }) => {
    const living = registries.flatMap((registry) =>
      [...registry.flags.values()]
        .filter((flag) => !isGone(flag))
        .map((flag): Living => ({
          flag,
          registry,
          overdue: isOverdue(flag, registry, at),
        })),
    );
    for (const { flag } of living) {
      if (!firstSeen.has(flag.key)) firstSeen.set(flag.key, at);
    }
    const ages = living
      .map(({ flag }) => ageOf(flag, firstSeen.get(flag.key) ?? at, at))
      .sort((left, right) => left - right);
    return {
      date: at.toISOString().slice(0, 10),
      ...(commit !== undefined && { commit }),
      flags: living.length,
      overdue: living.filter(({ overdue }) => overdue).length,
      lasting: living.filter(({ flag, registry }) => isLasting(flag, registry)).length,
      medianAgeDays: medianOf(ages),
      oldestAgeDays: ages.at(-1) ?? null,
      owners: ownersOf(living),
    };
  });
}

interface Living {
  readonly flag: Flag;
  readonly registry: Registry;
  readonly overdue: boolean;
}

function ageOf(flag: Flag, firstSeen: Date, at: Date): number {
  const created =
    flag.lifecycle.created === undefined ? undefined : instantOf(flag.lifecycle.created);
  return Math.max(0, daysBetween(created ?? firstSeen.getTime(), at.getTime()));
}

function isOverdue(flag: Flag, registry: Registry, at: Date): boolean {
  if (isLasting(flag, registry)) return false;
  const { stale, expiry } = judgeAge(flag, registry, at);
  return flag.lifecycle.expires === undefined ? stale !== undefined : expiry === "passed";
}

/** Of an even number the lower one of the middle, so that it is an age that some flag has. */
function medianOf(ages: readonly number[]): number | null {
  return ages[Math.floor((ages.length - 1) / 2)] ?? null;
}

function ownersOf(living: readonly Living[]): readonly OwnerDebt[] {
  const owners = new Map<string | null, { flags: number; overdue: number }>();
  for (const { flag, overdue } of living) {
    const owner = flag.lifecycle.owner ?? null;
    const debt = owners.get(owner) ?? { flags: 0, overdue: 0 };
    debt.flags++;
    if (overdue) debt.overdue++;
    owners.set(owner, debt);
  }
  return [...owners]
    .map(([owner, debt]) => ({ owner, ...debt }))
    .sort(
      (left, right) => right.flags - left.flags || compareText(left.owner ?? "", right.owner ?? ""),
    );
}
