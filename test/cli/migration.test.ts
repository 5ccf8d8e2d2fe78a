import { expect, test } from "vitest";
import { createWorkspace, today } from "./workspace.js";

const served = (on: number): object => ({
  production: {
    state: "ENABLED",
    defaultVariant: on === 100 ? "on" : "off",
    served: { on, off: 100 - on },
    exceptions: [],
    since: "2020-01-01T00:00:00Z",
  },
});

function flag(on: number): object {
  return {
    flagType: "boolean",
    defaultValue: false,
    variants: { on: true, off: false },
    state: "ENABLED",
    defaultVariant: "off",
    environments: served(on),
    lifecycle: { type: "migration", owner: "team", created: "2019-12-01", status: "rolled-out" },
  };
}

function system(name: string): object {
  return {
    name,
    modules: [`src/${name}.ts`],
    writes: [`src/${name}.ts#save`],
    reads: [`src/${name}.ts#load`],
  };
}

const files = {
  "halyard.config.json": JSON.stringify({
    registry: "flags.json",
    matchers: [{ kind: "call", names: ["isOn"], key: 0, valueType: "boolean" }],
  }),
  "flags.json": `${JSON.stringify(
    {
      registryVersion: 1,
      flags: { "write-both": flag(100), "read-new": flag(100) },
      migrations: {
        move: {
          owner: "team",
          systems: { old: system("legacy"), new: system("fresh") },
          write: { flag: "write-both", variant: "on" },
          read: { flag: "read-new", variant: "on" },
          stage: "rampdown",
        },
      },
    },
    null,
    2,
  )}\n`,
  "src/flags.ts": `export const isOn = (key: string): boolean => key.length > 3;\n`,
  "src/legacy.ts": `const kept: string[] = [];
export const save = (text: string): void => {
  kept.push(text);
};
export const load = (): string => kept.join();
`,
  "src/fresh.ts": `const kept: string[] = [];
export const save = (text: string): void => {
  kept.push(text);
};
export const load = (): string => kept.join();
`,
  "src/notes.ts": `import { isOn } from "./flags.js";
import * as fresh from "./fresh.js";
import * as legacy from "./legacy.js";

export function write(text: string): void {
  legacy.save(text);
  if (isOn("write-both")) {
    fresh.save(text);
  }
}

export function read(): string {
  return isOn("read-new") ? fresh.load() : legacy.load();
}
`,
};

const over = `import * as fresh from "./fresh.js";

export function write(text: string): void {
  fresh.save(text);
}

export function read(): string {
  return fresh.load();
}
`;

test("migration status tells the stage and what is left", async () => {
  const workspace = createWorkspace(files);
  const { code, stdout } = await workspace.halyard("migration", "status", ...today);
  expect(code).toBe(0);
  expect(stdout).toContain("The code still has 1 read of the old system.");
  const json = await workspace.halyard("migration", "status", "move", "-f", "json", ...today);
  const [move] = JSON.parse(json.stdout) as { computed: string; next: string; left: object }[];
  expect(move).toMatchObject({
    computed: "rampdown",
    next: "complete",
    left: { oldWrites: 1, oldReads: 1, newWrites: 1, newReads: 1 },
  });
  const text = await workspace.halyard("migration", "status", "move", ...today);
  expect(text.stdout).toContain("src/notes.ts:6:3  write save");
});

test("migration retire takes a migration apart step by step, in order only", async () => {
  const workspace = createWorkspace(files);
  const retire = (...args: string[]): ReturnType<typeof workspace.halyard> =>
    workspace.halyard("migration", "retire", "move", ...args, ...today);
  const tooEarly = await retire("--step", "2", "--write");
  expect([tooEarly.code, workspace.read("src/notes.ts")]).toEqual([3, files["src/notes.ts"]]);
  const plan = await retire();
  expect(plan.code).toBe(0);
  expect(plan.stdout).toContain('-  return isOn("read-new") ? fresh.load() : legacy.load();');
  expect((await retire("--write")).code).toBe(0);
  expect(workspace.read("src/notes.ts")).toContain("return fresh.load();");
  expect(workspace.read("src/notes.ts")).toContain("legacy.save(text);");
  expect((await retire("--write")).code).toBe(0);
  expect(workspace.read("src/notes.ts")).toBe(over);
  expect(() => workspace.read("src/legacy.ts")).toThrow();
  expect(workspace.read("flags.json").match(/removed-from-code/gu)).toHaveLength(2);
  expect(workspace.read("flags.json")).toContain('"stage": "complete"');
  const again = await retire("--format", "json");
  const { steps } = JSON.parse(again.stdout) as { steps: { state: string }[] };
  expect(steps.map(({ state }) => state)).toEqual(["done", "done"]);
});

