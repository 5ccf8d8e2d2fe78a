import type { EnvMatcher, PropertyMatcher } from "../adapters/model.js";
import { defaultEnvironmentObjects, tailOf, type Plan, type PlannedMatcher } from "./plan.js";

type Table = ReadonlyMap<string, readonly PlannedMatcher[]>;

/**
 * The part of a plan that a file with these names can meet.
 *
 * Most files hold a handful of the plan's words, and what cannot match need not be asked at every node.
 */
export function narrowPlan(plan: Plan, names: ReadonlyMap<string, unknown> | null): Plan {
  if (names === null) return plan;
  // A default export is called by whatever name its importer chose.
  const has = (name: string): boolean => name === "default" || names.has(name);
  const properties = plan.properties.filter(({ matcher }) =>
    wordsOf(matcher as PropertyMatcher).some(has),
  );
  return {
    ...plan,
    calls: narrow(plan.calls, has),
    methods: narrow(plan.methods, has),
    components: narrow(plan.components, has),
    decorators: narrow(plan.decorators, has),
    includes: narrow(plan.includes, has),
    options: narrow(plan.options, has),
    uses: narrow(plan.uses, has),
    literalCalls: narrow(plan.literalCalls, has),
    properties,
    objectTails: new Set([...plan.objectTails].filter(has)),
    literalTails: new Set([...plan.literalTails].filter(has)),
    typeNames: new Set([...plan.typeNames].filter((type) => has(firstOf(type)))),
    environment: plan.environment.filter(({ matcher }) =>
      ((matcher as EnvMatcher).objects ?? defaultEnvironmentObjects).some((object) =>
        has(tailOf(object)),
      ),
    ),
  };
}

function narrow(table: Table, has: (name: string) => boolean): Table {
  const kept = new Map<string, readonly PlannedMatcher[]>();
  for (const [name, planned] of table) if (has(name)) kept.set(name, planned);
  return kept;
}

/** One word of each path under which a property matcher may find its object. */
function wordsOf(matcher: PropertyMatcher): string[] {
  const { objects = [], calls = [], types = [], literals = [], literalArguments = [] } = matcher;
  return [
    ...[...objects, ...calls, ...literals].map(tailOf),
    ...types.map(firstOf),
    ...literalArguments.flatMap((literal) => literal.names),
  ];
}

/** `Props` of `Props.flags`. */
function firstOf(type: string): string {
  return type.split(".")[0] ?? type;
}
