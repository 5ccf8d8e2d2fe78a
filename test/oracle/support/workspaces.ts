import fc from "fast-check";

const keyStyles = ["constant", "enum", "object", "nested", "default", "assembled"] as const;
const wrapperStyles = [
  "function",
  "arrow",
  "default function",
  "default arrow",
  "default name",
  "object",
  "class",
  "options",
  "second",
] as const;
const routes = ["plain", "renamed", "namespace", "barrel", "renaming barrel"] as const;

type Route = (typeof routes)[number];

/** The choices that one small workspace is written from. */
export interface WorkspacePlan {
  readonly keys: readonly (typeof keyStyles)[number][];
  /** From the SDK outward, each calling the one before. */
  readonly wrappers: readonly {
    readonly style: (typeof wrapperStyles)[number];
    readonly route: Route;
  }[];
  readonly calls: readonly {
    /** 0 is the SDK itself. */
    readonly depth: number;
    /** A key that another file holds, or a literal where there is none. */
    readonly key: number;
    readonly keyRoute: Route;
    readonly route: Route;
    readonly local: boolean;
  }[];
}

/** Small workspaces: keys in every style, wrappers up to three deep, every way to import both. */
export const workspacePlans: fc.Arbitrary<WorkspacePlan> = fc.record({
  keys: fc.array(fc.constantFrom(...keyStyles), { maxLength: 3 }),
  wrappers: fc.array(
    fc.record({ style: fc.constantFrom(...wrapperStyles), route: fc.constantFrom(...routes) }),
    { maxLength: 3 },
  ),
  calls: fc.array(
    fc.record({
      depth: fc.nat({ max: 3 }),
      key: fc.nat({ max: 3 }),
      keyRoute: fc.constantFrom(...routes),
      route: fc.constantFrom(...routes),
      local: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

/** Something that a module exports, with how it is used once imported. */
interface Exported {
  readonly module: string;
  readonly name: string;
  readonly use: (imported: string) => string;
}

interface Callable extends Exported {
  readonly argument: (key: string) => string;
}

/** Writes the files of a plan. */
export function filesOf(plan: WorkspacePlan): Record<string, string> {
  const files: Record<string, string> = {};
  const keys = plan.keys.map((style, number) => {
    const { text, exported } = keyModule(style, number);
    files[`${exported.module}.ts`] = text;
    return exported;
  });
  const callables: Callable[] = [
    { module: "flag-sdk", name: "isOn", use: (name) => name, argument: (key) => key },
  ];
  plan.wrappers.forEach(({ style, route }, number) => {
    const inner = callables[number];
    if (inner === undefined) return;
    const brought = bring(inner, route, `w${String(number)}`, files);
    const ask = (key: string): string => `${brought.expression}(${inner.argument(key)})`;
    const { text, callable } = wrapperModule(style, number, ask);
    files[`${callable.module}.ts`] = `${brought.statement}\n${text}\n`;
    callables.push(callable);
  });
  plan.calls.forEach((call, number) => {
    files[`use/call${String(number)}.ts`] = callFile(call, number, callables, keys, files);
  });
  return files;
}

function callFile(
  call: WorkspacePlan["calls"][number],
  number: number,
  callables: readonly Callable[],
  keys: readonly Exported[],
  files: Record<string, string>,
): string {
  const callable = callables[Math.min(call.depth, callables.length - 1)];
  if (callable === undefined) return "";
  const brought = bring(callable, call.route, `c${String(number)}`, files);
  const key = keys[call.key];
  const broughtKey = key && bring(key, call.keyRoute, `k${String(number)}`, files);
  const written = broughtKey?.expression ?? `"literal-${String(number)}"`;
  const lines = [brought.statement, broughtKey?.statement ?? ""];
  if (call.local) lines.push(`const chosen = ${written};`);
  lines.push(
    `if (${brought.expression}(${callable.argument(call.local ? "chosen" : written)})) {}`,
  );
  return lines.join("\n");
}

function keyModule(
  style: WorkspacePlan["keys"][number],
  number: number,
): { text: string; exported: Exported } {
  const id = String(number);
  const key = `"key-${id}"`;
  const module = `keys/key${id}`;
  const named = (
    text: string,
    use: Exported["use"] = (name) => name,
  ): ReturnType<typeof keyModule> => ({
    text,
    exported: { module, name: `KEY${id}`, use },
  });
  switch (style) {
    case "constant":
      return named(`export const KEY${id} = ${key};`);
    case "enum":
      return named(`export enum KEY${id} { One = "one", Mine = ${key} }`, (name) => `${name}.Mine`);
    case "object":
      return named(`export const KEY${id} = { mine: ${key} } as const;`, (name) => `${name}.mine`);
    case "nested":
      return named(
        `const held = { a: { "b-c": ${key} } } as const;\nexport { held as KEY${id} };`,
        (name) => `${name}.a["b-c"]`,
      );
    case "default":
      return {
        text: `const held = ${key};\nexport default held;`,
        exported: { module, name: "default", use: (name) => name },
      };
    case "assembled":
      return named(`const part = ${key};\nexport const KEY${id} = part;`);
  }
}

function wrapperModule(
  style: WorkspacePlan["wrappers"][number]["style"],
  number: number,
  ask: (key: string) => string,
): { text: string; callable: Callable } {
  const name = `wrap${String(number)}`;
  const module = `lib/module${String(number)}`;
  const plain: Callable = { module, name, use: (own) => own, argument: (key) => key };
  const byDefault: Callable = { ...plain, name: "default" };
  switch (style) {
    case "function":
      return {
        text: `export function ${name}(key: string) { return ${ask("key")}; }`,
        callable: plain,
      };
    case "arrow":
      return {
        text: `export const ${name} = (key: string): boolean => ${ask("key")};`,
        callable: plain,
      };
    case "default function":
      return {
        text: `export default function (key: string) { return ${ask("key")}; }`,
        callable: byDefault,
      };
    case "default arrow":
      return { text: `export default (key: string) => ${ask("key")};`, callable: byDefault };
    case "default name":
      return {
        text: `const ${name} = (key: string) => ${ask("key")};\nexport default ${name};`,
        callable: byDefault,
      };
    case "object":
      return {
        text: `export const ${name} = { ask(key: string) { return ${ask("key")}; } };`,
        callable: { ...plain, use: (own) => `${own}.ask` },
      };
    case "class":
      return {
        text: `export class ${name} { ask(key: string) { const on = ${ask("key")}; return on; } }`,
        callable: { ...plain, use: (own) => `new ${own}().ask` },
      };
    case "options":
      return {
        text: `export function ${name}({ flag }: { flag: string }) { return ${ask("flag")}; }`,
        callable: { ...plain, argument: (key) => `{ flag: ${key} }` },
      };
    case "second":
      return {
        text: `export const ${name} = (who: string, key: string) => who !== "" && ${ask("key")};`,
        callable: { ...plain, argument: (key) => `"me", ${key}` },
      };
  }
}

/** Imports something by a route; a barrel is one more file. */
function bring(
  { module, name, use }: Exported,
  route: Route,
  id: string,
  files: Record<string, string>,
): { statement: string; expression: string } {
  const from = module === "flag-sdk" ? module : `../${module}`;
  const local = `local_${id}`;
  switch (route) {
    case "plain":
      return name === "default"
        ? { statement: `import ${local} from "${from}";`, expression: use(local) }
        : { statement: `import { ${name} } from "${from}";`, expression: use(name) };
    case "renamed":
      return {
        statement: `import { ${name} as ${local} } from "${from}";`,
        expression: use(local),
      };
    case "namespace":
      return {
        statement: `import * as ${local} from "${from}";`,
        expression: use(`${local}.${name}`),
      };
    case "barrel": {
      files[`barrels/${id}.ts`] =
        name === "default" ? `export { default } from "${from}";` : `export * from "${from}";`;
      return {
        statement: `import { ${name} as ${local} } from "../barrels/${id}";`,
        expression: use(local),
      };
    }
    case "renaming barrel":
      files[`barrels/${id}.ts`] = `export { ${name} as ${id}Name } from "${from}";`;
      return {
        statement: `import { ${id}Name } from "../barrels/${id}";`,
        expression: use(`${id}Name`),
      };
  }
}
