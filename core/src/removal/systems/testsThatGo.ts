import { ts } from "ts-morph";
import { deleteStatement } from "../statements/deleteStatement.js";
import { owningTest, titleOf } from "../seed/tests.js";
import { statementList } from "../syntax/positions.js";
import type { Edit } from "../text/trackedText.js";
import { mentionsDying, type StepContext } from "./context.js";
import { testMentions, withoutWinners, type TestMention } from "./testValues.js";

/** What becomes of a test file: edits, or the whole file goes. */
export interface TestOutcome {
  readonly edits: readonly Edit[];
  readonly dies: boolean;
}

/**
 * What a step does to a test file: tests of what goes go too, so do those that set a flag to a value that it will
 * never have again; set-ups of the value that stays lose it. Assertions about what goes are taken out of tests that
 * assert more.
 */
export function testOutcome(context: StepContext): TestOutcome {
  const { unit } = context.file;
  const { source } = unit;
  const tests = testsIn(source);
  const mentions = testMentions(unit, context.step.folds);
  const helpers = helpersThatGo(context, mentions);
  const going = new Set<ts.ExpressionStatement>();
  const edits: Edit[] = [];
  for (const mention of mentions.filter((one) => isLosing(context, one))) {
    const test = owningTest(unit, mention.node);
    if (test !== undefined) going.add(test);
    else if (isTopSetUp(mention.node)) return { edits: [], dies: true };
  }
  for (const test of tests) {
    if (going.has(test)) continue;
    if (callsAny(test, helpers.names)) going.add(test);
    else if (hasDying(context, test)) {
      const assertions = dyingAssertions(context, test);
      if (assertions === undefined) going.add(test);
      else edits.push(...assertions.map((one) => deleteStatement(unit, one)));
    }
  }
  if (tests.length > 0 && tests.every((test) => going.has(test))) return { edits: [], dies: true };
  for (const test of going) {
    edits.push(deleteStatement(unit, test));
    context.project.pruned.push({ kind: "test", name: titleOf(test), path: context.file.path });
  }
  edits.push(...helpers.nodes.map((node) => deleteStatement(unit, node)));
  const kept = mentions.filter(({ gives, fold }) => gives === "winner" && fold.isPartial !== true);
  return { edits: [...edits, ...withoutWinners(unit, kept)], dies: false };
}

/** Every `it` and `test` of a file that stands in a list of statements. */
function testsIn(source: ts.SourceFile): ts.ExpressionStatement[] {
  const tests: ts.ExpressionStatement[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
      let callee: ts.Expression = node.expression.expression;
      while (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee))
        callee = callee.expression;
      const isTest = ts.isIdentifier(callee) && /^(?:it|test|specify)$/u.test(callee.text);
      if (isTest && statementList(node) !== undefined) {
        tests.push(node);
        return;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return tests;
}

/** The node of the checked parse that stands where a node of the file stands. */
function twinOf({ view, file }: StepContext, node: ts.Node): ts.Node | undefined {
  const source = view.source(file.path);
  const start = node.getStart(file.unit.source);
  let found: ts.Node | undefined;
  const visit = (one: ts.Node): void => {
    if (found !== undefined || one.pos > start || one.end < node.end) return;
    if (one.kind === node.kind && one.end === node.end && one.getStart(source) === start)
      found = one;
    else ts.forEachChild(one, visit);
  };
  if (source !== undefined) visit(source);
  return found;
}

function hasDying(context: StepContext, node: ts.Node): boolean {
  const twin = twinOf(context, node);
  return twin !== undefined && mentionsDying(context.view, twin);
}

function isLosing(context: StepContext, { node, fold, gives }: TestMention): boolean {
  if (gives === "winner") return false;
  if (fold.isPartial !== true) return true;
  if (gives === "other") return false;
  const test = owningTest(context.file.unit, node);
  return test !== undefined && touches(context, test, namesOf(context, fold.references));
}

/** The names of the functions that hold these references. */
function namesOf(
  { project }: StepContext,
  references: TestMention["fold"]["references"],
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { path, functionStart, evaluation } of references) {
    const source = project.file(path)?.original.source;
    let at = source && nodeAt(source, evaluation.start);
    while (at !== undefined && !ts.isSourceFile(at)) {
      const named = ts.isFunctionLike(at) ? at.name : undefined;
      if (named !== undefined && ts.isIdentifier(named)) names.add(named.text);
      if (at.getStart() <= functionStart && named !== undefined) break;
      at = at.parent;
    }
  }
  return names;
}

