import type { Flag, FlagDefinition, Registry } from "../registry/model.js";
import type { Place, Span } from "../text/span.js";

/** How far a migration has come, in order. The words are LaunchDarkly's for its migration flags. */
export const stages = ["off", "dualwrite", "shadow", "live", "rampdown", "complete"] as const;

export type Stage = (typeof stages)[number];

/** The system that goes, or the one that comes. */
export type Side = "old" | "new";

/** What a call does to a system. */
export type Operation = "write" | "read";

/** A function or method that reaches a system, as its registry names it. */
export interface SystemSymbol {
  /** As written: `path#Class.member`, `path#function`, `package#Symbol.member`, `path#Interface.member`. */
  readonly text: string;
  /** Path relative to the workspace root, or a package's name. */
  readonly module: string;
  /** Exported name. */
  readonly name: string;
  /** Member of it; `*` is every member. Undefined for a function. */
  readonly member?: string;
  readonly operation: Operation;
  /** Where the registry names it, if the format tells. */
  readonly place: Place;
}

/** One of the two systems. */
export interface System {
  readonly side: Side;
  readonly name: string;
  /** Globs of files that exist only for this system, relative to the workspace root. */
  readonly modules: readonly string[];
  readonly symbols: readonly SystemSymbol[];
  readonly config: readonly string[];
}

/**
 * - `write`: its variant writes to both systems.
 * - `read`: its variant reads from the new system.
 * - `shadow`: its variant reads both and compares.
 * - `kill-switch`: its variant stops the new system.
 * - `stages`: one flag whose variants are the stages.
 */
export type FlagRole = "write" | "read" | "shadow" | "kill-switch" | "stages";

/** A flag with what it does in a migration. */
export interface MigrationFlag {
  readonly role: FlagRole;
  readonly flagKey: string;
  /** Undefined where the registry does not have the key, which is a problem of its own. */
  readonly flag: Flag | undefined;
  /** The variant that turns the role's traffic on (for a kill switch: that stops it). Undefined for `stages`. */
  readonly variant?: string;
  /** For a kill switch: what it stops. */
  readonly stops: readonly Operation[];
  /** For `stages`: the stage of each variant that means one. */
  readonly stageOf: ReadonlyMap<string, Stage>;
  /** Where the migration names the flag. */
  readonly place: Place;
}

/** What production says of one of the migration's flags. */
export interface StageEvidence {
  readonly role: FlagRole;
  readonly flagKey: string;
  /**
   * How much of production's traffic gets the role's variant: none, some, all. Undefined where it cannot be told.
   * For `stages` always undefined; see `stage`.
   */
  readonly share: "none" | "some" | "all" | undefined;
  /** For `stages`: the one stage that all of production is at, if it is one. */
  readonly stage?: Stage;
  /** Everyone has got the same answer for the registry's soak time. */
  readonly soaked: boolean;
  /** ISO date-time since which it holds. */
  readonly since?: string;
  /** Whole UTC days since then. */
  readonly days?: number;
  /** In words fit for a message: `on for everyone in production since 2026-09-15 (68 days)`. */
  readonly reason: string;
}

/** A function of the workspace, or a module's own code. */
export interface FunctionSite {
  /** Unique within one analysis; the same for the same place. */
  readonly id: string;
  /** `SearchRouter.search`, `importNightly`; empty for a callback, `(module)` for a module's own code. */
  readonly name: string;
  readonly path: string;
  /** The function from its first token to its last. */
  readonly span: Span;
  /** Its name, or its first token where it has none. */
  readonly nameSpan: Span;
}

/** A flag that decides whether a call runs: it can be reached only while the flag serves one of `variants`. */
export interface Guard {
  readonly flagKey: string;
  /** Names of the flag's variants under which the call can run; never all of them. */
  readonly variants: readonly string[];
  /** The condition stands around the call in its own function, or around the calls of it in every caller. */
  readonly where: "here" | "callers";
  /** It is asked when the call is queued as a job, not when the job runs. */
  readonly beforeJob?: true;
  /** The evaluations that decide, nearest first. */
  readonly evaluations: readonly Place[];
}

