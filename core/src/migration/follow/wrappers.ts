import type { FunctionFact } from "../flowFacts.js";
import type { MigrationCall, MigrationWrapper, Side, WrapperKind } from "../model.js";
import type { CallGraph } from "./callGraph.js";
import type { World } from "./world.js";

/** Calls of functions that take both sides of a migration as functions. */
export function wrappersOf(
  calls: readonly MigrationCall[],
  { program, graph }: World,
): readonly MigrationWrapper[] {
  const paths = [...new Set(calls.map(({ place }) => place.path))];
  return paths.flatMap((path) => {
    const facts = program.factsOf(path);
    if (facts === undefined) return [];
    const groups = new Map<number, { fact: FunctionFact; calls: MigrationCall[] }[]>();
    for (const fact of facts.functions) {
      if (fact.handedTo === undefined) continue;
      const inside = calls.filter(
        ({ place }) =>
          place.path === path &&
          place.span.start >= fact.span.start &&
          place.span.end <= fact.span.end,
      );
      if (inside.length === 0) continue;
      const key = groupOf(fact, facts.functions);
      const group = groups.get(key) ?? [];
      group.push({ fact, calls: inside });
      groups.set(key, group);
    }
    return [...groups].flatMap(([start, group]) => {
      const wrapper = wrapperOf(path, group, graph);
      const call = facts.calls.find(({ span }) => span.start === start);
      return wrapper === undefined || call === undefined
        ? []
        : [{ ...wrapper, place: { path, span: call.span } }];
    });
  });
}

type Handed = FunctionFact & { readonly handedTo: NonNullable<FunctionFact["handedTo"]> };

/** `e.use(…)` and `e.try(…)` of one experiment belong together; else the call that takes both. */
function groupOf(fact: FunctionFact, all: readonly FunctionFact[]): number {
  const name = lastName(fact);
  if (name !== "use" && name !== "try") return fact.handedTo?.start ?? 0;
  const around = all[fact.parent];
  return around?.handedTo?.start ?? around?.span.start ?? 0;
}

function wrapperOf(
  path: string,
  group: readonly { fact: FunctionFact; calls: readonly MigrationCall[] }[],
  graph: CallGraph,
): Omit<MigrationWrapper, "place"> | undefined {
  const sides = group.map(({ fact, calls }) => ({
    label: fact.handedTo?.label ?? labelOfPosition(fact),
    side: onlyOne(calls.map(({ side }) => side)),
    operation: onlyOne(calls.map(({ operation }) => operation)),
    span: fact.span,
  }));
  const found = new Set(sides.flatMap(({ side }): Side[] => (side === undefined ? [] : [side])));
  const [first] = group;
  if (found.size < 2 || first === undefined) return undefined;
  const labels = sides.map(({ label }) => label.toLowerCase());
  return { kind: kindOf(labels, first.fact, path, graph), name: lastName(first.fact), sides };
}

function labelOfPosition(fact: FunctionFact): string {
  const name = lastName(fact);
  return name === "use" || name === "try" ? name : String(fact.handedTo?.index ?? 0);
}

function kindOf(
  labels: readonly string[],
  fact: FunctionFact,
  path: string,
  graph: CallGraph,
): WrapperKind {
  if (labels.some((one) => /^(?:read|write)(?:old|new)$/u.test(one))) return "staged";
  if (labels.some((one) => one === "control" || one === "candidate" || one === "try")) {
    return "experiment";
  }
  return runsBoth(fact, path, graph) ? "parallel-run" : "choice";
}

/** Whether the function of the workspace that takes the sides calls them under no condition. */
function runsBoth(fact: FunctionFact, path: string, graph: CallGraph): boolean {
  if (!isHanded(fact)) return false;
  const runs = graph.runsOf({
    from: { path, func: fact.parent },
    path: [],
    how: "handed",
    outcome: fact.handedTo.outcome,
    start: fact.span.start,
    handing: fact.handedTo,
  });
  return runs.some((one) => one.path.length === 0);
}

function isHanded(fact: FunctionFact): fact is Handed {
  return fact.handedTo !== undefined;
}

function lastName(fact: FunctionFact): string {
  const callee = fact.handedTo?.callee;
  return callee?.k === "member" || callee?.k === "name" ? callee.name : "";
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  const [first, ...others] = [...new Set(items)];
  return others.length === 0 ? first : undefined;
}
