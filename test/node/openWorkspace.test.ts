import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openWorkspace, type Workspace } from "@halyard/core/node";
import { afterAll, describe, expect, it } from "vitest";

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

const now = new Date("2026-11-22T00:00:00Z");

function workspace(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "halyard-node-"));
  made.push(root);
  for (const [path, text] of Object.entries(files)) write(root, path, text);
  return root;
}

function write(root: string, path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function open(
  root: string,
  options: { workers?: number; cache?: string | false } = {},
): Promise<Workspace> {
  const result = await openWorkspace({ cwd: root, now, cache: false, ...options });
  if (!result.ok) throw new Error(result.problems.map((one) => one.message).join("\n"));
  return result.workspace;
}

/** Everything that a face would show, in one text. */
function shown({ analysis }: Workspace): string {
  return JSON.stringify([
    analysis.index.references,
    analysis.index.dynamicReferences,
    analysis.findings(),
    analysis.problems,
  ]);
}

const config = JSON.stringify({
  registry: "flags.json",
  adapters: [],
  matchers: [{ kind: "call", names: ["isOn"], key: 0 }],
});

function flag(): object {
  return { flagType: "boolean", defaultValue: false, variants: { on: true, off: false } };
}

function manyFiles(count: number): Record<string, string> {
  const files: Record<string, string> = {
    "halyard.config.json": config,
    "flags.json": JSON.stringify({ registryVersion: 1, flags: { one: flag(), two: flag() } }),
    "src/wrap.ts": `export const enabled = (key: string) => isOn(key);\n`,
  };
  for (let i = 0; i < count; i++) {
    files[`src/part${String(i % 7)}/file${String(i)}.ts`] =
      `import { enabled } from "../wrap";\nif (isOn("one")) enabled("two");\nisOn("three-" + name);\n`;
  }
  return files;
}

describe("openWorkspace", () => {
  it("answers the same whatever the number of threads and the order of the files on disk", async () => {
    const files = manyFiles(310);
    const first = workspace(files);
    const second = workspace(Object.fromEntries(Object.entries(files).reverse()));
    const expected = shown(await open(first, { workers: 0 }));
    expect(shown(await open(first, { workers: 1 }))).toBe(expected);
    expect(shown(await open(first, { workers: 3 }))).toBe(expected);
    expect(shown(await open(second, { workers: 2 }))).toBe(expected);
  });

  it("rebuilds a cache that is damaged at any place", async () => {
    const root = workspace(manyFiles(20));
    const cache = join(root, ".cache");
    const expected = shown(await open(root, { cache }));
    const file = join(cache, "index.bin");
    const whole = readFileSync(file);
    const damages = [
      whole.subarray(0, 0),
      whole.subarray(0, 10),
      whole.subarray(0, whole.length - 1),
      Buffer.concat([whole, Buffer.from("x")]),
      ...[0, 20, 200, whole.length >> 1, whole.length - 3].map((at) => {
        const copy = Buffer.from(whole);
        copy[at] = (copy[at] ?? 0) ^ 0x41;
        return copy;
      }),
    ];
    for (const damaged of damages) {
      writeFileSync(file, damaged);
      const again = await open(root, { cache });
      expect(shown(again)).toBe(expected);
      expect(again.stats.fromCache).toBe(0);
    }
  });

  it("takes everything from the cache when nothing changed, and sees each change", async () => {
    const root = workspace(manyFiles(20));
    const cache = join(root, ".cache");
    await open(root, { cache });
    const warm = await open(root, { cache });
    expect([warm.stats.parsed, warm.stats.fromCache > 0]).toEqual([0, true]);

    const path = "src/part0/file0.ts";
    const { atime, mtime } = statSync(join(root, path));
    const same = readFileSync(join(root, path), "utf8").replace('"one"', '"two"');
    write(root, path, same);
    // Size and time are those of the old content, as after a quick edit or a restored backup.
    utimesSync(join(root, path), atime, mtime);
    const edited = await open(root, { cache });
    expect(shown(edited)).toBe(shown(await open(root)));

    rmSync(join(root, "src/wrap.ts"));
    write(root, "src/new.ts", `isOn("one");`);
    expect(shown(await open(root, { cache }))).toBe(shown(await open(root)));

    const flags = { one: flag(), added: flag() };
    write(root, "flags.json", JSON.stringify({ registryVersion: 1, flags }));
    expect(shown(await open(root, { cache }))).toBe(shown(await open(root)));
  });

  it("leaves out what git ignores, links, and files that are no source, and says so once each", async () => {
    const root = workspace({
      ...manyFiles(1),
      ".gitignore": "ignored/\n*.gen.ts\n!keep.gen.ts\n",
      "ignored/a.ts": `isOn("ignored");`,
      "src/b.gen.ts": `isOn("generated");`,
      "src/keep.gen.ts": `isOn("kept");`,
      "src/nested/.gitignore": "deep.ts\n",
      "src/nested/deep.ts": `isOn("deep");`,
      "src/min.js": `isOn("minified");${"x();".repeat(40_000)}`,
      "node_modules/x/index.ts": `isOn("installed");`,
    });
    write(root, "src/binary.ts", new Uint8Array([105, 115, 0, 1, 2]));
    write(root, "src/big.ts", `isOn("big");\n${"// line\n".repeat(300_000)}`);
    symlinkSync(root, join(root, "src/loop"));
    symlinkSync("/nowhere/at/all.ts", join(root, "src/dangling.ts"));
    const { analysis } = await open(root);
    expect(analysis.index.references.map((one) => one.flagKey)).toEqual(["kept", "one", "two"]);
    expect(analysis.problems.map((one) => `${one.code} ${one.path}`)).toEqual([
      "source-too-large src/big.ts",
      "source-binary src/binary.ts",
      "source-minified src/min.js",
    ]);
  });

  it("skips a file whose code is nested too deeply and keeps the rest", async () => {
    const root = workspace({
      ...manyFiles(1),
      "src/deep.ts": `isOn("x"); const a = ${"(".repeat(10_000)}1${")".repeat(10_000)};`,
      "src/chain.ts": `isOn("y"); const b = 1${" + 1".repeat(30_000)};`,
    });
    const { analysis } = await open(root);
    expect(analysis.index.references.map((one) => one.flagKey)).toContain("two");
    expect(analysis.problems.map((one) => one.path)).toContain("src/deep.ts");
  });
});

describe("a file that was never read", () => {
  it("keeps a flag from being called unused", async () => {
    const root = workspace({
      "halyard.config.json": config,
      "flags.json": JSON.stringify({ registryVersion: 1, flags: { one: flag() } }),
      "src/big.ts": `isOn("one");\n${"// line\n".repeat(300_000)}`,
    });
    const { analysis } = await open(root);
    const unused = analysis.findings().filter((one) => one.ruleId === "unused-flag");
    expect(unused.map((one) => one.message).join()).not.toContain("safe to archive");
    write(root, "src/big.ts", "");
    const after = (await open(root)).analysis.findings();
    expect(after.map((one) => one.message).join()).toContain("safe to archive");
  });
});

describe("a cache", () => {
  it("does not outlive the settings that say where imports lead", async () => {
    const tsconfig = (to: string): string =>
      JSON.stringify({ compilerOptions: { paths: { keys: [to] } } });
    const root = workspace({
      "halyard.config.json": config,
      "tsconfig.json": tsconfig("./src/a.ts"),
      "src/a.ts": `export const KEY = "one";`,
      "src/b.ts": `export const KEY = "two";`,
      "src/use.ts": `import { KEY } from "keys";\nisOn(KEY);`,
    });
    const cache = join(root, ".cache");
    const keys = async (): Promise<string[]> =>
      (await open(root, { cache })).analysis.index.references.map((one) => one.flagKey);
    expect(await keys()).toEqual(["one"]);
    expect(await keys()).toEqual(["one"]);
    write(root, "tsconfig.json", tsconfig("./src/b.ts"));
    expect(await keys()).toEqual(["two"]);
  });
});
