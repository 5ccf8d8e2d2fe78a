import type { ts } from "ts-morph";
import type { JsonValue } from "../../text/json.js";
import type { Setting } from "./settings.js";
import { scopeOf, testTree, type TestNode } from "./testScopes.js";

/** What becomes of the tests of a file. */
export interface TestVerdict {
  /** Tests and suites of the losing side, outermost only. */
  readonly losing: readonly ts.ExpressionStatement[];
  /** Settings of another value of which nobody can tell which tests rely on them. */
  readonly open: readonly Setting[];
  /** Titles of tests that set nothing, while others beside them set the winning value. */
  readonly unset: readonly ts.ExpressionStatement[];
  /** Whether no test of the file is left. */
  readonly isEmptied: boolean;
}

type Side = "winning" | "losing" | "both";

/**
 * Decides which tests and suites test the losing side: those that set another value, and those that inherit it from
 * their suite's set-up or a function that they call. A test that also sets the winning value stays, and so does one
 * below a set-up for the whole file: what they expect is a person's to see.
 */
export function judgeTests(
  source: ts.SourceFile,
  settings: readonly Setting[],
  winner: JsonValue,
): TestVerdict {
  const sides = new Map<ts.Node, Side>();
  for (const { at, value } of settings) {
    const scope = scopeOf(at);
    const owner = scope.kind === "file" ? source : scope.statement;
    const side = value === winner ? "winning" : "losing";
    sides.set(owner, (sides.get(owner) ?? side) === side ? side : "both");
  }
  const tree = testTree(source);
  const judge = new Judge(sides);
  const losing = tree.flatMap((node) => judge.losingIn(node, "open"));
  const isEmptied = tree.length > 0 && tree.every(({ statement }) => losing.includes(statement));
  const lost = settings.filter(({ value }) => value !== winner);
  // What every test of a file shares says how the file is set up, not what its tests are about.
  if (isEmptied && lost.every(({ isShared }) => isShared))
    return { losing: [], open: lost, unset: [], isEmptied: false };
  const isGone = (node: ts.Node): boolean =>
    losing.some((statement) => statement.pos <= node.pos && node.end <= statement.end);
  return {
    losing,
    open: lost.filter(({ at }) => !isGone(at) && !isAnswered(sides, at, isGone)),
    unset: sides.has(source) ? [] : judge.unsetIn(tree),
    isEmptied,
  };
}

/** Set-up of a suite whose tests of the losing side are gone, and which has tests left that say otherwise. */
function isAnswered(
  sides: ReadonlyMap<ts.Node, Side>,
  at: ts.Node,
  isGone: (node: ts.Node) => boolean,
): boolean {
  const scope = scopeOf(at);
  if (scope.kind !== "suite" || sides.get(scope.statement) !== "losing") return false;
  return testTree(scope.statement.expression).some(({ statement }) => isGone(statement));
}

class Judge {
  readonly #sides: ReadonlyMap<ts.Node, Side>;

  constructor(sides: ReadonlyMap<ts.Node, Side>) {
    this.#sides = sides;
  }

  /** The statements that go at or below a node, whose surroundings set the given side. */
  losingIn(node: TestNode, around: "losing" | "open"): ts.ExpressionStatement[] {
    const own = this.#sides.get(node.statement);
    const side = own === undefined ? around : own === "losing" ? "losing" : "open";
    if (node.kind === "test" || node.inner.length === 0)
      return side === "losing" ? [node.statement] : [];
    const inner = node.inner.flatMap((one) => this.losingIn(one, side));
    const all = node.inner.every(({ statement }) => inner.includes(statement));
    return all ? [node.statement] : inner;
  }

  /** Tests that set nothing where one beside them, or a suite beside them, sets the winning value. */
  unsetIn(nodes: readonly TestNode[]): ts.ExpressionStatement[] {
    const wins = (one: TestNode): boolean =>
      this.#sides.get(one.statement) === "winning" || one.inner.some(wins);
    const sets = (one: TestNode): boolean => this.#sides.has(one.statement) || one.inner.some(sets);
    if (!nodes.some(wins)) return [];
    return nodes.flatMap((one) => {
      if (!sets(one)) return [one.statement];
      return this.#sides.has(one.statement) ? [] : this.unsetIn(one.inner);
    });
  }
}