function nodeAt(source: ts.SourceFile, offset: number): ts.Node {
  let at: ts.Node = source;
  const visit = (node: ts.Node): void => {
    if (node.getStart(source) <= offset && offset < node.end) {
      at = node;
      ts.forEachChild(node, visit);
    }
  };
  ts.forEachChild(source, visit);
  return at;
}

/** Whether a test, or a function of its file that it calls, names one of the functions. */
function touches(context: StepContext, test: ts.Node, names: ReadonlySet<string>): boolean {
  if (usesAny(test, names)) return true;
  const own = context.file.unit.source.statements.filter(ts.isFunctionDeclaration);
  return own.some(
    (helper) =>
      helper.name !== undefined &&
      usesAny(test, new Set([helper.name.text])) &&
      usesAny(helper, names),
  );
}

function usesAny(node: ts.Node, names: ReadonlySet<string>): boolean {
  let found = false;
  const visit = (child: ts.Node): void => {
    if (ts.isIdentifier(child) && names.has(child.text)) found = true;
    if (!found) ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

function callsAny(test: ts.Node, names: ReadonlySet<string>): boolean {
  return names.size > 0 && usesAny(test, names);
}

/** Functions of a test file's own that speak of what goes, or make states of a flag that goes. */
function helpersThatGo(
  context: StepContext,
  mentions: readonly TestMention[],
): { readonly names: ReadonlySet<string>; readonly nodes: readonly ts.FunctionDeclaration[] } {
  const own = context.file.unit.source.statements.filter(
    (statement): statement is ts.FunctionDeclaration =>
      ts.isFunctionDeclaration(statement) &&
      statement.name !== undefined &&
      !(ts.getModifiers(statement)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false),
  );
  const holdsTests = testsIn(context.file.unit.source).length > 0;
  const nodes = own.filter((helper) => {
    const states = mentions.some(
      ({ node, gives, fold }) =>
        gives === "other" &&
        fold.isPartial !== true &&
        helper.pos <= node.pos &&
        node.end <= helper.end,
    );
    return states || (holdsTests && hasDying(context, helper));
  });
  return { nodes, names: new Set(nodes.flatMap(({ name }) => name?.text ?? [])) };
}

/** A set-up that holds for every test of the file. */
function isTopSetUp(node: ts.Node): boolean {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isExpressionStatement(at) || !ts.isCallExpression(at.expression)) continue;
    const name = at.expression.expression.getText();
    if (/^(?:beforeEach|beforeAll|before|setup)$/u.test(name)) return ts.isSourceFile(at.parent);
  }
  return false;
}

/** The assertions about what goes, if that is all the test has to do with it and other assertions stay. */
function dyingAssertions(
  context: StepContext,
  test: ts.ExpressionStatement,
): readonly ts.ExpressionStatement[] | undefined {
  const dying: ts.ExpressionStatement[] = [];
  let others = 0;
  let elsewhere = false;
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && /^(?:await )?expect\(/u.test(node.getText())) {
      if (hasDying(context, node)) dying.push(node);
      else others += 1;
      return;
    }
    const isName = ts.isIdentifier(node) || ts.isPrivateIdentifier(node);
    if (isName && hasDying(context, node)) elsewhere = true;
    ts.forEachChild(node, visit);
  };
  visit(test);
  return elsewhere || others === 0 ? undefined : dying;
}
