import { ts } from "ts-morph";
import type { FlagReference } from "../../reference/model.js";
import { declarationOf } from "../flow/declarations.js";
import { functionOf } from "../flow/known.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { skipOuter } from "../syntax/unit.js";

/**
 * Whether a reference is a use of the user's own constant or function that stands for one read (`const on = read()`).
 * It gets its value through what it is declared as, which may be more than the flag's value: a comparison, a negation.
 */
export function isAliasUse({ kind, matcher }: FlagReference): boolean {
  return matcher.startsWith("wrapper/") && (kind === "function" || kind === "constant");
}

/**
 * Whether a call of the user's own function that takes the key surely does not give the flag's value: it looks at the
 * flag on its way and answers something else.
 */
export function answersSomethingElse(
  project: RemovalProject,
  file: TrackedFile,
  reference: FlagReference,
  node: ts.Expression,
): boolean {
  if (reference.kind !== "wrapper" || reference.valueType !== "unknown") return false;
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return false;
  const declared = declarationOf(project, file, node.expression);
  const body = declared && functionOf(declared.declaration)?.body;
  if (body === undefined || !ts.isBlock(body)) return false;
  const results: ts.Expression[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isReturnStatement(child) && child.expression !== undefined)
      results.push(child.expression);
    if (!ts.isFunctionLike(child)) ts.forEachChild(child, visit);
  };
  visit(body);
  return results.length > 1 && results.some(callsParameter(body.parent));
}

/** Whether a result is what one of the function's own parameters answers when it is called. */
function callsParameter(owner: ts.Node): (result: ts.Expression) => boolean {
  const names = new Set<string>();
  if (ts.isFunctionLike(owner))
    for (const { name } of owner.parameters) if (ts.isIdentifier(name)) names.add(name.text);
  return (result) => {
    let inner: ts.Node = skipOuter(result);
    while (ts.isAwaitExpression(inner)) inner = skipOuter(inner.expression);
    return (
      ts.isCallExpression(inner) &&
      ts.isIdentifier(inner.expression) &&
      names.has(inner.expression.text)
    );
  };
}
