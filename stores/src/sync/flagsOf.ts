import type { EnvironmentState, Flag, ServedException, StoreSettings } from "@halyard/core";
import { storeFormats } from "../formats/index.js";
import type { EnvironmentFacts, StoreReading } from "../clients/storeClient.js";

/** What a reading is made into flags with. */
export interface Circumstances {
  /** The store's name in the configuration. */
  readonly name: string;
  readonly settings: Pick<StoreSettings, "type" | "environments">;
  /** When the store was asked. */
  readonly now: Date;
}

/** The flags of a reading, and what of it could not be read as meant. */
export interface ReadFlags {
  readonly flags: ReadonlyMap<string, Flag>;
  readonly broken: readonly string[];
}

/** Makes flags of a reading: the store's format says whom they serve, the facts say the rest. */
export function flagsOf(reading: StoreReading, circumstances: Circumstances): ReadFlags {
  const { settings, now } = circumstances;
  const format = storeFormats.get(settings.type);
  if (format === undefined) throw new Error(`No format for the store type "${settings.type}".`);
  const flags = new Map<string, Flag>();
  let faults = 0;
  for (const { text, environment } of reading.payloads) {
    const file = { path: `${settings.type}.json`, text };
    const options = { now, ...(environment !== undefined && { environment }) };
    const content = format.parse([file], options);
    faults += content.problems.filter(({ severity }) => severity === "error").length;
    for (const [key, flag] of content.flags) {
      const earlier = flags.get(key);
      flags.set(key, earlier === undefined ? flag : joined(earlier, flag));
    }
  }
  for (const [key, flag] of flags) flags.set(key, withFacts(flag, reading, circumstances));
  const entries = faults === 1 ? "entry" : "entries";
  const broken = faults === 0 ? [] : [`holds ${faults} ${entries} in a form that is not known`];
  return { flags: withParentsDates(flags), broken };
}

/** The same flag in several payloads, one per environment. */
function joined(first: Flag, second: Flag): Flag {
  return {
    ...first,
    variants: new Map([...first.variants, ...second.variants]),
    environments: new Map([...first.environments, ...second.environments]),
  };
}

function withFacts(
  flag: Flag,
  reading: StoreReading,
  { name, settings, now }: Circumstances,
): Flag {
  const facts = reading.facts.get(flag.key);
  const environments = new Map<string, EnvironmentState>();
  for (const [written, state] of flag.environments) {
    const known = facts?.environments?.get(written) ?? facts?.environments?.get("") ?? {};
    environments.set(settings.environments.get(written) ?? written, {
      ...withoutPeople(state),
      ...datesOf(state, known),
      syncedAt: now.toISOString(),
      source: name,
    });
  }
  const created = facts?.created ?? flag.lifecycle.created;
  const { base: _base, ...rest } = flag;
  return {
    ...rest,
    environments,
    lifecycle: {
      ...flag.lifecycle,
      ...(created !== undefined && { created }),
      ...(facts?.archived === true && { status: "archived" as const }),
    },
  };
}

/** The payload knows best, for it speaks of one environment; what it does not say comes from elsewhere. */
function datesOf(state: EnvironmentState, facts: EnvironmentFacts): Partial<EnvironmentState> {
  const since = state.since ?? facts.since;
  const lastEvaluated = state.lastEvaluated ?? facts.lastEvaluated;
  return {
    ...(since !== undefined && { since }),
    ...(lastEvaluated !== undefined && { lastEvaluated }),
  };
}

/** Targets are often people, and a state file is kept: how many there are says enough. */
function withoutPeople(state: EnvironmentState): EnvironmentState {
  if (state.exceptions === undefined) return state;
  const exceptions = state.exceptions.map(({ values, ...exception }): ServedException => ({
    ...exception,
    ...(exception.count === undefined && values !== undefined && { count: values.length }),
  }));
  return { ...state, exceptions };
}

/** A flag serves what it does only since its parents last changed too. */
function withParentsDates(flags: ReadonlyMap<string, Flag>): ReadonlyMap<string, Flag> {
  const sinceOf = (
    key: string,
    environment: string,
    way: ReadonlySet<string>,
  ): string | undefined => {
    const flag = flags.get(key);
    if (flag === undefined || way.has(key)) return undefined;
    const parents = flag.lifecycle.prerequisites.map((parent) =>
      sinceOf(parent.flag, environment, new Set([...way, key])),
    );
    return latest([flag.environments.get(environment)?.since, ...parents]);
  };
  const dated = new Map<string, Flag>();
  for (const [key, flag] of flags) {
    if (flag.lifecycle.prerequisites.length === 0) {
      dated.set(key, flag);
      continue;
    }
    const environments = [...flag.environments].map(([name, state]) => {
      const since = sinceOf(key, name, new Set());
      return [name, { ...state, ...(since !== undefined && { since }) }] as const;
    });
    dated.set(key, { ...flag, environments: new Map(environments) });
  }
  return dated;
}

function latest(dates: readonly (string | undefined)[]): string | undefined {
  const known = dates.filter((date) => date !== undefined);
  return known.reduce<string | undefined>(
    (best, date) => (best === undefined || Date.parse(date) > Date.parse(best) ? date : best),
    undefined,
  );
}
