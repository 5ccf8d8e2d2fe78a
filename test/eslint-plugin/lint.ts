import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Linter } from "eslint";
import halyard from "eslint-plugin-halyard";
import tseslint from "typescript-eslint";
import * as vueParser from "vue-eslint-parser";
import { settingsOf } from "./workspace.js";

/** A finding as one tool tells it, with 1-based lines and columns. */
export interface Told {
  readonly path: string;
  readonly rule: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number | undefined;
  readonly endColumn: number | undefined;
  readonly message: string;
}

const everyRule = Object.fromEntries(
  Object.keys(halyard.rules).map((name) => [`halyard/${name}`, "warn" as const]),
);

/** The languages of sources and registries, every rule turned on. */
export function configFor(root: string, now?: string): Linter.Config[] {
  const parser = { parser: tseslint.parser };
  return [
    { files: ["**/*.{ts,tsx,mts,cts}"], languageOptions: parser },
    {
      files: ["**/*.{js,jsx,mjs}"],
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    },
    { files: ["**/*.vue"], languageOptions: { parser: vueParser, parserOptions: parser } },
    {
      files: ["**/*.{json,jsonc}"],
      plugins: { halyard },
      language: "halyard/json",
      languageOptions: { allowTrailingCommas: true },
    },
    { files: ["**/*.{yaml,yml}"], plugins: { halyard }, language: "halyard/yaml" },
    {
      files: ["**/*"],
      plugins: { halyard },
      settings: settingsOf(root, now),
      rules: everyRule,
      linterOptions: { reportUnusedDisableDirectives: "off" },
    },
  ];
}

/** What ESLint says of one file of a workspace, or of a text in its place. */
export function lintFile(
  root: string,
  path: string,
  { now, text, config }: { now?: string; text?: string; config?: Linter.Config[] } = {},
): Linter.LintMessage[] {
  const filename = join(root, path);
  const code = text ?? readFileSync(filename, "utf8");
  return new Linter({ cwd: root }).verify(code, config ?? configFor(root, now), { filename });
}

/** Messages in the form in which tools are compared. */
export function toldOf(path: string, messages: readonly Linter.LintMessage[]): Told[] {
  return messages.map(({ ruleId, line, column, endLine, endColumn, message }) => ({
    path,
    rule: ruleId?.replace("halyard/", "") ?? "fatal",
    line,
    column,
    endLine,
    endColumn,
    message,
  }));
}