/** What happens to the function around a call when the call fails. */
export interface Isolation {
  /** The function waits for the result: `await`, `return`, or a synchronous call. */
  readonly awaited: boolean;
  /** A failure cannot leave the call: a `try` whose `catch` goes on, `.catch(…)`, or a callee that never throws. */
  readonly caught: boolean;
  /** It runs in a callback that the function hands on and does not wait for: a queue, a job, an event. */
  readonly enqueued: boolean;
}

/**
 * - `serve`: the product's own traffic.
 * - `shadow`: a read whose result is only compared.
 * - `sync`: keeps one system up to date with the other, and nobody waits for its answer.
 * - `check`: the migration's consistency check.
 */
export type Purpose = "serve" | "shadow" | "sync" | "check";

/** One call that reaches one of the systems. */
export interface MigrationCall {
  readonly side: Side;
  readonly operation: Operation;
  readonly symbol: SystemSymbol;
  readonly purpose: Purpose;
  /** The call expression. */
  readonly place: Place;
  /** The callee's last name: what a finding points at. */
  readonly memberSpan: Span;
  /** The statement that holds the call: what a fix wraps or moves. */
  readonly statementSpan: Span;
  readonly argumentSpans: readonly Span[];
  /** The nearest function around it, callbacks included. */
  readonly inside: FunctionSite;
  /** The nearest function with a name: what people would call the place. */
  readonly owner: FunctionSite;
  readonly guards: readonly Guard[];
  readonly isolation: Isolation;
  /** The value of the call is used: returned, assigned, passed on. */
  readonly resultUsed: boolean;
  /** Named functions from which it can be reached, the owner first, as far as the depth goes; tests excluded. */
  readonly reachedFrom: readonly FunctionSite[];
  /** Where the guards could not all be followed: why. A rule that needs a proof then says nothing. */
  readonly unknown?: UnknownReason;
}

/**
 * - `too-deep`: callers were followed to the stated depth and no further.
 * - `escapes`: the function is handed to code that is not known, which may ask a flag before calling it.
 * - `either-system`: the receiver may be of either system.
 * - `unread-file`: a file on the way could not be read.
 * - `not-found`: the code does not have what the registry names.
 */
export type UnknownReason = "too-deep" | "escapes" | "either-system" | "unread-file" | "not-found";

/** A function in which a call of the old system meets its counterpart on the new one. */
export interface Seam {
  readonly operation: Operation;
  readonly inside: FunctionSite;
  readonly old: MigrationCall;
  readonly new: MigrationCall;
  /** What stands in `inside` itself: the system call, or the call that leads to it. */
  readonly oldSite: Place;
  readonly newSite: Place;
  /** Never both in one run: a flag chooses between them. */
  readonly exclusive: boolean;
  /** What a failure of the new system does to `inside`. */
  readonly isolation: Isolation;
  /** The new system is reached before the old one, in the function's own order. */
  readonly newFirst: boolean;
}

/** A place that may reach a system but cannot be told. */
export interface UnknownCall {
  readonly place: Place;
  readonly reason: UnknownReason;
  /** In words fit for a list. */
  readonly message: string;
}

/** A function that the registry names as an entry point, or that reaches the old system from outside. */
export interface EntryPoint {
  /** As the registry writes it; undefined for one that only the code shows. */
  readonly text: string | undefined;
  /** Where the registry names it. */
  readonly declared: Place | undefined;
  /** Undefined where the code has no such function. */
  readonly site: FunctionSite | undefined;
  /** The migration's calls that it reaches within the depth; for one that only the code shows, those without a flag. */
  readonly reaches: readonly MigrationCall[];
  /** Keys of the migration's flags that are asked in it or on the way to the calls. */
  readonly asks: readonly string[];
}

/**
 * A shape of code that runs both sides by itself.
 *
 * - `staged`: takes `readOld`, `readNew`, `writeOld`, `writeNew` (LaunchDarkly's `createMigration`).
 * - `experiment`: Scientist's control and candidate.
 * - `parallel-run`: takes the two sides as functions and runs both.
 * - `choice`: takes the two sides as functions and runs one.
 */
export type WrapperKind = "staged" | "experiment" | "parallel-run" | "choice";

