/** A workspace in which flags are read in one shape, and how many references and dynamic reads it has. */
export interface OracleCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly references: number;
}

const sdkImport = `import { isOn, useFlag, createClient, Client } from "flag-sdk";\n`;
const wrapper = `${sdkImport}export function enabled(key: string) { return isOn(key); }\n`;

/** Every shape in which keys, wrappers and clients travel between files. */
export const shapes: readonly OracleCase[] = [
  {
    name: "constants, enums and const objects",
    references: 6,
    files: {
      "keys.ts": `export const ONE = "one";
export enum Keys { Two = "two", Three = "three" }
export const K = { four: "four", nested: { five: "five" } } as const;
export const S = { six: "six" } satisfies Record<string, string>;`,
      "use.ts": `${sdkImport}import { ONE, Keys, K } from "./keys";
isOn(ONE);
isOn(Keys.Two);
isOn(Keys["Three"]);
isOn(K.four);
isOn(K.nested.five);
const local = "seven";
isOn(local);`,
    },
  },
  {
    name: "re-exports and barrels",
    references: 5,
    files: {
      "keys/a.ts": `export const A = "a-key"; const B = "b-key"; export { B as Bee };`,
      "keys/c.ts": `const C = "c-key"; export default C;`,
      "keys/index.ts": `export * from "./a"; export { Bee as Bumble } from "./a"; export { default as See } from "./c"; export * as all from "./a";`,
      "use.ts": `${sdkImport}import { A, Bumble, See, all } from "./keys";
import * as keys from "./keys/index";
isOn(A);
isOn(Bumble);
isOn(See);
isOn(all.Bee);
isOn(keys.A);`,
    },
  },
  {
    name: "tsconfig paths",
    references: 2,
    files: {
      "tsconfig.json": `{"compilerOptions":{"baseUrl":".","paths":{"@/*":["src/*"],"flags":["src/lib/flags.ts"]}}}`,
      "src/lib/flags.ts": wrapper,
      "src/a.ts": `import { enabled } from "@/lib/flags";\nif (enabled("one")) {}`,
      "src/b.ts": `import { enabled as on } from "flags";\nif (on("two")) {}`,
    },
  },
  {
    name: "wrappers of wrappers",
    references: 4,
    files: {
      "a.ts": wrapper,
      "b.ts": `import { enabled } from "./a";\nexport const both = (key: string) => enabled(key) && true;`,
      "c.ts": `import * as b from "./b";\nexport default function check(user: string, key: string) { if (user) return b.both(key); return false; }`,
      "use.ts": `import check from "./c";\nimport renamed from "./c";\nimport { both } from "./b";
check("me", "one");
renamed("me", "two");
both("three");
import { enabled } from "./a";
enabled(\`four\`);`,
    },
  },
  {
    name: "wrappers that take an object",
    references: 4,
    files: {
      "a.ts": `${sdkImport}export function check({ flag, user }: { flag: string; user: string }) { return isOn(flag); }
export const look = (options: { key: string }) => isOn(options.key);
export const renamed = ({ flag: name }: { flag: string }) => useFlag(name);`,
      "use.ts": `import { check, look, renamed } from "./a";
const flag = "two";
check({ flag: "one", user: "me" });
check({ flag, user: "me" });
look({ key: "three" });
renamed({ flag: "four" });`,
    },
  },
  {
    name: "clients made in one file and used in another",
    references: 4,
    files: {
      "client.ts": `${sdkImport}export const client = createClient();\nexport const other = new Client();\nexport default client;`,
      "index.ts": `export { client as flags } from "./client";`,
      "use.ts": `import theirs, { client, other } from "./client";
import { flags } from "./index";
client.isOn("one");
other.isOn("two", true);
theirs.isOn("three");
flags.isOn("four");
client.close("none");`,
    },
  },
  {
    name: "classes",
    references: 5,
    files: {
      "service.ts": `${sdkImport}export class Flags {
  constructor(private readonly client: Client) {}
  on(key: string): boolean { return this.client.isOn(key); }
  direct(): boolean { return this.client.isOn("one"); }
  twice(key: string): boolean { return this.on(key); }
}`,
      "use.ts": `import { Flags } from "./service";
class Page {
  #flags: Flags;
  constructor(private readonly flags: Flags, given: Flags) { this.#flags = given; }
  show() { return this.flags.on("two") || this.#flags.twice("three"); }
}
export function free(flags: Flags) { return flags.on("four"); }
new Flags(null as any).on("five");`,
    },
  },
  {
    name: "namespaces",
    references: 2,
    files: {
      "keys.ts": `export namespace Keys { export const One = "one"; export namespace Deep { export const Two = "two"; } }`,
      "use.ts": `${sdkImport}import { Keys } from "./keys";\nisOn(Keys.One);\nisOn(Keys.Deep.Two);`,
    },
  },
  {
    name: "hooks",
    references: 3,
    files: {
      "useEnabled.ts": `${sdkImport}export const useEnabled = (key: string): boolean => { const on = useFlag(key); return on; };\nexport default useEnabled;`,
      "use.tsx": `import { useEnabled } from "./useEnabled";
import useIt from "./useEnabled";
import { useFlag as useRaw } from "flag-sdk";
export function View() { const a = useEnabled("one"); const b = useIt("two"); const c = useRaw("three"); return null; }`,
    },
  },
  {
    name: "default exports",
    references: 3,
    files: {
      "a.ts": `${sdkImport}export default (key: string) => isOn(key);`,
      "b.ts": `${sdkImport}export default function (key: string) { return isOn(key); }`,
      "c.ts": `${sdkImport}const inner = (key: string) => isOn(key);\nexport default inner;`,
      "use.ts": `import a from "./a";\nimport b from "./b";\nimport c from "./c";\na("one");\nb("two");\nc("three");`,
    },
  },
  {
    name: "shadowed names",
    references: 2,
    files: {
      "a.ts": wrapper,
      "use.ts": `import { enabled } from "./a";
enabled("one");
function other(enabled: (x: string) => void) { enabled("none"); }
{ const enabled = (x: string) => x; enabled("none"); }
function isOn(x: string) { return x; }
isOn("none");
for (const enabled of [String]) enabled("none");
try { enabled("two"); } catch (enabled) { (enabled as any)("none"); }`,
    },
  },
  {
    name: "same-named methods of other types",
    references: 2,
    files: {
      "a.ts": `${sdkImport}class Lamp { isOn(room: string) { return room === ""; } }
export const lamp = new Lamp();
export const client: Client = createClient();
lamp.isOn("none");
client.isOn("one");
const map = new Map<string, { isOn(key: string): boolean }>();
map.get("x")?.isOn("none");`,
      "b.ts": `import { lamp, client } from "./a";\nlamp.isOn("none");\nclient?.isOn("two");`,
    },
  },
  {
    name: "functions and constants that give one flag",
    references: 8,
    files: {
      "flags.ts": `${sdkImport}export const newCart = () => isOn("cart");
export function oldCart() { return !isOn("cart"); }
export const atStart = isOn("start");`,
      "use.ts": `import { newCart, oldCart as old, atStart } from "./flags";
if (newCart()) {}
if (old()) {}
if (atStart) {}
const deps = [atStart];
import * as flags from "./flags";
flags.newCart();`,
    },
  },
  {
    name: "keys of conditions and keys made at run time",
    references: 5,
    files: {
      "use.ts": `${sdkImport}declare const b: boolean; declare function name(): string;
isOn(b ? "one" : "two");
isOn(name());
isOn(("three"));
isOn("four" as string as "four");`,
    },
  },
  {
    name: "objects of functions",
    references: 3,
    files: {
      "api.ts": `${sdkImport}export const api = { on: (key: string) => isOn(key), is(key: string) { return isOn(key); } };\nexport const raw = { isOn };`,
      "use.ts": `import { api } from "./api";\nimport * as all from "./api";\napi.on("one");\napi.is("two");\nall.api.on("three");`,
    },
  },
  {
    name: "functions inside others",
    references: 4,
    files: {
      "use.ts": `${sdkImport}export function page() {
  const enabled = (key: string) => isOn(key);
  function both(key: string) { return enabled(key) && useFlag(key); }
  { const enabled = (x: string) => x; enabled("none"); }
  return both("one") || enabled("two");
}
export const other = () => { const enabled = (key: string) => isOn(key); return () => enabled("three"); };
const third = (enabled: (x: string) => boolean) => enabled("none");
third(() => isOn("four"));`,
    },
  },
  {
    name: "classes that extend others",
    references: 4,
    files: {
      "base.ts": `${sdkImport}export class Base { has(key: string) { return isOn(key); } static check(key: string) { return isOn(key); } arrow = (key: string) => isOn(key); }`,
      "middle.ts": `import { Base as Root } from "./base";\nexport class Middle extends Root { other() { return this.has("one"); } }`,
      "use.ts": `import { Base } from "./base";\nimport { Middle } from "./middle";
class Page extends Middle { show() { return super.has("two"); } }
new Page().arrow("three");
Base.check("four");`,
    },
  },
];
