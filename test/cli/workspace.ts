import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { dispatch } from "../../cli/src/dispatch.js";
import { withoutWorkflowCommands } from "../../cli/src/terminal/inert.js";
import { terminalOf } from "../../cli/src/terminal/terminal.js";

/** The command as it is installed; `npx tsc -b cli` builds it. */
export const halyardPath = join(import.meta.dirname, "../../cli/bin/halyard.js");

/** What one call gave. */
export interface CallResult {
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A directory of a test's own, taken away after it. */
export interface TestWorkspace {
  readonly root: string;
  write(path: string, text: string): void;
  read(path: string): string;
  remove(path: string): void;
  /** Runs the command in it, in this process and without the machine's own environment. */
  halyard(...args: readonly string[]): Promise<CallResult>;
  git(...args: readonly string[]): Promise<CallResult>;
}

/** Makes a workspace of these files. */
export function createWorkspace(files: Readonly<Record<string, string>>): TestWorkspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "halyard-cli-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const gitSettings = [
    "-c",
    "user.name=t",
    "-c",
    "user.email=t@t.invalid",
    "-c",
    "init.defaultBranch=main",
  ];
  return {
    root,
    write,
    read: (path) => readFileSync(join(root, path), "utf8"),
    remove: (path) => {
      rmSync(join(root, path));
    },
    halyard: (...args) => runHere(args, root),
    git: (...args) => call("git", [...gitSettings, ...args], root),
  };
}

/** What the installed command does, but for the process around it; `main.test.ts` spawns the real one. */
async function runHere(args: readonly string[], root: string): Promise<CallResult> {
  const env = { LANG: "C.UTF-8" };
  let stdout = "";
  let stderr = "";
  const code = await dispatch(args, root, ({ cwd, color }) => ({
    cwd,
    env,
    clock: () => {
      throw new Error("A test without --now would depend on the day.");
    },
    terminal: terminalOf({}, env, color),
    errorTerminal: terminalOf({}, env, color),
    write: (text) => {
      stdout += text;
    },
    log: (text) => {
      stderr += withoutWorkflowCommands(text);
    },
  }));
  return { code, stdout, stderr };
}

/** Runs a program to its end. */
export function call(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<CallResult> {
  const clean = { PATH: process.env.PATH ?? "", HOME: cwd, LANG: "C.UTF-8", ...env };
  return new Promise((done) => {
    execFile(program, [...args], { cwd, env: clean }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : (error.code ?? null), stdout, stderr });
    });
  });
}

/** The day on which the sample's flags are judged. */
export const today = ["--now", "2026-03-01"] as const;

/** A boolean flag of a registry, with what production is set to and its life. */
export function booleanFlag(production: object, lifecycle: object): object {
  const state = { state: "ENABLED", defaultVariant: "on", ...production };
  return {
    flagType: "boolean",
    defaultValue: false,
    variants: { on: true, off: false },
    state: "ENABLED",
    defaultVariant: state.defaultVariant,
    environments: { production: state },
    lifecycle: { type: "release", ...lifecycle },
  };
}

const registry = {
  registryVersion: 1,
  flags: {
    "new-checkout": booleanFlag(
      { served: { on: 100, off: 0 }, since: "2026-01-10" },
      { owner: "team-checkout", created: "2025-12-01", expires: "2026-12-31" },
    ),
    "free-shipping": booleanFlag(
      {
        defaultVariant: "off",
        targeting: {
          fractional: [
            ["on", 50],
            ["off", 50],
          ],
        },
        since: "2026-02-01",
      },
      { type: "experiment", owner: "team-growth", created: "2026-01-20", expires: "2026-02-15" },
    ),
    "gift-cards": booleanFlag(
      { defaultVariant: "off", since: "2026-02-25" },
      { owner: "team-growth", created: "2025-12-20", expires: "2026-06-30" },
    ),
  },
};

const imports =
  'import { OpenFeature } from "@openfeature/server-sdk";\n\nconst flags = OpenFeature.getClient();\n\n';

/** One use of a flag, in a function of its own. */
export function flagUse(key: string, name = "show"): string {
  return `export async function ${name}(): Promise<string> {\n  return (await flags.getBooleanValue("${key}", false)) ? "new" : "old";\n}\n`;
}

/** A source file that reads these flags. */
export function sourceOf(...keys: readonly string[]): string {
  return imports + keys.map((key, index) => flagUse(key, `show${index}`)).join("\n");
}

/** A small workspace: one rolled-out flag, one expired, one used nowhere, and one misspelt key (an error). */
export const sampleFiles: Readonly<Record<string, string>> = {
  "flags.json": `${JSON.stringify(registry, null, 2)}\n`,
  "halyard.config.json": '{ "registry": "flags.json", "adapters": ["openfeature-server"] }\n',
  "package.json": '{ "name": "sample", "private": true }\n',
  ".gitignore": "node_modules/\n",
  "src/checkout.ts": sourceOf("new-checkout"),
  "src/shipping.ts": sourceOf("free-shipping", "free-shiping"),
};
