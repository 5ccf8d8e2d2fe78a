import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import type { TestClient } from "./client.js";

/** One thing that a person or another program does. Numbers choose among what there is. */
export type Step =
  | { readonly kind: "open" | "close" | "save" | "delete" | "rename"; readonly file: number }
  | { readonly kind: "edit"; readonly file: number; readonly text: number; readonly at: number }
  | { readonly kind: "write"; readonly file: number; readonly text: number }
  | { readonly kind: "registry"; readonly text: number; readonly onDisk: boolean }
  | { readonly kind: "switch"; readonly texts: readonly number[] };

const names = [
  "src/a.ts",
  "src/b.ts",
  "src/c.tsx",
  "src/flags.ts",
  "src/deep/d.ts",
  "test/a.test.ts",
];

/** Sources that read, wrap, export and misspell flags, or are broken in the middle of being typed. */
const sources = [
  'import { isEnabled } from "./flags";\nexport const one = (): boolean => isEnabled("one", false);\n',
  'export function two(): void {\n  if (isEnabled("two", true)) go();\n  else stay();\n}\n',
  'export const wrapped = (key: string): boolean => isEnabled(key, false);\nwrapped("one");\n',
  'import { wrapped } from "./a";\nexport const on = wrapped("three");\n',
  'isEnabled("on', // an open literal
  'isEnabled("typo-onee", false);\nisEnabled(`t-${name}`, false);\n',
  '// halyard-ignore-next-line unknown-flag -- a guest\nisEnabled("guest", false);\n',
  'export const KEY = "two";\nexport const again = isEnabled(KEY, true);\n',
  'import { KEY } from "./b";\nisEnabled(KEY, false);\n',
  "",
  '\uFEFFisEnabled("one", true);\r\nisEnabled("two", true);\r\n',
];

const flag = (rest: string): string =>
  `{ "flagType": "boolean", "defaultValue": false, "lifecycle": { "owner": "web", ${rest} } }`;
const registries = [
  `{ "flags": { "one": ${flag('"expires": "2026-10-01"')}, "two": ${flag('"permanent": true')} } }`,
  `{ "flags": { "one": ${flag('"expires": "2027-10-01"')} } }`,
  `{ "flags": { "two": ${flag('"type": "release"')}, "three": ${flag('"expires": "never"')} } }`,
  '{ "flags": { "one": { "lifecycle": ', // being typed
  `{ "flags": { "one": ${flag('"created": "2026-01-01"')}, "t-x": ${flag('"expires": "never"')} } }`,
];

const natural = fc.nat({ max: 1000 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom("open", "close", "save", "delete", "rename"), file: natural }),
  fc.record({ kind: fc.constant("edit" as const), file: natural, text: natural, at: natural }),
  fc.record({ kind: fc.constant("edit" as const), file: natural, text: natural, at: natural }),
  fc.record({ kind: fc.constant("write" as const), file: natural, text: natural }),
  fc.record({ kind: fc.constant("registry" as const), text: natural, onDisk: fc.boolean() }),
  fc.record({ kind: fc.constant("switch" as const), texts: fc.array(natural, { maxLength: 6 }) }),
);

/** The same scripts at every run: a seed gives `count` steps. */
export function scriptOf(seed: number, count: number): readonly Step[] {
  return fc.sample(step, { seed, numRuns: count });
}

/** A person at an editor, with the files of a workspace as they are on the disk and in the editor. */
export class Editing {
  readonly open = new Map<string, string>();
  readonly #client: TestClient;
  readonly #root: string;
  readonly #disk = new Set<string>();

  constructor(client: TestClient, root: string) {
    this.#client = client;
    this.#root = root;
  }

  async run(one: Step): Promise<void> {
    switch (one.kind) {
      case "open":
        return this.#openFile(pick(names, one.file));
      case "close":
        return this.#close(pick(names, one.file));
      case "save":
        return this.#save(pick(names, one.file));
      case "delete":
        return this.#delete(pick(names, one.file));
      case "rename":
        return this.#rename(pick(names, one.file), pick(names, one.file + 1));
      case "edit":
        return this.#edit(pick(names, one.file), one.text, one.at);
      case "write":
        return this.#write([[pick(names, one.file), pick(sources, one.text)]]);
      case "registry":
        return one.onDisk
          ? this.#write([["flags.json", pick(registries, one.text)]])
          : this.#type("flags.json", pick(registries, one.text));
      case "switch":
        return this.#write(
          one.texts.map((text, at) => [pick(names, at), pick(sources, text)] as const),
        );
    }
  }

  async #openFile(path: string): Promise<void> {
    if (this.open.has(path) || !this.#disk.has(path)) return;
    await this.#type(path, readFileSync(join(this.#root, path), "utf8"));
  }

  /** Sets an open document's text, opening it where it is not. */
  async #type(path: string, text: string): Promise<void> {
    const isOpen = this.open.has(path);
    this.open.set(path, text);
    if (isOpen) await this.#client.change(path, text);
    else await this.#client.openForGood(path, text);
  }

  async #edit(path: string, text: number, at: number): Promise<void> {
    const before = this.open.get(path);
    if (before === undefined) return this.#openFile(path);
    if (at % 3 === 0) return this.#type(path, pick(sources, text));
    // A piece of one line is replaced, as somebody types.
    const lines = before.split("\n");
    const line = at % lines.length;
    const content = lines[line]?.replace(/\r$/u, "") ?? "";
    const character = Math.min(text % 12, content.replace(/^\uFEFF/u, "").length);
    const typed = ["x", '"', "", "\n", "one"][text % 5] ?? "";
    const mark = line === 0 && content.startsWith("\uFEFF") ? 1 : 0;
    const offset = lines.slice(0, line).join("\n").length + (line === 0 ? 0 : 1) + character + mark;
    this.open.set(path, before.slice(0, offset) + typed + before.slice(offset));
    const place = { line, character };
    return this.#client.change(path, typed, { start: place, end: place });
  }

  async #close(path: string): Promise<void> {
    if (!this.open.delete(path)) return;
    await this.#client.close(path);
  }

  async #save(path: string): Promise<void> {
    const text = this.open.get(path);
    if (text !== undefined) await this.#write([[path, text]]);
  }

  async #delete(path: string): Promise<void> {
    if (!this.#disk.delete(path)) return;
    await this.#close(path);
    rmSync(join(this.#root, path));
    await this.#client.changed(path);
  }

  async #rename(from: string, to: string): Promise<void> {
    if (!this.#disk.has(from) || this.#disk.has(to)) return;
    const text = readFileSync(join(this.#root, from), "utf8");
    await this.#delete(from);
    await this.#write([[to, text]]);
  }

  async #write(files: readonly (readonly [string, string])[]): Promise<void> {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(this.#root, path)), { recursive: true });
      writeFileSync(join(this.#root, path), text);
      this.#disk.add(path);
    }
    await this.#client.changed(...files.map(([path]) => path), ".git/HEAD");
  }
}

function pick<T>(list: readonly T[], number: number): T {
  const one = list[number % list.length];
  if (one === undefined) throw new Error("There is nothing to choose from.");
  return one;
}
