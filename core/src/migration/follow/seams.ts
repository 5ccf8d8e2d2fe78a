import type { PathCondition } from "../flowFacts.js";
import type { Isolation, Operation } from "../model.js";
import type { Span } from "../../text/span.js";
import type { FunctionId } from "./callGraph.js";
import { keyOf } from "./callGraph.js";
import type { Occurrence, Occurrences } from "./occurrences.js";
import type { SystemCall } from "./systemCalls.js";

/** A function in which both systems are reached, by ways of their own. */
export interface FoundSeam<Owner> {
  readonly inside: FunctionId;
  readonly old: SystemCall<Owner>;
  readonly new: SystemCall<Owner>;
  readonly operation: Operation;
  readonly oldSite: Span;
  readonly newSite: Span;
  /** Never both in one run: the flag chooses. */
  readonly exclusive: boolean;
  /** The new system's isolation, seen from `inside`. */
  readonly isolation: Isolation;
  readonly newFirst: boolean;
}

/** Whether conditions of one function can never both hold. */
export type Exclusion = (
  left: readonly PathCondition[],
  right: readonly PathCondition[],
  path: string,
) => boolean;

/**
 * Pairs old calls with new ones of the same kind in the innermost function in which they meet. A call that has met
 * its counterpart further in is no longer looked at from outside.
 */
export function seamsOf<Owner>(
  occurrences: Occurrences<Owner>,
  owner: Owner,
  excludes: Exclusion,
): readonly FoundSeam<Owner>[] {
  const pairs = occurrences.functions.flatMap((id) => {
    const here = occurrences.of(id).filter(({ call }) => call.target.owner === owner);
    const olds = here.filter(({ call }) => call.target.side === "old");
    const news = here.filter(({ call }) => call.target.side === "new");
    return olds.flatMap((old) =>
      news.filter((next) => isPair(old, next)).map((next) => ({ id, old, next })),
    );
  });
  const met = new Set(
    pairs.flatMap(({ id, old, next }) => [metAt(id, old.call), metAt(id, next.call)]),
  );
  return pairs
    .filter(({ old, next }) => !hasMetWithin(old, met) && !hasMetWithin(next, met))
    .map(({ id, old, next }) => seamOf(old, next, id, excludes));
}

function isPair<Owner>(old: Occurrence<Owner>, next: Occurrence<Owner>): boolean {
  const same = old.call.target.symbol.operation === next.call.target.symbol.operation;
  return same && meetHere(old, next);
}

function metAt(id: FunctionId, { path, call, target }: SystemCall<unknown>): string {
  return `${keyOf(id)}\0${path}\0${String(call.span.start)}\0${target.side}`;
}

function hasMetWithin<Owner>({ way, call }: Occurrence<Owner>, met: ReadonlySet<string>): boolean {
  return way.slice(1).some((id) => met.has(metAt(id, call)));
}

function seamOf<Owner>(
  old: Occurrence<Owner>,
  next: Occurrence<Owner>,
  inside: FunctionId,
  excludes: Exclusion,
): FoundSeam<Owner> {
  return {
    inside,
    old: old.call,
    new: next.call,
    operation: old.call.target.symbol.operation,
    oldSite: old.site,
    newSite: next.site,
    exclusive: excludes(old.conditions, next.conditions, inside.path),
    isolation: next.isolation,
    newFirst: next.site.start < old.site.start && !next.isolation.enqueued,
  };
}

/** Both by one call means that they meet further in. */
function meetHere<Owner>(old: Occurrence<Owner>, next: Occurrence<Owner>): boolean {
  const [, oldInner] = old.way;
  const [, newInner] = next.way;
  const bySameCall = old.site.start === next.site.start && old.site.end === next.site.end;
  if (!bySameCall) return true;
  if (oldInner === undefined || newInner === undefined) return true;
  return keyOf(oldInner) !== keyOf(newInner);
}
