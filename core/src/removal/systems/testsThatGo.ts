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
  const source = context.view.source(context.file.path);
  if (source === undefined) return { edits: [], dies: false };
  const tests = testsIn(source);
  const mentions = testMentions(unit, source, context.step.folds);
  const helpers = helpersThatGo(context, source, mentions);
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
    else if (!mentionsDying(context.view, test)) continue;
    else if (context.step.takes !== "everything") {
      if (touches(context, test, context.deciders)) going.add(test);
    } else {
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

function isLosing(context: StepContext, { node, fold, gives }: TestMention): boolean {
  if (gives === "winner") return false;
  if (fold.isPartial !== true) return true;
  if (gives === "other") return false;
  const test = owningTest(context.file.unit, node);
  return test !== undefined && touches(context, test, context.deciders);
}

/** Whether a test, or a function of its file that it calls, names one of the functions. */
function touches(context: StepContext, test: ts.Node, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  if (usesAny(test, names)) return true;
  const own = test.getSourceFile().statements.filter(ts.isFunctionDeclaration);
  return own.some(
    (helper) =>
      helper.name !== undefined &&
      usesAny(test, new Set([helper.name.text])) &&
      usesAny(helper, names),
  );
}

function usesAny(node: ts.Node, names: ReadonlySet<string>): boolean {
  const visit = (child: ts.Node): boolean =>
    (ts.isIdentifier(child) && names.has(child.text)) || ts.forEachChild(child, visit) === true;
  return visit(node);
}

function callsAny(test: ts.Node, names: ReadonlySet<string>): boolean {
  return names.size > 0 && usesAny(test, names);
}

/** Functions of a test file's own that speak of what goes, or make states of a flag that goes. */
function helpersThatGo(
  context: StepContext,
  source: ts.SourceFile,
  mentions: readonly TestMention[],
): { readonly names: ReadonlySet<string>; readonly nodes: readonly ts.FunctionDeclaration[] } {
  const own = source.statements.filter(
    (statement): statement is ts.FunctionDeclaration =>
      ts.isFunctionDeclaration(statement) &&
      statement.name !== undefined &&
      !(ts.getModifiers(statement)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false),
  );
  const holdsTests = testsIn(source).length > 0 && context.step.takes === "everything";
  const nodes = own.filter((helper) => {
    const states = mentions.some(
      ({ node, gives, fold }) =>
        gives === "other" &&
        fold.isPartial !== true &&
        helper.pos <= node.pos &&
        node.end <= helper.end,
    );
    return states || (holdsTests && mentionsDying(context.view, helper));
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
  const others: ts.Node[] = [];
  const elsewhere: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && /^(?:await )?expect\(/u.test(node.getText())) {
      if (mentionsDying(context.view, node)) dying.push(node);
      else others.push(node);
      return;
    }
    const isName = ts.isIdentifier(node) || ts.isPrivateIdentifier(node);
    if (isName && mentionsDying(context.view, node)) elsewhere.push(node);
    ts.forEachChild(node, visit);
  };
  visit(test);
  return elsewhere.length > 0 || others.length === 0 ? undefined : dying;
}
