import { spawn, spawnSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

const program = fileURLToPath(new URL("../../cli/bin/halyard.js", import.meta.url));

/** No input may keep the command busy for longer, in milliseconds. */
const timeLimit = 10_000;

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command. Fails the test where it hangs, or where it shows a stack trace. */
export async function halyard(cwd: string, ...args: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH ?? "" },
    timeout: timeLimit,
    killSignal: "SIGKILL",
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((done) => {
    child.on("close", done);
  });
  expect(
    code,
    `halyard ${args.join(" ")} was stopped after ${timeLimit} ms; ${stderr}`,
  ).not.toBeNull();
  expect(`${stdout}${stderr}`).not.toMatch(/^\s+at .+:\d+:\d+\)?$|Internal error/m);
  return { code, stdout, stderr };
}

/** A temporary directory that is the root of a repository. */
export interface TestWorkspace {
  readonly root: string;
  write(path: string, content: string | Uint8Array): void;
  /** Every path with its size, but the cache: what may not change. */
  contents(): readonly string[];
  remove(): void;
}

export function createWorkspace(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): TestWorkspace {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "halyard-robust-")));
  const root = join(base, "repository");
  mkdirSync(join(root, ".git"), { recursive: true });
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  for (const [path, content] of Object.entries(files)) write(path, content);
  return {
    root,
    write,
    contents: () => contentsOf(base).sort(),
    remove: () => {
      rmSync(base, { recursive: true });
    },
  };
}

/** Links are listed and not followed: some of them lead to themselves. */
function contentsOf(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.name === "node_modules") return [];
    return entry.isDirectory() ? [path, ...contentsOf(path)] : [`${path} ${lstatSync(path).size}`];
  });
}

/** A workspace with one matcher and one sound source file, `src/good.ts`, which reads `good-flag` on line 2. */
export function goodWorkspace(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): TestWorkspace {
  return createWorkspace({
    "halyard.config.json": JSON.stringify({
      adapters: [],
      matchers: [{ kind: "call", names: "isEnabled" }],
    }),
    "src/good.ts":
      'import { isEnabled } from "lib";\nexport const good = isEnabled("good-flag");\n',
    ...files,
  });
}

/** Makes a named pipe: whoever opens it without care waits for ever. */
export function makePipe(path: string): void {
  const maker = "mkfifo";
  expect(spawnSync(maker, [path]).status).toBe(0);
}

/** What `halyard index` found, as `path:line:column key`. */
export async function references(workspace: TestWorkspace): Promise<{
  readonly run: Run;
  readonly found: readonly string[];
}> {
  const run = await halyard(workspace.root, "index", "--format", "json", "--no-cache");
  const list = JSON.parse(run.stdout) as {
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly flagKey: string;
  }[];
  return {
    run,
    found: list.map(({ path, line, column, flagKey }) => `${path}:${line}:${column} ${flagKey}`),
  };
}

/** Ten anchors, each ten times the one before: ten thousand million values once expanded. */
export function yamlBomb(): string {
  const names = Array.from("abcdefghij");
  return names
    .map((name, index) => {
      const before = names[index - 1];
      const item = before === undefined ? "lol" : `*${before}`;
      return `${name}: &${name} [${Array.from({ length: 10 }, () => item).join(", ")}]`;
    })
    .join("\n");
}
