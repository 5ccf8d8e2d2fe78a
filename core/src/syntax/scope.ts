import { ts } from "./compiler.js";

/** A declaration that binds a name. */
export type Binding =
  | ts.VariableDeclaration
  | ts.BindingElement
  | ts.ParameterDeclaration
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ClassDeclaration
  | ts.ClassExpression
  | ts.EnumDeclaration
  | ts.ModuleDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.TypeParameterDeclaration
  | ts.ImportSpecifier
  | ts.ImportClause
  | ts.NamespaceImport
  | ts.ImportEqualsDeclaration;

type Names = ReadonlyMap<string, Binding>;

/** Lexical name resolution within one file, worked out scope by scope when asked. */
export class Scopes {
  readonly #names = new Map<ts.Node, Names>();

  /** The declaration that `name` means at `from`, or undefined for a global. */
  resolve(name: string, from: ts.Node): Binding | undefined {
    for (let node: ts.Node | undefined = from; node !== undefined; node = scopeParent(node)) {
      if (!isScope(node)) continue;
      const binding = this.#namesOf(node).get(name);
      if (binding !== undefined) return binding;
    }
    return undefined;
  }

  #namesOf(scope: ts.Node): Names {
    let names = this.#names.get(scope);
    if (names === undefined) {
      names = collectNames(scope);
      this.#names.set(scope, names);
    }
    return names;
  }
}

/** A parameter's default and a decorator see the function's outer scope only through the function itself. */
function scopeParent(node: ts.Node): ts.Node | undefined {
  return ts.isSourceFile(node) ? undefined : node.parent;
}

const scopeKinds = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.SourceFile,
  ts.SyntaxKind.Block,
  ts.SyntaxKind.ModuleBlock,
  ts.SyntaxKind.CaseBlock,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.MethodSignature,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
  ts.SyntaxKind.CallSignature,
  ts.SyntaxKind.ConstructSignature,
  ts.SyntaxKind.FunctionType,
  ts.SyntaxKind.ConstructorType,
]);

function isScope(node: ts.Node): boolean {
  return scopeKinds.has(node.kind);
}

function collectNames(scope: ts.Node): Names {
  const names = new Map<string, Binding>();
  if (ts.isFunctionLike(scope)) {
    addFunction(scope, names);
  } else if (ts.isForStatement(scope) || ts.isForInStatement(scope) || ts.isForOfStatement(scope)) {
    const initializer = scope.initializer;
    if (initializer && ts.isVariableDeclarationList(initializer)) addList(initializer, names);
  } else if (ts.isCatchClause(scope)) {
    if (scope.variableDeclaration) addPattern(scope.variableDeclaration, names);
  } else if (ts.isCaseBlock(scope)) {
    for (const clause of scope.clauses) addStatements(clause.statements, names);
  } else if (ts.isSourceFile(scope) || ts.isBlock(scope) || ts.isModuleBlock(scope)) {
    addStatements(scope.statements, names);
    if (ts.isSourceFile(scope)) hoistVars(scope, names);
  } else if (ts.isClassExpression(scope) && scope.name) {
    names.set(scope.name.text, scope);
  }
  addTypeParameters(scope, names);
  return names;
}

function addFunction(scope: ts.SignatureDeclaration, names: Map<string, Binding>): void {
  for (const parameter of scope.parameters) addPattern(parameter, names);
  if (ts.isFunctionExpression(scope) && scope.name) names.set(scope.name.text, scope);
  const body = "body" in scope ? scope.body : undefined;
  if (body !== undefined) hoistVars(body, names);
}

function addTypeParameters(scope: ts.Node, names: Map<string, Binding>): void {
  const parameters = (scope as { typeParameters?: ts.NodeArray<ts.TypeParameterDeclaration> })
    .typeParameters;
  for (const parameter of parameters ?? []) names.set(parameter.name.text, parameter);
}

function addStatements(statements: readonly ts.Statement[], names: Map<string, Binding>): void {
  for (const statement of statements) addStatement(statement, names);
}

function addStatement(statement: ts.Statement, names: Map<string, Binding>): void {
  if (ts.isVariableStatement(statement)) {
    addList(statement.declarationList, names);
  } else if (ts.isImportDeclaration(statement)) {
    addImport(statement, names);
  } else if (
    (ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isImportEqualsDeclaration(statement) ||
      ts.isModuleDeclaration(statement)) &&
    statement.name &&
    ts.isIdentifier(statement.name)
  ) {
    // A value declared first keeps the name: an interface never hides a function of the same name.
    if (!names.has(statement.name.text)) names.set(statement.name.text, statement);
  }
}

function addImport(statement: ts.ImportDeclaration, names: Map<string, Binding>): void {
  const clause = statement.importClause;
  if (clause === undefined) return;
  if (clause.name) names.set(clause.name.text, clause);
  const bindings = clause.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) names.set(bindings.name.text, bindings);
  else for (const element of bindings.elements) names.set(element.name.text, element);
}

function addList(list: ts.VariableDeclarationList, names: Map<string, Binding>): void {
  for (const declaration of list.declarations) addPattern(declaration, names);
}

function addPattern(
  declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
  names: Map<string, Binding>,
): void {
  const name = declaration.name;
  if (ts.isIdentifier(name)) {
    names.set(name.text, declaration);
    return;
  }
  for (const element of name.elements)
    if (!ts.isOmittedExpression(element)) addPattern(element, names);
}

/** `var` belongs to the function, however deep it stands. */
function hoistVars(body: ts.Node, names: Map<string, Binding>): void {
  const visit = (node: ts.Node): void => {
    if (node !== body && ts.isFunctionLike(node)) return;
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) {
      addList(node, names);
    }
    if (mayHoldStatements(node)) ts.forEachChild(node, visit);
  };
  visit(body);
}

function mayHoldStatements(node: ts.Node): boolean {
  return !ts.isExpression(node) && !ts.isTypeNode(node) && !ts.isClassLike(node);
}
