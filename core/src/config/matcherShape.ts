import type { Matcher } from "../adapters/model.js";
import { choice, listOf, oneOrMore, wholeNumber } from "../schema/describe.js";
import type { CasesShape, ObjectShape, Shape, UnionShape } from "../schema/shape.js";
import { argumentPath, globs, keyPatterns, names, namesOrCalls, word } from "./words.js";

/** Every kind of matcher with one sentence on what it recognises; the order is the documentation's. */
const meanings: Readonly<Record<Matcher["kind"], string>> = {
  call: "A function call that takes the key: `isEnabled('key')`.",
  method: "A method call on a client: `client.variation('key', user, false)`.",
  hook: "A React or Vue hook that takes the key: `const on = useFlag('key')`.",
  property: "A property of a flags object: `config.flags.key`, `const { key } = useFlags()`.",
  function: "One exported function per flag: `enableNewCheckout()`.",
  constant: "One exported constant per flag: `export const newCheckout = defineFlag('key')`.",
  includes: "A membership test: `enabledFlags.includes('key')`.",
  selector: "A selector or selector factory: `useSelector(selectFlag('key'))`.",
  component: "A component whose prop is the key: `<Feature name='key'>`.",
  hoc: "A higher-order component or function: `withFlag('key')(Checkout)`.",
  decorator: "A decorator: `@FeatureFlag('key')`.",
  option: "A property whose value is the key: `{ path: '/new', flag: 'key' }`.",
  env: "An environment variable that acts as a flag: `process.env.FEATURE_NEW_CHECKOUT`.",
  migration: "A migration wrapper: `migrate('key', { old, new })`.",
};

const shared = {
  name: {
    ...word("a short name such as `useFlag`", /^[\w$.:/-]+$/),
    description: "The name that `halyard index` shows for its references.",
  },
  from: {
    ...globs(),
    description:
      "Only names that come from these modules: package names (subpaths included) or files as globs relative to the workspace root. Absent: the name alone decides.",
  },
  valueType: {
    ...choice("a value type", [
      "boolean",
      "string",
      "number",
      "integer",
      "float",
      "object",
      "variant",
      "unknown",
    ]),
    description: "The type of the value that the expression yields.",
  },
  knownKeysOnly: {
    kind: "boolean",
    description:
      "Only keys that the registry has; for names so common that an unknown key means something else.",
  },
  members: {
    kind: "record",
    keys: word("a member's name", /^[A-Za-z_$][\w$]*$/),
    values: choice("a member meaning", ["value", "on", "off", "name"]),
    description:
      "For the value type `variant`: what the members of the object tell: the flag's `value`, whether it is `on` or `off`, or the variant's `name`.",
  },
  inverted: { kind: "boolean", description: "The expression is true when the flag is off." },
  access: {
    ...choice("an access", ["read", "override", "mention"]),
    default: "read",
    description:
      "`override`: the shape gives the flag a value, as a test does; `mention`: it only names the flag.",
  },
  keys: {
    ...keyPatterns(),
    description:
      "Only keys that match one of these patterns; `*` stands for any run of characters.",
  },
} satisfies Readonly<Record<string, Shape>>;

const key: UnionShape = {
  ...argumentPath(),
  default: 0,
  description: 'Where the key stands: `0` is the first argument, `"0.key"` a property of it.',
};
const fallback: UnionShape = {
  ...argumentPath(),
  description: "Where the default value stands, written like `key`.",
};
const keyList: Shape = {
  kind: "boolean",
  description: "The key argument may be an array of keys.",
};

const argumentCount: Shape = {
  ...listOf(wholeNumber(0, 99), { minItems: 2, maxItems: 2 }),
  description: "Only calls with at least and at most this many arguments: `[1, 2]`.",
};

const called = {
  names: { ...names(), description: "The names by which code calls it." },
  key,
  default: fallback,
  keyList,
  argumentCount,
} satisfies Readonly<Record<string, Shape>>;

const literalArgument: ObjectShape = {
  kind: "object",
  noun: "an item of `literalArguments`",
  fields: { names: names(), argument: argumentPath() },
  required: ["names", "argument"],
};

const literalArguments: UnionShape = {
  ...oneOrMore(literalArgument),
  description: "Calls that take an object literal of flags, such as `mockFlags({ key: true })`.",
};

const modules: Shape = {
  ...globs(),
  description: "The modules that export them, as globs relative to the workspace root.",
};
const exported: Shape = {
  ...names(),
  description: "Patterns of the exported names; `*` stands for any run of characters.",
};

