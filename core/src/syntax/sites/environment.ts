import { ts } from "../compiler.js";
import type { EnvMatcher } from "../../adapters/model.js";
import { propertyName, staticName, unwrap } from "../nodes.js";
import { endsWith, type NamePath } from "../paths.js";
import { defaultEnvironmentObjects, type PlannedMatcher } from "../plan.js";
import type { SiteContext } from "./siteContext.js";

/** Environment variables: `process.env.X`, `import.meta.env["X"]`. Which of them are flags is decided by their keys. */
export function collectVariable(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  context: SiteContext,
): void {
  if (context.plan.environment.length === 0) return;
  const name = staticName(node);
  const base = unwrap(node.expression);
  if (name === undefined || !(ts.isPropertyAccessExpression(base) || ts.isIdentifier(base))) return;
  const keyNode = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  for (const planned of matching(context.paths.of(base), context)) {
    context.propose({
      planned,
      key: { kind: "literal", value: name },
      keyNode,
      evaluation: node,
      origin: { kind: "unknown" },
      access: isAssigned(node) ? "override" : "read",
      knownKeysOnly: true,
      receiverNamed: true,
    });
  }
}

/** `const { X } = process.env`. */
export function collectVariablePattern(node: ts.ObjectBindingPattern, context: SiteContext): void {
  if (context.plan.environment.length === 0) return;
  const found = matching(context.paths.ofPattern(node), context);
  if (found.length === 0) return;
  for (const element of node.elements) {
    const name = propertyName(element.propertyName ?? element.name);
    if (name === undefined || element.dotDotDotToken) continue;
    for (const planned of found) {
      context.propose({
        planned,
        key: { kind: "literal", value: name },
        keyNode: element.propertyName ?? element.name,
        evaluation: element,
        origin: { kind: "unknown" },
        knownKeysOnly: true,
        receiverNamed: true,
      });
    }
  }
}

function matching(paths: readonly NamePath[], context: SiteContext): PlannedMatcher[] {
  return context.plan.environment.filter(({ matcher }) => {
    const objects = (matcher as EnvMatcher).objects ?? defaultEnvironmentObjects;
    return objects.some((object) => paths.some((path) => endsWith(path, object)));
  });
}

function isAssigned(node: ts.Expression): boolean {
  return (
    ts.isDeleteExpression(node.parent) ||
    (ts.isBinaryExpression(node.parent) &&
      node.parent.left === node &&
      node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
  );
}
