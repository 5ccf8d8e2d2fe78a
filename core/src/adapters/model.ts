import type { FlagValueType } from "../registry/model.js";

/**
 * Where an argument stands: `0` is the first argument, `"0.key"` the property `key` of the first argument.
 * A step `*` goes into every element of a list: `"0.*.key"` is the `key` of each object in the first argument.
 */
export type ArgumentPath = number | string;

/** The type of the value that a matched expression yields. `variant` is an SDK's object around the value. */
export type MatchedValueType = FlagValueType | "number" | "variant" | "unknown";

/**
 * What a member of an SDK's object holds: the flag's `value`, whether the flag is `on` or `off`, or the `name` (or
 * value) of the variant, which a boolean flag has not.
 */
export type VariantMember = "value" | "on" | "off" | "name";

interface MatcherBase {
  /** Shown as the reference's `matcher`, after the adapter's name (`launchdarkly/variation`). */
  readonly name?: string;
  /**
   * Module specifiers that the callee, receiver or component must come from (`@scope/pkg`, also its subpaths),
   * or workspace files as globs relative to the workspace root (`src/flags/**`).
   * Absent: the name alone decides.
   */
  readonly from?: readonly string[];
  readonly valueType?: MatchedValueType;
  /**
   * For the value type `variant`: the members of the object that tell the flag's value. The object has others too;
   * code that reads those, or an object without any, cannot be replaced by a constant.
   */
  readonly members?: Readonly<Record<string, VariantMember>>;
  /** The expression is true when the flag is off. */
  readonly inverted?: boolean;
  /**
   * `override` for a shape that gives the flag a value (in a test or a set-up), `mention` for one that only names it.
   * Default `read`, and `override` where an object literal sets flags.
   */
  readonly access?: "read" | "override" | "mention";
  /** Only keys that the registry has; for names so common that an unknown key means something else. */
  readonly knownKeysOnly?: boolean;
  /** Only keys that match one of these patterns (`*` matches any run of characters). */
  readonly keys?: readonly string[];
}

/** `names[…](key, …)`: functions, hooks, selectors, HOCs, migration wrappers; the kinds differ in name only. */
export interface CallMatcher extends MatcherBase {
  readonly kind: "call" | "hook" | "selector" | "hoc" | "migration";
  readonly names: readonly string[];
  readonly key: ArgumentPath;
  readonly default?: ArgumentPath;
  /** For `migration`: where the old and the new path stand. */
  readonly old?: ArgumentPath;
  readonly new?: ArgumentPath;
  /** The key argument may be an array of keys. */
  readonly keyList?: boolean;
  /** Only calls with this many arguments, least and most. It tells two signatures of one name apart. */
  readonly argumentCount?: readonly [least: number, most: number];
}

/** `receiver.method(key, …)`. */
export interface MethodMatcher extends MatcherBase {
  readonly kind: "method";
  readonly methods: readonly string[];
  /** Last name of the receiver (`flagResolver` matches `this.flagResolver`, `config.flagResolver`), `*` for any. */
  readonly receivers?: readonly string[];
  readonly key: ArgumentPath;
  readonly default?: ArgumentPath;
  readonly keyList?: boolean;
  /** Only calls with this many arguments, least and most. It tells two signatures of one name apart. */
  readonly argumentCount?: readonly [least: number, most: number];
  /**
   * The method's name is found in this SDK only, so a receiver whose origin cannot be traced still matches.
   * Otherwise an untraced receiver matches only when the key is a known flag.
   */
  readonly distinctive?: boolean;
}

