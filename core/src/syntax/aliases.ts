import { ts } from "./compiler.js";
import { transparentParent } from "./conditions.js";
import type { AliasFact } from "./facts.js";
import { isConst } from "./nodes.js";

/**
 * The top-level functions and constants that give exactly the value of a site.
 *
 * `export const isOn = () => client.isEnabled("x")` and `export const on = client.isEnabled("x")` read the flag
 * wherever they are used, so their uses are references too.
 */
export function aliasesOf(evaluations: readonly ts.Node[]): AliasFact[] {
  const aliases: AliasFact[] = [];
  evaluations.forEach((evaluation, site) => {
    const alias = aliasOf(evaluation);
    if (alias !== undefined) aliases.push({ ...alias, site });
  });
  return aliases;
}

/** Whether the function around an evaluation returns just its value, as it is or negated. */
export function returnedAs(evaluation: ts.Node): "same" | "opposite" | null {
  const { node, inverted } = outermost(evaluation);
  const parent = node.parent;
  const direct =
    (ts.isArrowFunction(parent) && parent.body === node) ||
    (ts.isReturnStatement(parent) &&
      ts.isBlock(parent.parent) &&
      parent.parent.statements.length === 1);
  const named = ts.isVariableDeclaration(parent) && returnedConstant(parent) !== undefined;
  if (!direct && !named) return null;
  return inverted ? "opposite" : "same";
}

function aliasOf(evaluation: ts.Node): Omit<AliasFact, "site"> | undefined {
  const { node, inverted } = outermost(evaluation);
  const parent = node.parent;
  if (ts.isVariableDeclaration(parent)) {
    const local = returnedConstant(parent);
    if (local !== undefined) return functionAlias(local, inverted);
    const name = topLevelConst(parent);
    return name === undefined ? undefined : { name, form: "value", inverted };
  }
  if (ts.isArrowFunction(parent) && parent.body === node) return functionAlias(parent, inverted);
  if (ts.isReturnStatement(parent) && ts.isBlock(parent.parent)) {
    const body = parent.parent;
    return body.statements.length === 1 ? functionAlias(body.parent, inverted) : undefined;
  }
  return undefined;
}

/** `const on = …; return on;` as the whole body. */
function returnedConstant(declaration: ts.VariableDeclaration): ts.Node | undefined {
  if (!ts.isIdentifier(declaration.name) || !isConst(declaration)) return undefined;
  const statement = declaration.parent.parent;
  const body = statement.parent;
  if (!ts.isBlock(body) || body.statements.length !== 2) return undefined;
  const last = body.statements[1];
  const returned = last && ts.isReturnStatement(last) ? last.expression : undefined;
  return returned && ts.isIdentifier(returned) && returned.text === declaration.name.text
    ? body.parent
    : undefined;
}

function functionAlias(node: ts.Node, inverted: boolean): Omit<AliasFact, "site"> | undefined {
  if (!ts.isFunctionLike(node) || takesRequired(node)) return undefined;
  if (ts.isFunctionDeclaration(node)) {
    return ts.isSourceFile(node.parent)
      ? { name: node.name?.text ?? "default", form: "call", inverted }
      : undefined;
  }
  const parent = node.parent;
  if (ts.isExportAssignment(parent)) return { name: "default", form: "call", inverted };
  const name = ts.isVariableDeclaration(parent) ? topLevelConst(parent) : undefined;
  return name === undefined ? undefined : { name, form: "call", inverted };
}

/** A function with a context or user parameter still gives one flag's value; a spread of many does not. */
function takesRequired(node: ts.SignatureDeclaration): boolean {
  return node.parameters.some((parameter) => parameter.dotDotDotToken !== undefined);
}

function topLevelConst(declaration: ts.VariableDeclaration): string | undefined {
  if (!ts.isVariableDeclarationList(declaration.parent) || !isConst(declaration)) return undefined;
  return ts.isSourceFile(declaration.parent.parent.parent) && ts.isIdentifier(declaration.name)
    ? declaration.name.text
    : undefined;
}

/** The largest expression whose truth is the site's, and whether it is the opposite. */
function outermost(evaluation: ts.Node): { node: ts.Node; inverted: boolean } {
  let node = evaluation;
  let inverted = false;
  for (;;) {
    const step = transparentParent(node);
    if (step === undefined) return { node, inverted };
    node = step.node;
    if (step.flips) inverted = !inverted;
  }
}
