import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ESLint, type Linter } from "eslint";
import { ESLint as ESLint9 } from "eslint-9";
import halyard from "eslint-plugin-halyard";
import tseslint from "typescript-eslint";
import { root as checkout } from "../../tools/examples.mjs";
import { toldOf, type Told } from "./lint.js";

/** What a spawned program printed, and how it ended. */
export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the checkout with Node.js. */
export function runNode(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Output> {
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(
      process.execPath,
      [join(checkout, program), ...args],
      options,
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });
}

/** A finding as a tool tells it that says only where it starts. */
export type ToldStart = Pick<Told, "path" | "rule" | "line" | "column" | "message">;

/** In one order for all tools. */
export function inOrder<T extends ToldStart>(told: readonly T[]): T[] {
  const keyOf = ({ path, line, column, rule, message }: T): string =>
    `${path} ${String(line).padStart(6)} ${String(column).padStart(6)} ${rule} ${message}`;
  return [...told].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** What `halyard check` finds in a workspace on a day. */
export async function checked(root: string, now: string): Promise<Told[]> {
  const args = ["check", "--no-cache", "--workers", "0", "--format", "json", "--now", now];
  const { stdout } = await runNode("cli/bin/halyard.js", args, root);
  const { findings } = JSON.parse(stdout) as { findings: (Told & { ruleId: string })[] };
  return inOrder(
    findings.map(({ ruleId, path, line, column, endLine, endColumn, message }) => ({
      path,
      rule: ruleId,
      line,
      column,
      endLine,
      endColumn,
      message,
    })),
  );
}

/** A whole configuration as a team would write it, for one workspace. */
export function teamConfig(root: string, now: string): Linter.Config[] {
  const settings = { cwd: root, now, cache: false, workers: 0 } as const;
  return [
    { files: ["**/*.{ts,tsx}"], languageOptions: { parser: tseslint.parser } },
    {
      files: ["**/*.jsx"],
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    },
    ...halyard.configs.recommended(settings),
    ...halyard.configs.registry(settings),
  ];
}

/** What one of the two major versions of ESLint finds in a whole workspace. */
export async function linted(
  version: 9 | 10,
  root: string,
  config: Linter.Config[],
): Promise<Told[]> {
  const options = { cwd: root, overrideConfigFile: true, overrideConfig: config } as const;
  const eslint = version === 9 ? new ESLint9(options) : new ESLint(options);
  const results = await eslint.lintFiles(["."]);
  return inOrder(
    results.flatMap(({ filePath, messages }) => toldOf(relative(root, filePath), messages)),
  );
}

interface OxlintOutput {
  readonly diagnostics: readonly {
    readonly message: string;
    readonly code: string;
    readonly filename: string;
    readonly labels: readonly [
      { readonly span: { readonly line: number; readonly column: number } },
      ...unknown[],
    ];
  }[];
}

/** What oxlint finds with the plugin unchanged; it tells where a finding starts, and not where it ends. */
export async function oxlinted(root: string, now: string): Promise<ToldStart[]> {
  const rules = Object.keys(halyard.rules).map((name) => [`halyard/${name}`, "warn"]);
  const config = {
    jsPlugins: [join(checkout, "eslint-plugin/dist/index.js")],
    plugins: [],
    categories: { correctness: "off" },
    settings: { halyard: { cwd: root, now, cache: false, workers: 0 } },
    rules: Object.fromEntries(rules),
  };
  writeFileSync(join(root, ".oxlintrc.json"), JSON.stringify(config));
  const { stdout } = await runNode("node_modules/oxlint/bin/oxlint", ["--format", "json"], root);
  const { diagnostics } = JSON.parse(stdout) as OxlintOutput;
  return diagnostics.map(({ message, code, filename, labels }) => ({
    path: filename,
    rule: /\((.+)\)$/u.exec(code)?.[1] ?? code,
    line: labels[0].span.line,
    column: labels[0].span.column,
    message,
  }));
}
