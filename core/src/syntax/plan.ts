import type { Matcher, PropertyMatcher } from "../adapters/model.js";

/** A binding of the workspace that a derived matcher stands for. */
export interface DerivedTarget {
  readonly file: string;
  /** Exported or local top-level name. */
  readonly name: string;
  /** Method of the class or object `name`. */
  readonly member?: string;
}

/** A name under which a module hands a binding on. */
export interface ExportedName {
  readonly name: string;
  readonly path: string;
}

/** Whether a target's name is that of a function inside another one: its text, `@` and its offset. */
export function isLocalName(name: string): boolean {
  return name.includes("@");
}

/** A matcher made ready for extraction. Plain data, so that it can be handed to a parser thread. */
export interface PlannedMatcher {
  /** `adapter/name`, `config/name` or `wrapper/name`; several planned matchers may share one. */
  readonly id: string;
  readonly matcher: Matcher;
  /** Only this binding of the workspace is meant. */
  readonly target?: DerivedTarget;
  /** Other names under which modules export the target (`default` among them). */
  readonly exportedAs?: readonly ExportedName[];
  /** The flag that every use of the target reads (a flag function or flag constant). */
  readonly flagKey?: string;
  /** A wrapper that does something else with the flag than return its value, so its result decides nothing. */
  readonly opaque?: boolean;
}

/** The matchers by the names that lead to them, for one extraction. */
export interface Plan {
  readonly calls: ReadonlyMap<string, readonly PlannedMatcher[]>;
  readonly methods: ReadonlyMap<string, readonly PlannedMatcher[]>;
  readonly components: ReadonlyMap<string, readonly PlannedMatcher[]>;
  readonly decorators: ReadonlyMap<string, readonly PlannedMatcher[]>;
  readonly includes: ReadonlyMap<string, readonly PlannedMatcher[]>;
  readonly options: ReadonlyMap<string, readonly PlannedMatcher[]>;
  readonly uses: ReadonlyMap<string, readonly PlannedMatcher[]>;
  readonly properties: readonly PlannedMatcher[];
  /** Last names of the objects, calls and types that may be flags objects. */
  readonly objectTails: ReadonlySet<string>;
  readonly literalTails: ReadonlySet<string>;
  readonly literalCalls: ReadonlyMap<string, readonly PlannedMatcher[]>;
  readonly typeNames: ReadonlySet<string>;
  readonly environment: readonly PlannedMatcher[];
  /** Functions whose call declares a flag. */
  readonly initializers: ReadonlySet<string>;
}

const defaultIncludesMethods = ["includes", "has"];
/** Objects that hold environment variables where a matcher names none. */
export const defaultEnvironmentObjects = ["process.env", "import.meta.env"];

type Table = Map<string, PlannedMatcher[]>;

/** Sorts planned matchers by the names that lead to them. */
export function makePlan(planned: readonly PlannedMatcher[]): Plan {
  const calls: Table = new Map();
  const methods: Table = new Map();
  const components: Table = new Map();
  const decorators: Table = new Map();
  const includes: Table = new Map();
  const options: Table = new Map();
  const uses: Table = new Map();
  const literalCalls: Table = new Map();
  const properties: PlannedMatcher[] = [];
  const environment: PlannedMatcher[] = [];
  const initializers = new Set<string>();
  for (const one of planned) {
    const matcher = one.matcher;
    const exportedAs = (one.exportedAs ?? []).map(({ name }) => name);
    switch (matcher.kind) {
      case "call":
      case "hook":
      case "selector":
      case "hoc":
      case "migration":
        add(calls, new Set([...matcher.names, ...exportedAs]), one);
        break;
      case "method":
        add(methods, matcher.methods, one);
        break;
      case "component":
        add(components, matcher.names, one);
        break;
      case "decorator":
        add(decorators, matcher.names, one);
        break;
      case "includes":
        add(includes, matcher.methods ?? defaultIncludesMethods, one);
        break;
      case "option":
        add(options, [...matcher.properties, ...(matcher.invertedProperties ?? [])], one);
        break;
      case "function":
      case "constant":
        if (one.target) add(uses, new Set([one.target.name, ...exportedAs]), one);
        else if (matcher.kind === "constant") {
          for (const name of matcher.initializers ?? []) initializers.add(name);
        }
        break;
      case "property":
        properties.push(one);
        for (const literal of matcher.literalArguments ?? []) add(literalCalls, literal.names, one);
        break;
      case "env":
        environment.push(one);
        break;
    }
  }
  return {
    calls,
    methods,
    components,
    decorators,
    includes,
    options,
    uses,
    properties,
    environment,
    literalCalls,
    initializers,
    ...propertyNames(properties),
  };
}

function propertyNames(properties: readonly PlannedMatcher[]): {
  objectTails: ReadonlySet<string>;
  literalTails: ReadonlySet<string>;
  typeNames: ReadonlySet<string>;
} {
  const objectTails = new Set<string>();
  const literalTails = new Set<string>();
  const typeNames = new Set<string>();
  for (const { matcher } of properties) {
    const { objects = [], calls = [], types = [], literals = [] } = matcher as PropertyMatcher;
    for (const path of objects) objectTails.add(tailOf(path));
    for (const path of calls) objectTails.add(tailOf(path));
    for (const path of literals) literalTails.add(tailOf(path));
    for (const name of types) {
      typeNames.add(name);
      if (name.includes(".")) objectTails.add(tailOf(name));
    }
  }
  return { objectTails, literalTails, typeNames };
}

/** The last name of a dotted path. */
export function tailOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function add(table: Table, names: Iterable<string>, planned: PlannedMatcher): void {
  for (const name of names) {
    const list = table.get(name);
    if (list === undefined) table.set(name, [planned]);
    else list.push(planned);
  }
}
