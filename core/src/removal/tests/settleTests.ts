import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { isTestPath, titleOf } from "../seed/tests.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import { statementList } from "../syntax/positions.js";
import type { Unit } from "../syntax/unit.js";
import type { Edit } from "../text/trackedText.js";
import { judgeTests, type TestVerdict } from "./losingTests.js";
import { settingsOf, type Handed, type Setting } from "./settings.js";
import { narrowedTable, tableOf } from "./tables.js";
import { winnerInTests } from "./winnerInTests.js";

/** The edits that a file's set-ups of the flag ask for, beside taking the set-ups themselves out. */
export interface SettledTests {
  readonly edits: readonly Edit[];
  /** Whether a node goes with a test that goes. */
  isGone(node: ts.Node): boolean;
}

const nothing: SettledTests = { edits: [], isGone: () => false };

/**
 * Settles what becomes of the tests that set the flag: those of the losing side go, tables of cases keep the winning
 * rows, and what nobody can decide is noted. `overrides` are the places that name the flag in a set-up.
 */
export function settleTests(
  project: RemovalProject,
  file: TrackedFile,
  overrides: readonly ts.Node[],
): SettledTests {
  if (!isTestPath(file.path) || overrides.length === 0) return nothing;
  const found = readSetUps(project, file, overrides);
  const { unit } = file;
  const verdict = judgeTests(unit.source, found.settings, winnerInTests(project));
  noteOpen(project, file, verdict);
  if (verdict.isEmptied && isOnlyTests(file)) {
    file.deleted = true;
    project.pruned.push({ kind: "file", name: file.path, path: file.path });
    return { edits: [], isGone: () => true };
  }
  const going = verdict.losing.filter((statement) => statementList(statement) !== undefined);
  for (const statement of going)
    project.pruned.push({ kind: "test", name: titleOf(statement), path: file.path });
  const isGone = (node: ts.Node): boolean => going.some((one) => holds(unit, one, node));
  tellHanded(project, file, found.handed, isGone);
  return {
    edits: [...joined(going.map((statement) => deleteStatement(unit, statement))), ...found.edits],
    isGone,
  };
}

/** Deletions of neighbours both reach for the blank line between them; together they are one. */
function joined(edits: readonly Edit[]): Edit[] {
  const result: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    const last = result[result.length - 1];
    const isOne = last !== undefined && edit.start < last.end && edit.parts.length === 0;
    if (!isOne || last.parts.length > 0) result.push(edit);
    else {
      const unwraps = [...(last.unwraps ?? []), ...(edit.unwraps ?? [])];
      result[result.length - 1] = { ...last, end: Math.max(last.end, edit.end), unwraps };
    }
  }
  return result;
}

interface SetUps {
  readonly settings: readonly Setting[];
  readonly handed: readonly Handed[];
  readonly edits: readonly Edit[];
}

/** Reads what each set-up gives to the flag, and narrows the tables of cases that it comes from. */
function readSetUps(
  project: RemovalProject,
  file: TrackedFile,
  overrides: readonly ts.Node[],
): SetUps {
  const settings: Setting[] = [];
  const handed: Handed[] = [];
  const edits: Edit[] = [];
  for (const node of overrides) {
    const given = givenTo(node);
    const table = tableOf(file.unit, given);
    const narrowed = table && narrowedTable(file.unit, table, winnerInTests(project));
    if (table !== undefined && narrowed === "losing")
      settings.push({ setUp: node, at: table.runner, value: undefined, isShared: false });
    else if (narrowed !== undefined && narrowed !== "losing") edits.push(...narrowed);
    else if (isListed(node)) settings.push({ setUp: node, at: node, value: true, isShared: false });
    else {
      const passed = settingsOf(project, file, node, given);
      if (passed === undefined) noteUnknown(project, file, node, given);
      else handed.push(passed);
    }
  }
  return { settings: [...settings, ...handed.flatMap((one) => one.settings)], handed, edits };
}

/** A parameter that only the winning value is handed to any more holds it. */
function tellHanded(
  project: RemovalProject,
  file: TrackedFile,
  handed: readonly Handed[],
  isGone: (node: ts.Node) => boolean,
): void {
  const value = winnerInTests(project);
  for (const { settings, parameters } of handed) {
    if (!settings.every((one) => one.value === value || isGone(one.at))) continue;
    for (const name of parameters) {
      const origin = file.unit.originAt(name.getStart(file.unit.source));
      file.constants.set(origin, { kind: "value", mark: { value } });
    }
  }
}

/** Whether a file is there for its tests alone: named so, and exporting nothing. */
function isOnlyTests(file: TrackedFile): boolean {
  const isNamed = /[.-](?:test|spec)\.[cm]?[jt]sx?$/iu.test(file.path);
  return isNamed && !file.unit.source.statements.some(exports);
}

function exports(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return true;
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function holds(unit: Unit, statement: ts.Node, node: ts.Node): boolean {
  return statement.getStart(unit.source) <= node.getStart(unit.source) && node.end <= statement.end;
}

/** The expression that a set-up gives to the flag: `{ key: on }`, `mockFlag("key", on)`, `flags.key = on`. */
function givenTo(node: ts.Node): ts.Expression | undefined {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return parent.initializer;
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name;
  if (ts.isCallExpression(parent))
    return parent.arguments[parent.arguments.findIndex((argument) => argument === node) + 1];
  if (!ts.isPropertyAccessExpression(parent) && !ts.isElementAccessExpression(parent))
    return undefined;
  const assignment = parent.parent;
  return ts.isBinaryExpression(assignment) && assignment.left === parent
    ? assignment.right
    : undefined;
}

/** A list of the flags that are on names the flag, which gives it `true`. */
function isListed(node: ts.Node): boolean {
  return ts.isArrayLiteralExpression(node.parent);
}

function noteUnknown(
  project: RemovalProject,
  file: TrackedFile,
  node: ts.Node,
  given: ts.Expression | undefined,
): void {
  if (given === undefined) return;
  const place = { path: file.path, span: { start: node.getStart(), end: node.end } };
  const message =
    "This test set-up gives the flag a value that depends on more than this file shows; look at what its tests expect.";
  project.notes.push({ kind: "contradicting-test", message, place });
}

function noteOpen(project: RemovalProject, file: TrackedFile, { open, unset }: TestVerdict): void {
  const noted = new Map(open.map((setting) => [setting.setUp, setting.value]));
  for (const [setUp, value] of noted) {
    const place = { path: file.path, span: { start: setUp.getStart(), end: setUp.end } };
    const said = value === undefined ? "no value" : `the value ${JSON.stringify(value)}`;
    const message = `This test set-up gives the flag ${said}; look at what it expects.`;
    project.notes.push({ kind: "contradicting-test", message, place });
  }
  const [first, ...others] = unset;
  if (first === undefined || project.input.winningValue !== true) return;
  const place = { path: file.path, span: { start: first.getStart(), end: first.end } };
  const more = others.length === 0 ? "" : ` and ${String(others.length)} more`;
  const message = `"${titleOf(first)}"${more} set no value for the flag, unlike tests beside them; look at what they expect.`;
  project.notes.push({ kind: "contradicting-test", message, place });
}
