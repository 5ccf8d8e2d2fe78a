import type { CallFact, PathCondition, Value } from "../flowFacts.js";
import { alternativesOf } from "./alternatives.js";
import type { FunctionId } from "./callGraph.js";
import type { Entities } from "./entities.js";
import { ownerOf } from "./sites.js";
import type { SymbolMatcher, TargetSymbol } from "./symbolMatch.js";

/** A call that reaches a declared symbol. */
export interface SystemCall<Owner> {
  readonly path: string;
  readonly call: CallFact;
  readonly target: TargetSymbol<Owner>;
  /** Conditions within its function, those that choose the receiver included. */
  readonly conditions: readonly PathCondition[];
  /** The receiver may also be of the other system. */
  readonly uncertain: boolean;
  /** A condition chooses the receiver, and it may be something that is of neither system. */
  readonly isChosen: boolean;
}

/** Finds every call in a file that reaches one of the matcher's symbols from outside of its own file. */
export function systemCallsIn<Owner>(
  path: string,
  matcher: SymbolMatcher<Owner>,
  entities: Entities,
): SystemCall<Owner>[] {
  const facts = entities.program.factsOf(path);
  return (facts?.calls ?? []).flatMap((call) => {
    if (!matcher.mayMatch(call.value.callee)) return [];
    const matched = calleesOf(call.value.callee, path, entities).map((one) => ({
      ...one,
      ...matcher.match(one.callee, one.file),
    }));
    return matched.flatMap(({ conditions, targets, uncertain }) => {
      const outside = targets.filter(
        (one) => !isInside(one, path, call, entities) && !matcher.isOwn(one, path, call.func),
      );
      return oneOf(outside).map((target) => ({
        path,
        call,
        target,
        conditions: [...call.path, ...conditions],
        uncertain: uncertain || isTorn(targets, target),
        isChosen: matched.some((one) => !one.targets.some(({ owner }) => owner === target.owner)),
      }));
    });
  });
}

/** A callee that is chosen by a condition is several, each with its condition. */
function calleesOf(
  callee: Value,
  path: string,
  entities: Entities,
): { callee: Value; file: string; conditions: readonly PathCondition[] }[] {
  const chosen = callee.k === "member" ? callee.of : callee;
  return alternativesOf(chosen, path, entities).map((one) => ({
    callee:
      callee.k === "member" && one.value !== callee.of
        ? { ...callee, of: one.value }
        : callee.k === "member"
          ? callee
          : one.value,
    file: one.path,
    conditions: one.conditions,
  }));
}

/**
 * Whether a call stands inside the system that it reaches: in the class or function that is meant, or anywhere in a
 * file that exists only for the system.
 */
function isInside<Owner>(
  { path: own, name, symbol, isWholeFile }: TargetSymbol<Owner>,
  path: string,
  call: CallFact,
  { program }: Entities,
): boolean {
  if (own !== path) return false;
  if (isWholeFile) return true;
  const { func } = ownerOf({ path, func: call.func }, program);
  const fact = program.functionAt(path, func);
  return symbol.member === undefined
    ? fact?.owner === undefined && fact?.name === name
    : fact?.owner === name;
}

/** One target for each owner and side. */
function oneOf<Owner>(targets: readonly TargetSymbol<Owner>[]): TargetSymbol<Owner>[] {
  const found: TargetSymbol<Owner>[] = [];
  for (const target of targets) {
    if (!found.some((one) => one.owner === target.owner && one.side === target.side)) {
      found.push(target);
    }
  }
  return found;
}

function isTorn<Owner>(targets: readonly TargetSymbol<Owner>[], one: TargetSymbol<Owner>): boolean {
  return targets.some((other) => other.owner === one.owner && other.side !== one.side);
}

/** The function that a system call stands in. */
export function insideOf({ path, call }: Pick<SystemCall<unknown>, "path" | "call">): FunctionId {
  return { path, func: call.func };
}
