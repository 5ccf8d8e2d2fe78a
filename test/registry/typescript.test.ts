import { describe, expect, test } from "vitest";
import { declared, flagOf, placesOf } from "./support.js";

function keysOf(text: string, declarations?: readonly string[]): readonly string[] {
  return [...declared({ "flags.ts": text }, declarations).flags.keys()];
}

describe("the keys of each shape", () => {
  test.each<[string, string, readonly string[] | undefined, readonly string[]]>([
    ["enum", 'export enum Flags { A = "a-key", B = "b-key" }', ["Flags"], ["a-key", "b-key"]],
    ["enum without values", "enum Flag { Dark, Light }", undefined, ["Dark", "Light"]],
    [
      "union",
      'export type FlagKey = | "a" | "b" | keyof Extra; interface Extra { c: 1 }',
      undefined,
      ["a", "b", "c"],
    ],
    [
      "interface",
      "export interface UiFlags { a: boolean; 'b-c'?: boolean }",
      undefined,
      ["a", "b-c"],
    ],
    [
      "type literal",
      "type UiFlags = Partial<{ a: boolean } & { b: string }>",
      ["UiFlags"],
      ["a", "b"],
    ],
    [
      "mapped type",
      'type K = "a" | "b"; type Flags = { [k in K]?: boolean }',
      ["Flags"],
      ["a", "b"],
    ],
    ["const of keys", 'export const FLAGS = { A: "a", B: `b` } as const', undefined, ["a", "b"]],
    [
      "const of objects",
      'const flags = { x: { key: "a" }, y: { name: "b" }, z: {} }',
      ["flags"],
      ["a", "b", "z"],
    ],
    [
      "const of values",
      "const flags = { a: read(process.env.A, false), b: true }",
      undefined,
      ["a", "b"],
    ],
    ["frozen const", 'export const Toggles = Object.freeze({ A: "a" })', undefined, ["a"]],
    ["array", 'export const flagNames = ["a", "b"] as const', undefined, ["a", "b"]],
    [
      "array by its type",
      'const all = ["a"] as const; export type FlagName = (typeof all)[number]',
      ["FlagName"],
      ["a"],
    ],
    [
      "nested path",
      "const experiments = { flags: { a: false }, other: { b: 1 } }",
      ["experiments.flags"],
      ["a"],
    ],
    [
      "nested type",
      "interface Config { flags: { a: boolean }; b: string }",
      ["Config.flags"],
      ["a"],
    ],
    [
      "functions",
      "export function enableA(): boolean { return true } export function run(): void {}",
      undefined,
      ["enableA"],
    ],
    [
      "arrows and aliases",
      "const beta = (): boolean => true; export const enableA = beta; export const enableB = () => !x",
      undefined,
      ["enableA", "enableB"],
    ],
    [
      "async functions",
      "export async function isOn(): Promise<boolean> { return true }",
      undefined,
      ["isOn"],
    ],
    [
      "pattern",
      "export function enableA() {} export function other() {} export const enableB = 1",
      ["enable*"],
      ["enableA", "enableB"],
    ],
    [
      "constants",
      'export const FLAG_A = "a"; export const b = flag({ key: "b-key" }); export const c = new Flag()',
      ["*"],
      ["a", "b-key", "c"],
    ],
    [
      "local export list",
      "function enableA(): boolean { return true }\nexport { enableA }",
      undefined,
      ["enableA"],
    ],
    ["one function by name", "export function isDark() { return 1 }", ["isDark"], ["isDark"]],
    [
      "one flag's own shape is no list",
      "export interface FeatureFlag { name: string; owner: string }",
      undefined,
      [],
    ],
  ])("%s", (_title, text, declarations, keys) => {
    expect(keysOf(text, declarations)).toEqual(keys);
  });
});

const documented = `export enum Flags {
  /**
   * The new editor,
   * for everyone.
   *
   * @owner team-editor
   * @since 2026-01-10
   * @expires 2026-04-01 or earlier
   * @type experiment
   * @see https://tracker.example.test/1
   * @alias EDITOR_NEW
   * @default true
   */
  NewEditor = "new-editor",
  /** @permanent @owner is not read twice on a line */
  Login = "login",
  /** @deprecated Use the other one. */
  Old = "old",
}
`;

