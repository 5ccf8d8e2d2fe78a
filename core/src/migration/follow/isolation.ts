import type { CallFact, FunctionFact, Outcome } from "../flowFacts.js";
import type { Isolation } from "../model.js";
import type { CallGraph } from "./callGraph.js";
import type { Program } from "./program.js";

/** What becomes of a call's failure in the function that makes it. */
export function isolationOf(
  call: CallFact,
  path: string,
  graph: CallGraph,
  program: Program,
): Isolation {
  const callees = graph.calleesOf(call).map((one) => program.functionAt(one.path, one.func));
  const known = callees.filter((one): one is FunctionFact => one !== undefined);
  // What is not known may give a promise; most calls of clients do.
  const isSynchronous = known.length > 0 && known.every(({ isAsync }) => !isAsync);
  const swallowed = known.length > 0 && known.every(({ swallows }) => swallows);
  return treated(call.outcome, isSynchronous, swallowed);
}

/** How an outcome treats what it is the outcome of. */
function treated(outcome: Outcome, isSynchronous: boolean, swallowed: boolean): Isolation {
  const { wait, rejectionCaught, inTry } = outcome;
  const held = isSynchronous || wait === "awaited";
  return {
    awaited: isSynchronous || wait === "awaited" || wait === "returned",
    caught: swallowed || rejectionCaught || (inTry && held),
    enqueued: false,
  };
}

/** Array methods run their callback at once and do not wait for what it gives. */
const eachOf = new Set(["forEach", "map", "flatMap", "filter", "some", "every", "find", "reduce"]);

/** What becomes of a failure inside a callback, or a function that was made here, for the function around it. */
export function passedThrough(inner: Isolation, fact: FunctionFact): Isolation {
  const { handedTo } = fact;
  if (handedTo === undefined) {
    // Whoever got the function runs it, not the function around.
    return { ...inner, enqueued: true };
  }
  const { callee, outcome } = handedTo;
  const name = callee.k === "member" || callee.k === "name" ? callee.name : "";
  if (eachOf.has(name) && outcome.wait !== "awaited" && outcome.wait !== "returned") {
    return fact.isAsync ? { ...inner, awaited: false } : inner;
  }
  if (outcome.wait === "dropped" || outcome.wait === "used") {
    return outcome.rejectionCaught ? { ...inner, caught: true } : { ...inner, enqueued: true };
  }
  const around = treated(outcome, false, false);
  return {
    awaited: inner.awaited && around.awaited,
    caught: inner.caught || around.caught,
    enqueued: inner.enqueued,
  };
}

/** What becomes of a failure inside a function for a function that calls it. */
export function calledThrough(inner: Isolation, fact: FunctionFact, call: Isolation): Isolation {
  return {
    awaited: inner.awaited && call.awaited,
    caught: inner.caught || fact.swallows || call.caught,
    enqueued: inner.enqueued,
  };
}
