import type { FunctionFact, LocalFact, PathCondition, Value } from "../flowFacts.js";
import type { CapabilityCall, FunctionSite, Isolation, UnknownReason } from "../model.js";
import type { FunctionId } from "./callGraph.js";
import { keyOf } from "./callGraph.js";
import type { GuardFinder } from "./guards.js";
import { isolationOf, passedThrough } from "./isolation.js";
import { followedDepth, waysInto } from "./reach.js";
import { ownerOf, siteOf } from "./sites.js";
import { insideOf, type SystemCall } from "./systemCalls.js";
import type { SymbolOwner, World } from "./world.js";

/** What is known of one call, but for the side and purpose that only a migration gives it. */
export function callFacts(
  found: SystemCall<SymbolOwner>,
  finder: GuardFinder,
  world: World,
): CapabilityCall {
  const { path, call, target, conditions } = found;
  const inside = insideOf(found);
  const owner = ownerOf(inside, world.program);
  const local = [...conditions, ...conditionsUpTo(inside, owner, world)];
  const inJob = conditionsInJob(inside, owner, conditions, world);
  const { guards, tooDeep } = finder.at(conditions, local, inside, inJob);
  const unknown = unknownOf(found, tooDeep, guards.length > 0);
  return {
    operation: target.symbol.operation,
    symbol: target.symbol,
    place: { path, span: call.span },
    memberSpan: call.memberSpan,
    statementSpan: call.statementSpan,
    argumentSpans: call.argumentSpans,
    inside: siteOf(inside, world.program),
    owner: siteOf(owner, world.program),
    guards,
    isolation: isolationIn(found, owner, world),
    resultUsed: call.outcome.wait !== "dropped",
    reachedFrom: callersOf(owner, world),
    ...(unknown !== undefined && { unknown }),
  };
}

/** Conditions under which the callbacks between a call and its named function are made. */
function conditionsUpTo(
  { path, func }: FunctionId,
  owner: FunctionId,
  { program }: World,
): PathCondition[] {
  const found: PathCondition[] = [];
  for (let at = func; at !== owner.func && at > 0;) {
    const fact = program.functionAt(path, at);
    if (fact === undefined) break;
    found.push(...fact.path);
    at = Math.max(fact.parent, 0);
  }
  return found;
}

/** What people call things that run a function later, and calls that hand one to them. */
const queueName =
  /(?:cron|delay|enqueue|interval|jobs?|queue|schedule|scheduler|timeout|worker)s?$/iu;

/**
 * Conditions that hold while the job runs that a call is part of: the call's own, and those of callbacks within the
 * job. Undefined for a call that is no part of one.
 */
function conditionsInJob(
  { path, func }: FunctionId,
  owner: FunctionId,
  conditions: readonly PathCondition[],
  { program }: World,
): PathCondition[] | undefined {
  const found = [...conditions];
  for (let at = func; at !== owner.func && at > 0;) {
    const fact = program.functionAt(path, at);
    if (fact === undefined) return undefined;
    if (isJob(fact, program.factsOf(path)?.locals ?? [])) return found;
    found.push(...fact.path);
    at = Math.max(fact.parent, 0);
  }
  return undefined;
}

/** Handed to something that is called a queue, and not waited for. */
function isJob({ handedTo }: FunctionFact, locals: readonly LocalFact[]): boolean {
  if (handedTo === undefined) return false;
  const { callee, outcome } = handedTo;
  if (outcome.wait === "awaited" || outcome.wait === "returned") return false;
  const nameOf = (value: Value): string => {
    if (value.k === "local") return locals[value.id]?.name ?? "";
    return value.k === "member" || value.k === "name" ? value.name : "";
  };
  return [callee, ...(callee.k === "member" ? [callee.of] : [])].some((one) =>
    queueName.test(nameOf(one)),
  );
}

function unknownOf(
  { uncertain, isChosen }: SystemCall<SymbolOwner>,
  tooDeep: boolean,
  isGuarded: boolean,
): UnknownReason | undefined {
  // What no flag of the migration chooses is chosen by something that the registry does not know.
  if (uncertain || (isChosen && !isGuarded)) return "either-system";
  return tooDeep ? "too-deep" : undefined;
}

/** Isolation as the named function around the call sees it. */
function isolationIn(
  { path, call }: SystemCall<SymbolOwner>,
  owner: FunctionId,
  { graph, program }: World,
): Isolation {
  let isolation = isolationOf(call, path, graph, program);
  for (let func = call.func; func !== owner.func && func > 0;) {
    const fact = program.functionAt(path, func);
    if (fact === undefined) break;
    isolation = passedThrough(isolation, fact);
    func = Math.max(fact.parent, 0);
  }
  return isolation;
}

/** The named functions from which one can be reached, itself first, nearest callers before farther ones. */
function callersOf(start: FunctionId, { graph, program }: World): FunctionSite[] {
  const seen = new Map<string, FunctionId>([[keyOf(start), start]]);
  let fresh: FunctionId[] = [start];
  for (let depth = 0; depth < followedDepth && fresh.length > 0; depth++) {
    const callers = fresh
      .flatMap((id) => waysInto(id, graph, program))
      .map(({ from }) => ownerOf(from, program));
    fresh = [];
    for (const caller of callers) {
      const key = keyOf(caller);
      if (seen.has(key)) continue;
      seen.set(key, caller);
      fresh.push(caller);
    }
  }
  return [...seen.values()].map((id) => siteOf(id, program));
}