describe("the lifecycle in JSDoc", () => {
  test("every tag", () => {
    const content = declared({ "flags.ts": documented });
    expect(content.problems).toEqual([]);
    const flag = flagOf(content, "new-editor");
    expect(flag).toMatchObject({
      type: "experiment",
      description: "The new editor, for everyone.",
      defaultValue: true,
      valueType: "boolean",
      lifecycle: {
        owner: "team-editor",
        created: "2026-01-10",
        expires: "2026-04-01",
        aliases: ["EDITOR_NEW"],
        links: [{ url: "https://tracker.example.test/1" }],
      },
    });
    expect(flagOf(content, "login").lifecycle.permanent).toBe(true);
    expect(flagOf(content, "old").lifecycle.status).toBe("cleanup");
  });

  test("with the place of the key, the entry and each tag", () => {
    const [definition] = flagOf(declared({ "flags.ts": documented }), "new-editor").definitions;
    const at = ({ start, end }: { start: number; end: number }): string =>
      documented.slice(start, end);
    expect(at(definition.keySpan)).toBe('"new-editor"');
    expect(at(definition.entrySpan)).toBe('NewEditor = "new-editor"');
    const fields = Object.entries(definition.fields).map(([path, span]) => [path, at(span)]);
    expect(fields).toContainEqual(["lifecycle.owner", "team-editor"]);
    expect(fields).toContainEqual(["lifecycle.created", "2026-01-10"]);
    expect(fields).toContainEqual(["lifecycle.type", "experiment"]);
  });

  test.each<[string, string]>([
    ["before the bar", 'type Flag =\n  /** @owner x */\n  | "a"\n  /** @owner y */\n  | "b"'],
    ["after the bar", 'type Flag =\n  | /** @owner x */ "a"\n  | /** @owner y */ "b"'],
    [
      "in an array",
      'const flags = [\n  /** @owner x */\n  "a",\n  /** @owner y */\n  "b",\n] as const',
    ],
    [
      "in an interface",
      "interface Flags {\n /** @owner x */ a: boolean\n /** @owner y */ b: boolean }",
    ],
  ])("%s of a member", (_title, text) => {
    const content = declared({ "flags.ts": text });
    const owners = [...content.flags.values()].map(({ key, lifecycle }) => [key, lifecycle.owner]);
    expect(owners).toEqual([
      ["a", "x"],
      ["b", "y"],
    ]);
  });

  test.each<[string, string, string]>([
    ["@type experimnt", "registry-invalid-value 1:11", "did you mean `experiment`?"],
    ["@expires 2026-02-30", "registry-invalid-date 1:14", "no day of the calendar"],
    ["@since 2026-1-1", "registry-invalid-date 1:12", "no day of the calendar"],
  ])("%s is reported", (tag, place, words) => {
    const { problems } = declared({ "flags.ts": `/** ${tag} */\nexport const flagA = "a";` }, [
      "*",
    ]);
    expect(placesOf(problems)).toEqual([place]);
    expect(problems[0]?.message).toContain(words);
  });

  test.each(["@since 5.2", "@type {boolean}", "@param x", "@expires v7"])("%s is fine", (tag) => {
    const { problems } = declared({ "flags.ts": `/** ${tag} */\nexport const flagA = "a";` }, [
      "*",
    ]);
    expect(problems).toEqual([]);
  });
});

describe("several files", () => {
  const files = {
    "server.ts": 'export type FlagKey =\n  /** @owner server */\n  | "a"\n  | "b";',
    "ui.ts":
      "export interface UiFlags {\n  /** @expires 2026-05-01 */\n  a: boolean;\n  c: boolean;\n}",
  };

  test("make one registry; a key in both has two definitions and both their words", () => {
    const content = declared(files, ["FlagKey", "UiFlags"]);
    expect(content.problems).toEqual([]);
    expect([...content.flags.keys()]).toEqual(["a", "b", "c"]);
    const flag = flagOf(content, "a");
    expect(flag.definitions.map(({ path }) => path)).toEqual(["server.ts", "ui.ts"]);
    expect(flag.lifecycle).toMatchObject({ owner: "server", expires: "2026-05-01" });
  });

  test("a name that none of them declares is reported with the nearest", () => {
    const { problems } = declared(files, ["FlagKeys", "UiFlags"]);
    expect(problems).toMatchObject([{ code: "registry-unknown-declaration", path: "server.ts" }]);
    expect(problems[0]?.message).toContain("did you mean `FlagKey`?");
  });
});

describe("files that give nothing", () => {
  test.each<[string, string, string]>([
    ["no flags", "export const answer = 42;", "registry-no-flags 1:1"],
    ["__proto__", 'export enum Flags { A = "__proto__", B = "b" }', "registry-reserved-key 1:25"],
    [
      "a long key",
      `export enum Flags { A = "${"k".repeat(300)}", B = "b" }`,
      "registry-too-long 1:25",
    ],
    ["10,000 brackets", `const flags = ${"[".repeat(10_000)}`, "registry-nesting-too-deep 1:1"],
  ])("%s", (_title, text, place) => {
    expect(placesOf(declared({ "flags.ts": text }).problems)).toEqual([place]);
  });
});