/** A call of a dual-path wrapper. */
export interface MigrationWrapper {
  readonly kind: WrapperKind;
  /** Name of the function that is called. */
  readonly name: string;
  /** The whole call. */
  readonly place: Place;
  /** The functions that it is handed, by the names they are handed under (or `0`, `1` by position). */
  readonly sides: readonly {
    readonly label: string;
    readonly side: Side | undefined;
    readonly operation: Operation | undefined;
    readonly span: Span;
  }[];
}

/** What a closure of files cost and where it ended. */
export interface FlowClosure {
  /** Files that were read for the migrations. */
  readonly files: readonly string[];
  /** How many calls deep guards are sought in callers. */
  readonly depth: number;
  /** In words: what was cut short. Empty where nothing was. */
  readonly limits: readonly string[];
}

/** A migration that a registry declares, with what its flags and its code say. */
export interface Migration {
  readonly id: string;
  readonly registry: Registry;
  readonly definition: FlagDefinition;
  readonly description: string | undefined;
  readonly owner: string | undefined;
  readonly old: System;
  readonly new: System;
  readonly flags: readonly MigrationFlag[];
  /** The stage that the registry declares. */
  readonly declared: Stage;
  /** The stage that production's flags are at; undefined where they do not tell. */
  readonly computed: Stage | undefined;
  readonly evidence: readonly StageEvidence[];
  /** Every call that reaches one of the systems from outside of it, tests excluded, by path and offset. */
  readonly calls: readonly MigrationCall[];
  readonly unknownCalls: readonly UnknownCall[];
  /** Where the two systems meet. */
  readonly seams: readonly Seam[];
  readonly entryPoints: readonly EntryPoint[];
  readonly wrappers: readonly MigrationWrapper[];
  /** The stage after the one it is at (computed, else declared); undefined at the end. */
  readonly next: Stage | undefined;
  /** What stands in the way of the next stage, in sentences; empty where nothing does. */
  readonly blockers: readonly string[];
  /** False where the code could not be looked at; rules about code then say nothing. */
  readonly codeKnown: boolean;
}

/** A capability that the registry wants behind a kill switch (`guards.<id>`), with the calls that reach it. */
export interface GuardedCapability {
  readonly id: string;
  readonly registry: Registry;
  readonly definition: FlagDefinition;
  readonly killSwitch: MigrationFlag;
  readonly symbols: readonly SystemSymbol[];
  readonly calls: readonly CapabilityCall[];
  readonly codeKnown: boolean;
}

/** A call of a guarded capability. */
export type CapabilityCall = Omit<MigrationCall, "side" | "purpose">;

/**
 * Code that looks like a migration which no registry declares.
 *
 * - `dual-write`: the same goes to two stores.
 * - `choice`: a flag chooses between two twins.
 * - `wrapper`: both sides are handed to one call.
 */
export interface MigrationCandidate {
  readonly kind: "dual-write" | "choice" | "wrapper";
  /** What to point at: the new side's call, or the wrapper's. */
  readonly place: Place;
  /** The old side's call; undefined for a wrapper. */
  readonly twin: Place | undefined;
  /** Further places of the same move, by path and offset. */
  readonly others: readonly Place[];
  /** The first of `flags`. */
  readonly flagKey: string | undefined;
  readonly flags: CandidateFlags;
  readonly inside: FunctionSite;
  /** The two sides as the code names them: `legacyStore.save`, `newStore.save`. */
  readonly old: CandidateSide;
  readonly new: CandidateSide;
  /** Ready for the registry: an id that no migration has yet. */
  readonly suggestedId: string;
}

/** The flags of a candidate by what they decide. */
export interface CandidateFlags {
  /** One flag whose values are stages. */
  readonly staged?: {
    readonly flagKey: string;
    readonly modes: readonly { readonly value: string; readonly stage: Stage }[];
  };
  readonly write?: string;
  readonly read?: string;
}

/** One side of a candidate. */
export interface CandidateSide {
  /** `this.#store.save` as written. */
  readonly text: string;
  /** Name of the receiver, for a system's name. */
  readonly name: string;
  /** `path#Class.member` of what writes to it, as far as it could be resolved. */
  readonly writes: readonly string[];
  readonly reads: readonly string[];
}

/** Everything that is known of migrations in a workspace. */
export interface MigrationReport {
  readonly migrations: readonly Migration[];
  readonly capabilities: readonly GuardedCapability[];
  readonly candidates: readonly MigrationCandidate[];
  readonly closure: FlowClosure;
}
