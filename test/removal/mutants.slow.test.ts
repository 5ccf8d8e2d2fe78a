import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import type { FoldRule } from "../../core/src/removal/fold/context.js";
import { keepOperand, toMark } from "../../core/src/removal/fold/context.js";
import { foldRules } from "../../core/src/removal/fold/foldFile.js";
import { replaceStatement } from "../../core/src/removal/statements/branches.js";
import { firstDifference } from "./support/samples.js";

/** Engines that are wrong on purpose, each in one rule that comes before all others. */
const mutants: Readonly<Record<string, FoldRule>> = {
  "keeps the wrong branch of an if": (node, context) => {
    if (!ts.isIfStatement(node)) return undefined;
    const mark = context.unit.markOf(node.expression);
    if (mark === undefined) return undefined;
    const kept = mark.value ? node.elseStatement : node.thenStatement;
    return [replaceStatement(context, node, kept, undefined, [])];
  },
  "keeps the wrong arm of a conditional": (node, context) => {
    if (!ts.isConditionalExpression(node)) return undefined;
    const mark = context.unit.markOf(node.condition);
    return mark && [keepOperand(context.unit, node, mark.value ? node.whenFalse : node.whenTrue)];
  },
  "drops the left operand of && whatever it does": (node, context) => {
    if (!ts.isBinaryExpression(node)) return undefined;
    if (node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) return undefined;
    const mark = context.unit.markOf(node.right);
    return mark && [toMark(context.unit, node, mark.value)];
  },
  "folds x || false to x where the value counts": (node, context) => {
    if (!ts.isBinaryExpression(node)) return undefined;
    if (node.operatorToken.kind !== ts.SyntaxKind.BarBarToken) return undefined;
    return context.unit.markOf(node.right) && [keepOperand(context.unit, node, node.left)];
  },
  "takes the user's own true for the flag": (node, context) => {
    if (node.kind !== ts.SyntaxKind.FalseKeyword || ts.isLiteralTypeNode(node.parent))
      return undefined;
    return context.unit.markOf(node) === undefined ? [toMark(context.unit, node, true)] : undefined;
  },
  "drops statements that could run": (node, context) => {
    if (!ts.isExpressionStatement(node) || !context.unit.wasUnwrapped(node)) return undefined;
    return [{ start: node.getStart(), end: node.end, parts: [";"] }];
  },
};

describe("the comparison by execution notices an engine that", () => {
  test.each(Object.entries(mutants))("%s", { timeout: 60_000 }, async (_name, mutant) => {
    expect(await firstDifference(160, 7, { foldRules: [mutant, ...foldRules] })).toBeDefined();
  });

  test("and finds nothing in the engine as it is", { timeout: 60_000 }, async () => {
    expect(await firstDifference(160, 7, {})).toBeUndefined();
  });
});