/** A property of a flags object: `uiConfig.flags.x`, `const { x } = useFlags()`, `{ flags: { x: true } }`. */
export interface PropertyMatcher extends MatcherBase {
  readonly kind: "property";
  /** Trailing names of the object (`uiConfig.flags`, `experiments`); aliases and destructuring are followed. */
  readonly objects?: readonly string[];
  /** Functions or hooks that return the flags object (`useFlags`); `useConfig.flags` means `useConfig().flags`. */
  readonly calls?: readonly string[];
  /**
   * Type names of the flags object, for parameters, props and type-level reads (`Flags["x"]`); `Props.flags` means
   * the property `flags` of a `Props`.
   */
  readonly types?: readonly string[];
  /** Trailing property names under which an object literal sets flags (`flags`, `experimental.flags`). */
  readonly literals?: readonly string[];
  /** Calls whose argument is an object literal of flags (`mockFlags`), with the argument. */
  readonly literalArguments?: readonly {
    readonly names: readonly string[];
    readonly argument: ArgumentPath;
  }[];
  /** How a property name relates to the key. LaunchDarkly's React SDK writes kebab-case keys in camelCase. */
  readonly keyCase?: "same" | "camel";
}

/** One exported function per flag: the function's name is the key. */
export interface FunctionMatcher extends MatcherBase {
  readonly kind: "function";
  /** Globs of the modules that export them. */
  readonly modules: readonly string[];
  /** Patterns of the exported names; default every exported function. */
  readonly names?: readonly string[];
}

/** One exported constant per flag (an object with a `key`, a boolean, a flag declaration). */
export interface ConstantMatcher extends MatcherBase {
  readonly kind: "constant";
  readonly modules: readonly string[];
  readonly names?: readonly string[];
  /** Take the key from the constant's name, its string value, or a property of its initializer (`key`). */
  readonly keyFrom?: "name" | "value" | "property";
  readonly property?: string;
  /**
   * Only constants that a call of one of these functions makes (`flag({ key: … })`); `from` then says where the
   * functions come from, and `property` is read from the call's first argument.
   */
  readonly initializers?: readonly string[];
}

/** `enabledFlags.includes("key")`. */
export interface IncludesMatcher extends MatcherBase {
  readonly kind: "includes";
  /** Trailing names of the list (`props.enabledFlags`); `enabledFlags()` is what a function of that name returns. */
  readonly receivers: readonly string[];
  /** Default `includes`, `has`. */
  readonly methods?: readonly string[];
}

/** `<Feature name="key">`. */
export interface ComponentMatcher extends MatcherBase {
  readonly kind: "component";
  readonly names: readonly string[];
  /** The prop that holds the key. */
  readonly key: string;
  /** The prop that holds the default value. */
  readonly default?: string;
  /** The key prop may hold an array of keys. */
  readonly keyList?: boolean;
}

/** `@FeatureFlag("key")`. */
export interface DecoratorMatcher extends MatcherBase {
  readonly kind: "decorator";
  readonly names: readonly string[];
  readonly key: ArgumentPath;
  readonly default?: ArgumentPath;
}

/**
 * A property or prop whose value is a key or a list of keys: `{ path: "/x", flag: "key" }`, `<Route flag="key">`,
 * `enabledFlags={["key"]}`; also a variable of that name that lists keys. `access` defaults to `mention`.
 */
export interface OptionMatcher extends MatcherBase {
  readonly kind: "option";
  readonly properties: readonly string[];
  /** Properties with the opposite sense (`notFlag`). */
  readonly invertedProperties?: readonly string[];
  /** Only in these files (globs). */
  readonly files?: readonly string[];
}

/** An environment variable that acts as a flag. */
export interface EnvMatcher extends MatcherBase {
  readonly kind: "env";
  /** Default `process.env`, `import.meta.env`. */
  readonly objects?: readonly string[];
}

/** A shape of flag reference that Halyard recognises. Plain data: adapters and configuration use the same form. */
export type Matcher =
  | CallMatcher
  | MethodMatcher
  | PropertyMatcher
  | FunctionMatcher
  | ConstantMatcher
  | IncludesMatcher
  | ComponentMatcher
  | DecoratorMatcher
  | OptionMatcher
  | EnvMatcher;

/** The shapes of one flag SDK. */
export interface Adapter {
  /** Kebab-case, as configuration names it. */
  readonly name: string;
  /** For people: "LaunchDarkly". */
  readonly title: string;
  /** npm packages whose presence in a `package.json` suggests this adapter. */
  readonly packages: readonly string[];
  readonly matchers: readonly Matcher[];
}
