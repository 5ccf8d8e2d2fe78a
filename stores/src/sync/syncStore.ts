import type { Flag, StoreSettings, StoreState, UnplacedState } from "@halyard/core";
import type { FlagFacts, StoreReading } from "../clients/storeClient.js";
import { StoreFault } from "../http/fault.js";
import { usualLimits, type HttpLimits } from "../http/limits.js";
import { flagsOf } from "./flagsOf.js";
import { withHistory } from "./history.js";
import { openingsOf, type Opening, type Variables } from "./openings.js";

/** What to read, and with what. */
export interface SyncRequest {
  readonly name: string;
  readonly settings: StoreSettings;
  readonly variables: Variables;
  readonly now: Date;
  /** The last state, which stays where this reading fails. */
  readonly before: StoreState | undefined;
  /** Believe a store that had flags and now says that it has none. */
  readonly allowEmpty?: boolean;
  /** Shorter ones are for tests. */
  readonly limits?: HttpLimits;
}

/** How a reading went. Messages are clauses that go on after the store's name. */
export interface SyncResult {
  readonly name: string;
  /** The new state, or the last one where the store could not be read; undefined where there is none. */
  readonly state: UnplacedState | undefined;
  /** Why the store, or one of its environments, could not be read. */
  readonly failures: readonly string[];
  /** What is missing though the store was read. */
  readonly gaps: readonly string[];
}

/** Reads a store into a state. Never throws for what a store or a person does, and never loses the last state. */
export async function syncStore(request: SyncRequest): Promise<SyncResult> {
  const { name, settings, variables, before, limits = usualLimits } = request;
  const openings = openingsOf(settings, variables, limits);
  if (typeof openings === "string") return kept(request, [openings]);
  const readings: { readonly opening: Opening; readonly reading: StoreReading }[] = [];
  const failures: string[] = [];
  const unread: string[] = [];
  for (const opening of openings.all) {
    try {
      const reading = await openings.client.read(opening.http, opening.options);
      readings.push({ opening, reading });
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      unread.push(opening.options.environment);
      failures.push(
        openings.all.length === 1
          ? error.message
          : `${error.message} (${opening.options.environment})`,
      );
    }
  }
  if (readings.length === 0) return kept(request, failures);
  const whole = joinedReadings(readings.map(({ reading }) => reading));
  const { flags, broken } = flagsOf(whole, { name, settings, now: request.now });
  if (flags.size === 0 && broken.length > 0) return kept(request, broken);
  if (isSuspiciouslyEmpty(flags, request)) {
    const had = before?.flags.size ?? 0;
    return kept(request, [
      `says that it has no flag at all, though it had ${had}; if that is so, give --allow-empty`,
    ]);
  }
  const known = unread.length === 0 ? flags : withUnread(flags, before, unread);
  const state: UnplacedState = {
    name,
    type: settings.type,
    syncedAt: request.now.toISOString(),
    complete: failures.length === 0,
    flags: withHistory(known, before?.flags ?? new Map(), request.now),
    unknownKeys: whole.unknownKeys,
  };
  return { name, state, failures, gaps: [...whole.gaps, ...broken] };
}

function kept({ name, before }: SyncRequest, failures: readonly string[]): SyncResult {
  return { name, state: before, failures, gaps: [] };
}

function joinedReadings(readings: readonly StoreReading[]): StoreReading {
  return {
    payloads: readings.flatMap(({ payloads }) => payloads),
    facts: joinedFacts(readings.map(({ facts }) => facts)),
    unknownKeys: readings.flatMap(({ unknownKeys }) => unknownKeys),
    gaps: readings.flatMap(({ gaps }) => gaps),
  };
}

function joinedFacts(all: readonly StoreReading["facts"][]): StoreReading["facts"] {
  const joined = new Map<string, FlagFacts>();
  for (const [key, facts] of all.flatMap((one) => [...one])) {
    const environments = [...(joined.get(key)?.environments ?? []), ...(facts.environments ?? [])];
    joined.set(key, { ...joined.get(key), ...facts, environments: new Map(environments) });
  }
  return joined;
}

/** A token that lost its project sees an empty one, which is no reason to forget every flag. */
function isSuspiciouslyEmpty(
  flags: ReadonlyMap<string, Flag>,
  { before, allowEmpty }: SyncRequest,
): boolean {
  return flags.size === 0 && allowEmpty !== true && (before?.flags.size ?? 0) > 0;
}

/** What was read, with the last state of the environments that could not be read. */
function withUnread(
  flags: ReadonlyMap<string, Flag>,
  before: StoreState | undefined,
  unread: readonly string[],
): ReadonlyMap<string, Flag> {
  const all = new Map(flags);
  for (const [key, earlier] of before?.flags ?? []) {
    const left = [...earlier.environments].filter(([name]) => unread.includes(name));
    const flag = all.get(key);
    if (left.length === 0) continue;
    if (flag === undefined) all.set(key, { ...earlier, environments: new Map(left) });
    else all.set(key, { ...flag, environments: new Map([...flag.environments, ...left]) });
  }
  return all;
}
