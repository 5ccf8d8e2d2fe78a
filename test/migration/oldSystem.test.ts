import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { openWorkspace, planMigrationRetirement } from "../../core/src/node/index.js";
import type { RetirementStep } from "../../core/src/retire/model.js";
import { writeFiles } from "./support/stages.js";

const directories: string[] = [];

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function flag(role: string): object {
  return {
    flagType: "boolean",
    defaultValue: false,
    description: role,
    variants: { on: true, off: false },
    state: "ENABLED",
    defaultVariant: "on",
    environments: {
      production: { state: "ENABLED", defaultVariant: "on", since: "2020-01-01T00:00:00Z" },
    },
    lifecycle: { type: "migration", owner: "team", created: "2019-12-01", status: "rolled-out" },
  };
}

const system = (name: string): object => ({
  name,
  modules: [`src/${name}.ts`],
  writes: [`src/${name}.ts#${name}.save`],
  reads: [`src/${name}.ts#${name}.load`],
});

const store = (name: string): string => `export const ${name} = {
  save(text: string): void {
    console.log(text);
  },
  load(): string {
    return "";
  },
};
`;

/** The steps of a move from \`before\` to \`after\`, two objects of the same form, in the given code. */
async function steps(code: string): Promise<readonly RetirementStep[]> {
  const directory = mkdtempSync(join(tmpdir(), "halyard-old-"));
  directories.push(directory);
  writeFiles(directory, {
    "halyard.config.json": JSON.stringify({
      registry: "flags.json",
      matchers: [{ kind: "call", names: ["isOn"], key: 0, valueType: "boolean" }],
    }),
    "flags.json": JSON.stringify({
      registryVersion: 1,
      flags: { "write-both": flag("write"), "read-new": flag("read") },
      migrations: {
        move: {
          owner: "team",
          systems: { old: system("before"), new: system("after") },
          write: { flag: "write-both", variant: "on" },
          read: { flag: "read-new", variant: "on" },
          stage: "rampdown",
        },
      },
    }),
    "src/flags.ts": "export const isOn = (key: string): boolean => key.length > 3;\n",
    "src/before.ts": store("before"),
    "src/after.ts": store("after"),
    "src/notes.ts": `import { after } from "./after.js";
import { before } from "./before.js";
import { isOn } from "./flags.js";
${code}`,
  });
  const now = new Date("2026-11-22T12:00:00Z");
  const opened = await openWorkspace({ cwd: directory, now, cache: false, workers: 0 });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return (await planMigrationRetirement(opened.workspace, { migrationId: "move" })).steps;
}

/** What is left of the notes after every step, or the codes of the refusals. */
async function left(code: string): Promise<string> {
  const planned = await steps(code);
  const refusals = planned.flatMap((step) => step.refusals.map((one) => one.code));
  if (refusals.length > 0) return [...new Set(refusals)].sort().join(" ");
  const texts = planned.flatMap((step) => step.files.filter(({ path }) => path === "src/notes.ts"));
  return (texts.at(-1)?.newText ?? "").replace(/^import .*\n/gmu, "").trim();
}

const both = `
export function write(text: string): void {
  before.save(text);
  if (isOn("write-both")) after.save(text);
}
`;
const written = `export function write(text: string): void {
  after.save(text);
}`;

it.each([
  [
    "a choice between two systems that look alike keeps the new one",
    `export function read(): string {
  const source = isOn("read-new") ? after : before;
  return source.load();
}`,
    `export function read(): string {
  return after.load();
}
${written}`,
  ],
  [
    "what a function from outside is handed stays with a person",
    `declare function watch(left: object, right: object): void;
watch(before, after);`,
    "old-system-left",
  ],
  [
    "a value of the old system that decides something stays with a person",
    `export function isEmpty(): boolean {
  return before.load() === "";
}`,
    "old-system-left",
  ],
  [
    "a callback that somebody may miss is not taken away with its call",
    `declare const trial: { use(run: () => string): void; start(): void };
trial.use(() => before.load());
trial.start();`,
    "old-system-left",
  ],
  [
    "writes side by side lose the old one",
    `export async function flush(texts: string[]): Promise<void> {
  await Promise.all([before.save(texts.join()), after.save(texts.join())]);
}`,
    `export async function flush(texts: string[]): Promise<void> {
  await Promise.all([after.save(texts.join())]);
}
${written}`,
  ],
  [
    "an effect in an argument is not lost",
    `let count = 0;
export function number(): void {
  before.save(String(count++));
  after.save("next");
}`,
    "old-system-left",
  ],
  [
    "what the old system answers stays in the object that carries it",
    `export function card(id: string): { id: string; text?: string } {
  return { id, text: before.load() };
}`,
    "old-system-left",
  ],
  [
    "what the old system answers stays where it is kept for later",
    `export function last(): unknown {
  let text: unknown = "";
  text = before.load();
  return text;
}`,
    "old-system-left",
  ],
  [
    "the only writer stays",
    `export function log(text: string): void {
  before.save(text);
}`,
    "sole-writer",
  ],
])("%s", async (_name, code, expected) => {
  expect(await left(`${code}${both}`)).toBe(expected);
});
