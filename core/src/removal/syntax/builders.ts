import { ts } from "ts-morph";
import { skipOuter, type Unit } from "./unit.js";

/** Imported names of which a call, or a template, only describes something: a style, a schema, a context, a query. */
const builders: ReadonlySet<string> = new Set([
  "styled",
  "css",
  "keyframes",
  "makeStyles",
  "createStyles",
  "cva",
  "clsx",
  "classNames",
  "gql",
  "graphql",
  "z",
  "yup",
  "createContext",
  "memo",
  "forwardRef",
  "lazy",
  "createSelector",
  "createDraftSafeSelector",
  "createStructuredSelector",
]);

/** Methods of `React` that only describe a component. */
const reactBuilders: ReadonlySet<string> = new Set(["createContext", "memo", "forwardRef", "lazy"]);

const globalConstructors: ReadonlySet<string> = new Set([
  "Set",
  "Map",
  "WeakMap",
  "WeakSet",
  "Date",
  "RegExp",
  "Error",
  "Intl.NumberFormat",
  "Intl.DateTimeFormat",
]);

/**
 * The parts whose evaluation remains of an expression that only describes something (`styled.div`…``,
 * `createContext(null)`, `new Set([…])`); undefined for anything else.
 */
export function builderParts(unit: Unit, node: ts.Node): readonly ts.Node[] | undefined {
  if (ts.isNewExpression(node)) {
    const isGlobal = globalConstructors.has(node.expression.getText()) && !isOwn(unit, node);
    return isGlobal ? (node.arguments ?? []) : undefined;
  }
  return isBuilder(unit, node) ? chainParts(node) : undefined;
}

function isOwn(unit: Unit, { expression }: ts.NewExpression): boolean {
  const root = rootOf(expression);
  return root === undefined || unit.scopes.bindingOf(root) !== undefined;
}

function isBuilder(unit: Unit, node: ts.Node): boolean {
  if (!ts.isCallExpression(node) && !ts.isTaggedTemplateExpression(node)) return false;
  const root = rootOf(node);
  if (root === undefined || unit.scopes.bindingOf(root)?.kind !== "import") return false;
  if (root.text !== "React") return builders.has(root.text) || isStyled(unit, root);
  const callee = ts.isCallExpression(node) ? skipOuter(node.expression) : undefined;
  return (
    callee !== undefined &&
    ts.isPropertyAccessExpression(callee) &&
    callee.expression === root &&
    reactBuilders.has(callee.name.text)
  );
}

/** `import { styled as muiStyled }`: another name for it. */
function isStyled(unit: Unit, root: ts.Identifier): boolean {
  const declared = unit.scopes.bindingOf(root)?.declarations[0]?.parent;
  return declared !== undefined && ts.isImportSpecifier(declared)
    ? builders.has(declared.propertyName?.text ?? "")
    : false;
}

/** The name at the start of a chain of calls, members and templates. */
function rootOf(node: ts.Node): ts.Identifier | undefined {
  const inner = skipOuter(node);
  if (ts.isIdentifier(inner)) return inner;
  if (ts.isCallExpression(inner) || ts.isPropertyAccessExpression(inner))
    return rootOf(inner.expression);
  return ts.isTaggedTemplateExpression(inner) ? rootOf(inner.tag) : undefined;
}

/** Everything that a chain evaluates beside its names: arguments, and what stands in templates. */
function chainParts(node: ts.Node): ts.Node[] {
  const inner = skipOuter(node);
  if (ts.isCallExpression(inner)) return [...inner.arguments, ...chainParts(inner.expression)];
  if (ts.isPropertyAccessExpression(inner)) return chainParts(inner.expression);
  if (!ts.isTaggedTemplateExpression(inner)) return [];
  const { template } = inner;
  const given = ts.isTemplateExpression(template)
    ? template.templateSpans.map((span) => span.expression)
    : [];
  return [...given, ...chainParts(inner.tag)];
}