/** The keys of a kind's own, so that the compiler tells when a matcher gains one that is not described here. */
type OwnKeys<K extends Matcher["kind"], M = Matcher> = M extends Matcher
  ? K extends M["kind"]
    ? Exclude<
        keyof M,
        "kind" | keyof typeof shared | (K extends "migration" ? never : "old" | "new")
      >
    : never
  : never;

type Kinds = {
  readonly [K in Matcher["kind"]]: {
    readonly fields: Readonly<Record<OwnKeys<K>, Shape>>;
    readonly needs?: readonly string[];
  };
};

/** What each kind allows beside the shared keys, and what it needs. */
const kinds: Kinds = {
  call: { fields: called, needs: ["names"] },
  hook: { fields: called, needs: ["names"] },
  selector: { fields: called, needs: ["names"] },
  hoc: { fields: called, needs: ["names"] },
  migration: {
    fields: {
      ...called,
      old: { ...argumentPath(), description: "Where the old path stands." },
      new: { ...argumentPath(), description: "Where the new path stands." },
    },
    needs: ["names"],
  },
  method: {
    fields: {
      methods: { ...names(), description: "The method's names." },
      receivers: {
        ...names(),
        description:
          "The last name before the method (`flags` in `this.flags.get(…)`); `*` for any.",
      },
      key,
      default: fallback,
      keyList,
      argumentCount,
      distinctive: {
        kind: "boolean",
        description:
          "The method's name is used for flags only, so a receiver of unknown origin matches too.",
      },
    },
    needs: ["methods"],
  },
  property: {
    fields: {
      objects: { ...names(), description: "Trailing names of the flags object: `config.flags`." },
      calls: { ...names(), description: "Functions or hooks that return the flags object." },
      types: { ...names(), description: "Type names of the flags object." },
      literals: {
        ...names(),
        description: "Trailing property names under which an object literal sets flags.",
      },
      literalArguments,
      keyCase: {
        ...choice("a key case", ["same", "camel"]),
        default: "same",
        description: "`camel`: code writes `my-key` as `myKey`.",
      },
    },
  },
  function: { fields: { modules, names: exported }, needs: ["modules"] },
  constant: {
    fields: {
      modules,
      names: exported,
      keyFrom: {
        ...choice("a key source", ["name", "value", "property"]),
        description:
          "Where the key is: the constant's name, its string value, or a property of its value.",
      },
      property: {
        ...word("a property name"),
        description: "The property that holds the key, for `keyFrom: property`.",
      },
      initializers: {
        ...names(),
        description: "Only constants that a call of one of these functions makes.",
      },
    },
    needs: ["modules"],
  },
  includes: {
    fields: {
      receivers: {
        ...namesOrCalls(),
        description:
          "The last name of the list or set of flags; `name()` for the list that a function returns.",
      },
      methods: { ...names(), default: ["includes", "has"], description: "The method's names." },
    },
    needs: ["receivers"],
  },
  component: {
    fields: {
      names: { ...names(), description: "The component's names." },
      key: { ...word("a prop's name"), description: "The prop that holds the key." },
      default: { ...word("a prop's name"), description: "The prop that holds the default value." },
      keyList: { kind: "boolean", description: "The key prop may hold an array of keys." },
    },
    needs: ["names", "key"],
  },
  decorator: {
    fields: {
      names: { ...names(), description: "The decorator's names." },
      key,
      default: fallback,
    },
    needs: ["names"],
  },
  option: {
    fields: {
      properties: { ...names(), description: "The properties whose value is a key." },
      invertedProperties: {
        ...names(),
        description: "Properties with the opposite sense, such as `notFlag`.",
      },
      files: { ...globs(), description: "Only in these files." },
    },
    needs: ["properties"],
  },
  env: {
    fields: {
      objects: {
        ...names(),
        default: ["process.env", "import.meta.env"],
        description: "The objects that hold the environment.",
      },
    },
  },
};

function caseOf(kind: Matcher["kind"]): ObjectShape {
  const { fields, needs = [] }: Kinds[Matcher["kind"]] = kinds[kind];
  return {
    kind: "object",
    noun: `a matcher of kind \`${kind}\``,
    description: meanings[kind],
    fields: { ...fields, ...shared },
    required: needs,
  };
}

/** One matcher of the user's own, as configuration writes it. */
export const matcherShape: CasesShape = {
  kind: "cases",
  noun: "a matcher",
  by: "kind",
  cases: Object.fromEntries(
    (Object.keys(meanings) as Matcher["kind"][]).map((kind) => [kind, caseOf(kind)]),
  ),
};
