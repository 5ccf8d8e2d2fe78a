import {
  CancellationTokenSource,
  DiagnosticSeverity,
  type CancellationToken,
  type Diagnostic,
} from "vscode-languageserver/node";
import type { Place, Refusal, RemovalPlan, Retirement } from "@halyard/core";
import type { FlagRemovalOptions, RetirementOptions } from "@halyard/core/node";
import { neverCancelled } from "../connection/requests.js";
import { source } from "../diagnostics/source.js";
import type { Snapshot } from "../workspaces/snapshot.js";
import { quotedKey } from "../text/words.js";
import { Planner } from "./planner.js";

/** A plan that is being made or has been made, for as many requests as ask for it. */
interface BegunPlan {
  readonly revision: number;
  readonly plan: Promise<RemovalPlan>;
  readonly source: CancellationTokenSource;
  waiting: number;
}

/** Plans hold texts of whole files; those of states long gone are let go. */
const keptRevisions = 20;

/** A refusal that was told, with what stood at its place then. */
interface ToldRefusal {
  readonly root: string;
  readonly flagKey: string;
  readonly refusal: Refusal;
  readonly revision: number;
  readonly written: string | undefined;
}

/** A place that stands in the way of a removal that someone asked for. */
export interface BlockingPlace extends Place {
  readonly flagKey: string;
  readonly refusal: Refusal;
}

/**
 * Removal plans with a memory: the plan of a state is made once, and what a refused removal ran into is shown until
 * the place changes.
 */
export class RemovalEngine {
  readonly #planner = new Planner();
  readonly #plans = new Map<string, BegunPlan>();
  #refusals: readonly ToldRefusal[] = [];
  readonly #onRefused: () => void;

  /** `onRefused` is called when a place has become known that stands in the way of a removal. */
  constructor(onRefused: () => void) {
    this.#onRefused = onRefused;
  }

  /** The plan for a state of a workspace. Throws a cancellation, or an error where the engine fails. */
  async plan(
    snapshot: Snapshot,
    options: FlagRemovalOptions,
    token: CancellationToken,
  ): Promise<RemovalPlan> {
    const id = JSON.stringify([snapshot.root, options]);
    const known = this.#plans.get(id);
    const begun =
      known?.revision === snapshot.revision ? known : this.#begin(id, snapshot, options);
    begun.waiting++;
    token.onCancellationRequested(() => {
      begun.waiting--;
      if (begun.waiting === 0) begun.source.cancel();
    });
    return begun.plan;
  }

  #begin(id: string, snapshot: Snapshot, options: FlagRemovalOptions): BegunPlan {
    const cancellation = new CancellationTokenSource();
    const plan = this.#planner.plan(snapshot, options, cancellation.token);
    const begun = { revision: snapshot.revision, plan, source: cancellation, waiting: 0 };
    this.#plans.set(id, begun);
    plan.then(
      (made) => {
        this.#remember(snapshot, options, made);
      },
      () => {
        if (this.#plans.get(id) === begun) this.#plans.delete(id);
      },
    );
    for (const [other, { revision }] of this.#plans) {
      if (other !== id && revision < snapshot.revision - keptRevisions) this.#plans.delete(other);
    }
    return begun;
  }

  /** How a migration is taken apart in this state. Throws as `plan` does. */
  async retire(
    snapshot: Snapshot,
    options: RetirementOptions,
    token: CancellationToken,
  ): Promise<Retirement> {
    return this.#planner.retire(snapshot, options, token);
  }

  /** Begins a plan that will probably be asked for; nobody waits for it. */
  prepare(snapshot: Snapshot, options: FlagRemovalOptions): void {
    this.plan(snapshot, options, neverCancelled()).catch(() => {
      // Whoever asks for the plan will be told.
    });
  }

  /** Why the last plan for a flag was refused, as long as that still holds. */
  refusalOf(snapshot: Snapshot, flagKey: string): Refusal | undefined {
    return this.#holding(snapshot).find((one) => one.flagKey === flagKey)?.refusal;
  }

  /** The places that stand in the way of removals which were asked for. */
  refusalsIn(snapshot: Snapshot): readonly BlockingPlace[] {
    return this.#holding(snapshot).flatMap(({ refusal, flagKey }) =>
      refusal.place === undefined ? [] : [{ ...refusal.place, flagKey, refusal }],
    );
  }

  /** The same as diagnostics of one file. */
  diagnosticsIn(snapshot: Snapshot, path: string): readonly Diagnostic[] {
    return this.refusalsIn(snapshot)
      .filter((place) => place.path === path)
      .map(({ span, flagKey, refusal }) => ({
        range: snapshot.rangeOf(path, span),
        severity: DiagnosticSeverity.Information,
        source,
        code: `removal-${refusal.code}`,
        message: `Removing ${quotedKey(flagKey)} stops here: ${refusal.message}`,
      }));
  }

  dispose(): void {
    this.#planner.dispose();
  }

  #remember(
    snapshot: Snapshot,
    { flagKey, allow, variant }: FlagRemovalOptions,
    plan: RemovalPlan,
  ): void {
    const others = this.#refusals.filter(
      (one) => one.root !== snapshot.root || one.flagKey !== flagKey,
    );
    // What a person overrules or chooses says nothing of the removal as such.
    if (allow !== undefined || variant !== undefined) return;
    const told = plan.refusals.map((refusal): ToldRefusal => ({
      root: snapshot.root,
      flagKey,
      refusal,
      revision: snapshot.revision,
      written: refusal.place && writtenAt(snapshot, refusal.place),
    }));
    const isNews = told.length > 0 || others.length !== this.#refusals.length;
    this.#refusals = [...others, ...told];
    if (isNews) this.#onRefused();
  }

  #holding(snapshot: Snapshot): readonly ToldRefusal[] {
    return this.#refusals.filter(
      ({ root, refusal, revision, written }) =>
        root === snapshot.root &&
        (revision === snapshot.revision ||
          (refusal.place !== undefined && writtenAt(snapshot, refusal.place) === written)),
    );
  }
}

/** The lines up to the end of the place: anything that moves it makes it another one. */
function writtenAt(snapshot: Snapshot, { path, span }: Place): string | undefined {
  return snapshot.textOf(path)?.slice(0, span.end);
}
