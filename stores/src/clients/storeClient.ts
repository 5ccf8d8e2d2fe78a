import type { UnknownKeyReport } from "@halyard/core";
import type { StoreHttp } from "../http/storeHttp.js";

/** What a store tells of one environment of a flag besides whom it serves. */
export interface EnvironmentFacts {
  /** ISO date-time of the last change of what is served. */
  readonly since?: string;
  /** ISO date-time of the last evaluation; null where the store knows that there was none. */
  readonly lastEvaluated?: string | null;
}

/** What a store tells of one flag besides whom it serves. */
export interface FlagFacts {
  readonly created?: string;
  readonly archived?: boolean;
  /** By the store's own name of the environment; under `""` for every environment. */
  readonly environments?: ReadonlyMap<string, EnvironmentFacts>;
}

/** A payload in the store's own format. */
export interface StorePayloadText {
  readonly text: string;
  /** The environment that the payload speaks of, where it does not say so itself. */
  readonly environment?: string;
}

/** What was read of a store, before it is made into flags. */
export interface StoreReading {
  readonly payloads: readonly StorePayloadText[];
  readonly facts: ReadonlyMap<string, FlagFacts>;
  readonly unknownKeys: readonly Omit<UnknownKeyReport, "place">[];
  /** What could not be read though the rest was, in words; flags may then be missing or incomplete. */
  readonly gaps: readonly string[];
}

/** What the configuration says about what to read. */
export interface ReadOptions {
  readonly project: string;
  /** The token's environment by the registry's name, where a token is good for one environment. */
  readonly environment: string;
  /** The store's names of the environments that the configuration names; none means all of them. */
  readonly environments: readonly string[];
  readonly token: string;
}

/** Who wants a flag archived, and why. */
export interface ArchiveRequest {
  readonly key: string;
  readonly project: string;
  readonly reason: string;
}

/** How to speak to one kind of store. Failures are thrown as `StoreFault`. */
export interface StoreClient {
  /** The name that `type` gives it in a configuration. */
  readonly type: string;
  /** What messages call it. */
  readonly title: string;
  /** The vendor's own address; without one, the configuration names the variable that holds it. */
  readonly home?: string;
  /** Whether a token is good for one environment only. */
  readonly tokenPerEnvironment: boolean;
  readonly needsProject: boolean;
  headers(token: string): Readonly<Record<string, string>>;
  read(http: StoreHttp, options: ReadOptions): Promise<StoreReading>;
  /** Archives a flag, which can be taken back; absent where the store offers no such thing. */
  archive?(http: StoreHttp, request: ArchiveRequest): Promise<void>;
}

/** A reading that is one payload and nothing else. */
export function plainReading(payload: StorePayloadText): StoreReading {
  return { payloads: [payload], facts: new Map(), unknownKeys: [], gaps: [] };
}
