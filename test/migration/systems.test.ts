import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { openWorkspace } from "../../core/src/node/index.js";
import { writeFiles } from "./support/stages.js";

const directories: string[] = [];

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

const flag = {
  flagType: "boolean",
  defaultValue: false,
  variants: { off: false, on: true },
  state: "ENABLED",
  defaultVariant: "off",
  lifecycle: { type: "migration", owner: "team", created: "2026-11-01" },
};

/** The calls that reach a new system of which `written` is a write, as `line: symbol`. */
async function calls(written: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const directory = mkdtempSync(join(tmpdir(), "halyard-systems-"));
  directories.push(directory);
  writeFiles(directory, {
    "halyard.config.json": JSON.stringify({ registry: "flags.json", adapters: ["env"] }),
    "flags.json": JSON.stringify({
      registryVersion: 1,
      flags: { "write-both": flag, "read-new": flag },
      migrations: {
        move: {
          owner: "team",
          stage: "off",
          systems: {
            old: { name: "old", modules: ["src/old.ts"], writes: ["src/old.ts#save"] },
            new: { name: "new", modules: ["src/new.ts"], writes: [written] },
          },
          write: { flag: "write-both", variant: "on" },
          read: { flag: "read-new", variant: "on" },
        },
      },
    }),
    "src/old.ts": "export const save = (text: string): void => console.log(text);\n",
    "src/new.ts": "export {};\n",
    ...files,
  });
  const now = new Date("2026-11-22T12:00:00Z");
  const opened = await openWorkspace({ cwd: directory, now, cache: false, workers: 0 });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const { analysis } = opened.workspace;
  expect(analysis.problems).toEqual([]);
  const [migration] = analysis.migrations().migrations;
  return (migration?.calls ?? [])
    .filter(({ side }) => side === "new")
    .map(({ place }) => `${place.path}:${String(analysis.rangeOf(place).start.line)}`);
}

it.each<[name: string, written: string, files: Record<string, string>, expected: string[]]>([
  [
    "a function of a file",
    "src/new.ts#save",
    {
      "src/new.ts": "export const save = (text: string): void => console.log(text);\n",
      "src/a.ts": `import { save as keep } from "./new.js";\nkeep("a");\n`,
    },
    ["src/a.ts:2"],
  ],
  [
    "a member of a class, by the class, a child of it, and a field",
    "src/new.ts#Store.save",
    {
      "src/new.ts":
        "export class Store {\n  save(text: string): void {\n    console.log(text);\n  }\n}\n",
      "src/a.ts": `import { Store } from "./new.js";
class Child extends Store {}
new Store().save("a");
new Child().save("b");
export class Holder {
  constructor(private readonly store: Store) {}
  keep(): void {
    this.store.save("c");
  }
}
`,
    },
    ["src/a.ts:3", "src/a.ts:4", "src/a.ts:8"],
  ],
  [
    "a member of an interface, by what implements it",
    "src/new.ts#Store.save",
    {
      "src/new.ts": `export interface Store {
  save(text: string): void;
}
`,
      "src/a.ts": `import type { Store } from "./new.js";
export class Rows implements Store {
  save(text: string): void {
    console.log(text);
  }
}
export function keep(store: Store, rows: Rows): void {
  store.save("a");
  rows.save("b");
}
`,
    },
    ["src/a.ts:8", "src/a.ts:9"],
  ],
  [
    "a member of a type that is an object's shape",
    "src/new.ts#Store.save",
    {
      "src/new.ts": "export type Store = { save(text: string): void };\n",
      "src/a.ts": `import type { Store } from "./new.js";
export function keep(store: Store): void {
  store.save("a");
}
`,
    },
    ["src/a.ts:3"],
  ],
  [
    "every member of an object",
    "src/new.ts#store.*",
    {
      "src/new.ts": `export const store = {
  save: (text: string): void => console.log(text),
  drop: (): void => console.log(""),
};
`,
      "src/a.ts": `import { store } from "./new.js";\nstore.save("a");\nstore.drop();\n`,
    },
    ["src/a.ts:2", "src/a.ts:3"],
  ],
  [
    "a function of a package",
    "new-kv#set",
    {
      "src/a.ts": `import * as kv from "new-kv";\nimport { set } from "new-kv/fast";\nkv.set("a");\nset("b");\n`,
    },
    ["src/a.ts:3", "src/a.ts:4"],
  ],
  [
    "a member of a package's class, by what it makes, holds and extends",
    "new-kv#Client.put",
    {
      "src/a.ts": `import { Client, type Client as Kv } from "new-kv";
class Child extends Client {
  keep(): void {
    this.put("a");
  }
}
const client = new Client();
client.put("b");
new Child().put("c");
export const keep = (kv: Kv): void => kv.put("d");
`,
    },
    ["src/a.ts:4", "src/a.ts:8", "src/a.ts:9", "src/a.ts:10"],
  ],
  [
    "every member of a package's class",
    "new-kv#Client.*",
    {
      "src/a.ts": `import { Client } from "new-kv";\nconst client = new Client();\nclient.put("a");\nclient.batch().put("b");\n`,
    },
    ["src/a.ts:3", "src/a.ts:4", "src/a.ts:4"],
  ],
  [
    "a package's default export, and what its factories make",
    "new-kv#default.connect.bucket.put",
    {
      "src/a.ts": `import kv from "new-kv";\nconst bucket = (await kv.connect("x")).bucket("y");\nawait bucket.put("a");\n`,
    },
    ["src/a.ts:3"],
  ],
])("a system may be named by %s", async (_name, written, files, expected) => {
  expect(await calls(written, files)).toEqual(expected);
});
