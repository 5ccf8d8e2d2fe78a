import { ts } from "ts-morph";
import type { BindingKind, Scope } from "./scopeModel.js";

/** Every scope of a file, by the node that opens it, with the names declared in it. */
export interface DeclaredScopes {
  readonly root: Scope;
  readonly scopeOfNode: ReadonlyMap<ts.Node, Scope>;
}

/** Whether a node opens a scope of its own. A function's body shares the function's scope. */
function opensScope(node: ts.Node): boolean {
  if (ts.isBlock(node)) return !ts.isFunctionLike(node.parent);
  return (
    ts.isSourceFile(node) ||
    ts.isFunctionLike(node) ||
    ts.isForStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isCaseBlock(node) ||
    ts.isCatchClause(node) ||
    ts.isClassLike(node) ||
    ts.isModuleBlock(node) ||
    ts.isClassStaticBlockDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isMappedTypeNode(node) ||
    ts.isConditionalTypeNode(node)
  );
}

/** Declares every name of a file in its scope. */
export function declareNames(source: ts.SourceFile): DeclaredScopes {
  const root: Scope = { node: source, parent: undefined, names: new Map() };
  const scopeOfNode = new Map<ts.Node, Scope>([[source, root]]);
  const visit = (node: ts.Node, outer: Scope): void => {
    let scope = outer;
    if (node !== source && opensScope(node)) {
      scope = { node, parent: outer, names: new Map() };
      scopeOfNode.set(node, scope);
    }
    declareNode(node, outer, scope);
    ts.forEachChild(node, (child) => visit(child, scope));
  };
  visit(source, root);
  return { root, scopeOfNode };
}

function declare(scope: Scope, name: ts.Identifier, kind: BindingKind): void {
  const known = scope.names.get(name.text);
  if (known === undefined) {
    scope.names.set(name.text, { name: name.text, kind, scope, declarations: [name], uses: [] });
    return;
  }
  known.declarations.push(name);
  if (known.kind === "type" && kind !== "type") Object.assign(known, { kind });
}

/** Declares what one node names: `outer` is the scope it stands in, `own` the one it opens (or `outer`). */
function declareNode(node: ts.Node, outer: Scope, own: Scope): void {
  if (ts.isVariableDeclaration(node)) declarePattern(node.name, ...variablePlace(node, outer));
  else if (ts.isParameter(node)) declarePattern(node.name, outer, "parameter");
  else if (ts.isFunctionDeclaration(node) && node.name) declare(outer, node.name, "function");
  else if (ts.isClassDeclaration(node) && node.name) declare(outer, node.name, "class");
  else if ((ts.isFunctionExpression(node) || ts.isClassExpression(node)) && node.name)
    declare(own, node.name, "self");
  else if (ts.isEnumDeclaration(node)) declare(outer, node.name, "enum");
  else if (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name))
    declare(outer, node.name, "namespace");
  else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
    declare(outer, node.name, "type");
  else if (ts.isTypeParameterDeclaration(node)) declare(outer, node.name, "typeParameter");
  else if (isImporting(node) && node.name) declare(outer, node.name, "import");
}

function isImporting(
  node: ts.Node,
): node is ts.ImportClause | ts.NamespaceImport | ts.ImportSpecifier | ts.ImportEqualsDeclaration {
  return (
    ts.isImportClause(node) ||
    ts.isNamespaceImport(node) ||
    ts.isImportSpecifier(node) ||
    ts.isImportEqualsDeclaration(node)
  );
}

function variablePlace(node: ts.VariableDeclaration, outer: Scope): [Scope, BindingKind] {
  if (ts.isCatchClause(node.parent)) return [outer, "catch"];
  const flags = ts.getCombinedNodeFlags(node);
  if ((flags & ts.NodeFlags.BlockScoped) === 0) return [functionScope(outer), "var"];
  return [outer, (flags & ts.NodeFlags.Let) !== 0 ? "let" : "const"];
}

/** The scope that `var` declares in: the nearest function, static block, namespace or the file. */
export function functionScope(scope: Scope): Scope {
  let at = scope;
  while (
    at.parent !== undefined &&
    !ts.isFunctionLike(at.node) &&
    !ts.isModuleBlock(at.node) &&
    !ts.isClassStaticBlockDeclaration(at.node)
  ) {
    at = at.parent;
  }
  return at;
}

function declarePattern(name: ts.BindingName, scope: Scope, kind: BindingKind): void {
  if (ts.isIdentifier(name)) {
    if (name.text !== "this") declare(scope, name, kind);
    return;
  }
  for (const element of name.elements) {
    if (ts.isBindingElement(element)) declarePattern(element.name, scope, kind);
  }
}
