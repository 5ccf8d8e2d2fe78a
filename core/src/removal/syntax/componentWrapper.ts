import { ts } from "ts-morph";

/** What hands a component's props on as they are: `memo(Row)`, `React.forwardRef(…)`, `observer(…)`. */
export function wrappedComponent(node: ts.Node): ts.Expression | undefined {
  if (!ts.isCallExpression(node) || !isWrapper(node)) return undefined;
  return node.arguments[0];
}

/** The outermost such call around a component's function, or the function itself. */
export function outermostWrapper(node: ts.Node): ts.Node {
  let at = node;
  while (ts.isCallExpression(at.parent) && at.parent.arguments[0] === at && isWrapper(at.parent))
    at = at.parent;
  return at;
}

/** The type of the props that a wrapper is told: `memo<Props>(…)`, `forwardRef<Ref, Props>(…)`. */
export function wrapperProps(node: ts.CallExpression): ts.TypeNode | undefined {
  if (!isWrapper(node)) return undefined;
  return node.typeArguments?.[node.expression.getText().endsWith("forwardRef") ? 1 : 0];
}

function isWrapper(node: ts.CallExpression): boolean {
  return /^(?:React\.)?(?:memo|forwardRef|observer)$/u.test(node.expression.getText());
}