test("migration retire refuses with code and place where the flags have not been decided", async () => {
  const registry = JSON.parse(files["flags.json"]) as { flags: Record<string, object> };
  registry.flags["read-new"] = flag(40);
  const workspace = createWorkspace({ ...files, "flags.json": JSON.stringify(registry, null, 2) });
  const refused = await workspace.halyard("migration", "retire", "move", ...today);
  expect([refused.code, refused.stdout]).toEqual([3, ""]);
  expect(refused.stderr).toMatch(/flags\.json:\d+:\d+ refused .*\(verdict-not-constant\)/u);
  const allow = ["--step", "1", "--allow", "verdict-not-constant"];
  const allowed = await workspace.halyard("migration", "retire", "move", ...allow, ...today);
  expect(allowed.code).toBe(0);
});

test("migration never drops the only writer", async () => {
  const notes = files["src/notes.ts"].replace(
    / {2}if \(isOn\("write-both"\)\) \{\n.*\n {2}\}\n/u,
    "",
  );
  const workspace = createWorkspace({ ...files, "src/notes.ts": notes });
  const refused = await workspace.halyard("migration", "retire", "move", ...today);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain("(sole-writer)");
});

test("migration says what is wrong with a call of it", async () => {
  const workspace = createWorkspace(files);
  const told = async (...args: string[]): Promise<unknown[]> => {
    const { code, stderr } = await workspace.halyard("migration", ...args, ...today);
    return [code, stderr];
  };
  expect(await told("stop")).toEqual([2, expect.stringContaining('no "halyard migration stop"')]);
  expect(await told("retire", "mve")).toEqual([2, expect.stringContaining("`move`")]);
  expect(await told("status", "other")).toEqual([2, expect.stringContaining('"other"')]);
  expect(await told("retire", "move", "--step", "9")).toEqual([2, expect.stringContaining("9")]);
});

test("migration says where the registry or a file cannot be followed", async () => {
  const registry = (change: (move: Record<string, unknown>) => void): string => {
    const parsed = JSON.parse(files["flags.json"]) as {
      migrations: { move: Record<string, unknown> };
    };
    change(parsed.migrations.move);
    return JSON.stringify(parsed, null, 2);
  };
  const told = async (changed: Record<string, string>, task: string): Promise<unknown[]> => {
    const workspace = createWorkspace({ ...files, ...changed });
    const { code, stdout, stderr } = await workspace.halyard("migration", task, "move", ...today);
    return [code, stdout + stderr];
  };
  const sideways = registry((move) => (move.stage = "sideways"));
  for (const task of ["status", "retire"])
    expect(await told({ "flags.json": sideways }, task)).toEqual([
      2,
      expect.stringMatching(/^flags\.json:\d+:\d+ The migration "move" cannot be read/u),
    ]);
  const elsewhere = registry(
    (move) => (move.systems = { old: system("gone"), new: system("fresh") }),
  );
  expect(await told({ "flags.json": elsewhere }, "status")).toEqual([
    0,
    expect.stringMatching(
      /Not known\n {2}flags\.json:\d+:\d+ {2}the code has no `src\/gone\.ts#save`/u,
    ),
  ]);
  expect(await told({ "flags.json": elsewhere }, "retire")).toEqual([
    3,
    expect.stringContaining("(system-not-found)"),
  ]);
  const undecided = registry((move) => {
    delete move.write;
    delete move.read;
  });
  expect(await told({ "flags.json": undecided }, "retire")).toEqual([
    3,
    expect.stringContaining("neither `write` and `read` nor `staged`"),
  ]);
  const half = { "src/notes.ts": files["src/notes.ts"].slice(0, 200) };
  expect(await told(half, "status")).toEqual([
    0,
    expect.stringContaining("src/notes.ts:1:1  this file does not parse"),
  ]);
  expect(await told(half, "retire")).toEqual([3, expect.stringContaining("(parse-error)")]);
});
