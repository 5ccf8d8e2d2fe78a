import { readdirSync } from "node:fs";
import { join } from "node:path";
import { openWorkspace, planFlagRemoval, type Workspace } from "@halyard/core/node";
import { RuleTester } from "@typescript-eslint/rule-tester";
import { RuleTester as LanguageTester } from "eslint";
import halyard from "eslint-plugin-halyard";
import { afterAll, describe, it } from "vitest";
import type { Analysis } from "../../core/src/analysis/analysis.js";
import { createAnalysis } from "../../core/src/analysis/createAnalysis.js";
import { allFixes, offersFor, resolveFix } from "../../core/src/fixes/all.js";
import type { Finding } from "../../core/src/rules/model.js";
import { filesOf, load } from "../rules/analyse.js";
import { readFixture } from "../rules/markers.js";
import { settingsOf, workspaceOf } from "./workspace.js";

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;
LanguageTester.describe = describe;
LanguageTester.it = it;

const folder = new URL("../fixtures/rules/", import.meta.url);
const code = new RuleTester();
const languages = {
  json: new LanguageTester({ plugins: { halyard }, language: "halyard/json" }),
  yaml: new LanguageTester({ plugins: { halyard }, language: "halyard/yaml" }),
};
/** Fixes that any finding can have only put a comment beside, which ESLint does by itself. */
const fixes = allFixes.filter(({ ruleIds }) => ruleIds !== "every");

type Language = "code" | keyof typeof languages;
type Data = Record<string, string | number>;

/** What both testers want to be told of one finding. */
interface ExpectedError {
  messageId: string;
  data?: Data;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  suggestions?: { messageId: string; data?: Data; output: string }[];
}

interface Case {
  name: string;
  code: string;
  filename: string;
  settings: ReturnType<typeof settingsOf>;
  output: null;
  errors: ExpectedError[];
}

function languageOf(path: string): Language | undefined {
  if (/\.[cm]?[jt]sx?$/u.test(path)) return "code";
  if (/(?:^|\/)(?:package|tsconfig|halyard\.config)\.json$/u.test(path)) return undefined;
  if (/\.jsonc?$/u.test(path)) return "json";
  return /\.ya?ml$/u.test(path) ? "yaml" : undefined;
}

/** What a tester wants to be told of a finding: its words, its place, and what mends it. */
function errorOf(finding: Finding, analysis: Analysis, text: string): ExpectedError {
  const { start, end } = analysis.rangeOf(finding.place);
  const context = { analysis, now: analysis.now, textOf: () => text };
  const suggestions = offersFor(finding, context, fixes)
    .filter(({ staysInFile, kind }) => staysInFile && kind === "suggestion")
    .flatMap(({ fixId, data, title }) => {
      const result = resolveFix(fixId, data, context);
      const output = result.ok ? result.changes[0]?.newText : undefined;
      return output === undefined ? [] : [{ messageId: "fix", data: { title }, output }];
    });
  return {
    messageId: finding.messageId,
    ...(finding.data !== undefined && { data: finding.data }),
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...(suggestions.length > 0 && { suggestions }),
  };
}

/** The suggestion that takes a flag out of its only file: the plan of the command line, registries left aside. */
async function removalOf(
  workspace: Workspace,
  { flagKey = "", messageId, place }: Finding,
): Promise<{ messageId: string; output: string }[]> {
  if (!["rolledOut", "rolledBack"].includes(messageId)) return [];
  const { files } = await planFlagRemoval(workspace, { flagKey });
  const registries = workspace.analysis.registries.map(({ path }) => path);
  const code = files.filter(({ path }) => !registries.includes(path));
  const [only] = code;
  return code.length === 1 && only?.path === place.path
    ? [{ messageId: "fix", output: only.newText }]
    : [];
}

async function openedAt(root: string, now: Date): Promise<Workspace> {
  const opened = await openWorkspace({ cwd: root, now, cache: false, workers: 0 });
  if (!opened.ok) throw new Error("The fixture cannot be opened.");
  return opened.workspace;
}

/** One case for each file that a fixture's workspace has in this language. */
async function casesOf(ruleId: string, name: string): Promise<Map<Language, Case[]>> {
  const fixture = readFixture(new URL(`${ruleId}/${name}`, folder));
  const files = filesOf(fixture);
  const root = workspaceOf(files);
  const loaded = await load(files);
  const analysis = createAnalysis({ ...loaded, problems: [], now: fixture.now });
  const cases = new Map<Language, Case[]>();
  const workspace = ruleId === "rolled-out-flag" ? await openedAt(root, fixture.now) : undefined;
  for (const [path, text] of fixture.files) {
    const language = languageOf(path);
    // ESLint itself tells what stands in the way of reading a file.
    if (language === undefined || fixture.problemCodes.length > 0) continue;
    const found = analysis
      .findings()
      .filter((finding) => finding.ruleId === ruleId && finding.place.path === path);
    const errors = await Promise.all(
      found.map(async (finding) => {
        const error = errorOf(finding, analysis, text);
        const removals = workspace === undefined ? [] : await removalOf(workspace, finding);
        return removals.length === 0 ? error : { ...error, suggestions: removals };
      }),
    );
    const one = {
      name: `${name}: ${path}`,
      code: text,
      filename: join(root, path),
      settings: settingsOf(root, fixture.now.toISOString()),
      output: null,
      errors,
    };
    cases.set(language, [...(cases.get(language) ?? []), one]);
  }
  return cases;
}

/** The same case as one that is clean. */
function valid({
  errors: _errors,
  output: _output,
  ...one
}: Case): Omit<Case, "errors" | "output"> {
  return one;
}

for (const ruleId of readdirSync(folder).sort()) {
  const rule = halyard.rules[ruleId];
  if (rule === undefined) throw new Error(`The plugin lacks the rule ${ruleId}.`);
  const names = readdirSync(new URL(`${ruleId}/`, folder)).sort();
  const all = await Promise.all(names.map((name) => casesOf(ruleId, name)));
  for (const language of ["code", "json", "yaml"] as const) {
    const cases = all.flatMap((one) => one.get(language) ?? []);
    if (cases.length === 0) continue;
    const tests = {
      valid: cases.filter(({ errors }) => errors.length === 0).map(valid),
      invalid: cases.filter(({ errors }) => errors.length > 0),
    };
    if (language === "code") code.run(ruleId, rule, tests);
    else languages[language].run(`${ruleId} in ${language}`, rule, tests);
  }
}
