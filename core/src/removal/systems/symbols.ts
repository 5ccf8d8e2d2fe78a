import { ts } from "ts-morph";
import type { SystemSymbol } from "../../migration/model.js";
import { skipOuter } from "../syntax/unit.js";

/** Where a symbol of the registry is declared, as the checker knows it. */
export interface Declared {
  readonly symbol: SystemSymbol;
  readonly owner: ts.Symbol;
  /** For a member of a member: the type that has the last one, whatever name holds a value of it on the way. */
  readonly holder?: ts.Symbol;
}

/** How many parents of a class or interface are looked at. */
const maximumParents = 8;

/** Finds what a name of a module means: what it exports under it, else what it declares. */
export function declaredIn(
  checker: ts.TypeChecker,
  source: ts.SourceFile,
  name: string,
): ts.Symbol | undefined {
  const module = checker.getSymbolAtLocation(source);
  const exported = module && checker.tryGetMemberInModuleExports(name, module);
  if (exported !== undefined) return unaliased(checker, exported);
  for (const statement of source.statements) {
    for (const declared of namesDeclared(statement))
      if (declared.text === name) return checker.getSymbolAtLocation(declared);
  }
  return undefined;
}

/** The type that has the last member of a chain: `connect.bucket.put` is of what `bucket` gives. */
export function holderOf(
  checker: ts.TypeChecker,
  owner: ts.Symbol,
  member: string | undefined,
): ts.Symbol | undefined {
  const parts = member?.split(".").slice(0, -1) ?? [];
  const [declaration] = owner.declarations ?? [];
  if (parts.length === 0 || declaration === undefined) return undefined;
  let type = checker.getTypeOfSymbolAtLocation(owner, declaration);
  for (const part of parts) {
    const property = type.getProperty(part);
    if (property === undefined) return undefined;
    type = checker.getTypeOfSymbolAtLocation(property, declaration);
  }
  return type.getSymbol();
}

function namesDeclared(statement: ts.Statement): ts.Identifier[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name] : [],
    );
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name] : [];
}

/** What a symbol stands for, through imports and re-exports. */
export function unaliased(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

/** Whether a call reaches a symbol: the very function, or the member of what the registry names. */
export function reachesSymbol(
  checker: ts.TypeChecker,
  call: ts.CallExpression,
  { symbol, owner, holder }: Declared,
): boolean {
  if (symbol.member === undefined) return meant(checker, call.expression) === owner;
  const parts = symbol.member.split(".");
  const called = skipAwait(call.expression);
  if (holder !== undefined && ts.isPropertyAccessExpression(called)) {
    const isLast = called.name.text === parts[parts.length - 1];
    if (isLast && memberOwner(checker, called.name) === holder) return true;
  }
  let at: ts.Node = call.expression;
  for (let index = parts.length - 1; index >= 0; index--) {
    const callee = skipAwait(at);
    if (!ts.isPropertyAccessExpression(callee)) return false;
    const part = parts[index];
    if (part !== "*" && part !== callee.name.text) return false;
    if (index === 0 && memberOwner(checker, callee.name) === owner) return true;
    const holder = skipAwait(callee.expression);
    // `db().collection("x").insert()`: what a part gives when it is called is that part again.
    at = index > 0 && ts.isCallExpression(holder) ? holder.expression : holder;
  }
  return isOf(checker, at, owner);
}

function skipAwait(node: ts.Node): ts.Node {
  let at = skipOuter(node);
  while (ts.isAwaitExpression(at)) at = skipOuter(at.expression);
  return at;
}

function meant(checker: ts.TypeChecker, expression: ts.Node): ts.Symbol | undefined {
  const inner = skipAwait(expression);
  const name = ts.isPropertyAccessExpression(inner) ? inner.name : inner;
  const symbol = checker.getSymbolAtLocation(name);
  return symbol === undefined ? undefined : unaliased(checker, symbol);
}

/** The class, interface or constant object that declares what a name means. */
function memberOwner(checker: ts.TypeChecker, name: ts.MemberName): ts.Symbol | undefined {
  const [declaration] = checker.getSymbolAtLocation(name)?.declarations ?? [];
  return declaration === undefined ? undefined : ownerOf(checker, declaration);
}

function ownerOf(checker: ts.TypeChecker, declaration: ts.Declaration): ts.Symbol | undefined {
  const { parent } = declaration;
  if (ts.isClassLike(parent) || ts.isInterfaceDeclaration(parent)) {
    return parent.name && checker.getSymbolAtLocation(parent.name);
  }
  const held = ts.isObjectLiteralExpression(parent) ? parent.parent : undefined;
  return held !== undefined && ts.isVariableDeclaration(held)
    ? checker.getSymbolAtLocation(held.name)
    : undefined;
}

/** Whether an expression is what a symbol names, or has its type, or a type that extends or implements it. */
function isOf(checker: ts.TypeChecker, expression: ts.Node, owner: ts.Symbol): boolean {
  if (meant(checker, expression) === owner) return true;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(expression));
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => isKindOf(checker, part, owner, 0));
}

function isKindOf(
  checker: ts.TypeChecker,
  type: ts.Type,
  owner: ts.Symbol,
  depth: number,
): boolean {
  if (type.aliasSymbol === owner || type.getSymbol() === owner) return true;
  if (depth > maximumParents) return false;
  if (type.isIntersection())
    return type.types.some((part) => isKindOf(checker, part, owner, depth + 1));
  return (type.getSymbol()?.declarations ?? []).some((declaration) =>
    parentsOf(declaration).some((parent) =>
      isKindOf(checker, checker.getTypeAtLocation(parent), owner, depth + 1),
    ),
  );
}

function parentsOf(declaration: ts.Declaration): readonly ts.ExpressionWithTypeArguments[] {
  if (!ts.isClassLike(declaration) && !ts.isInterfaceDeclaration(declaration)) return [];
  return (declaration.heritageClauses ?? []).flatMap(({ types }) => types);
}

/** Whether a node stands inside of what symbols name: the function, the member, or all of it where every member is. */
export function isInsideOf(
  checker: ts.TypeChecker,
  node: ts.Node,
  declared: readonly Declared[],
): boolean {
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    const name = nameOf(at);
    const symbol = name && checker.getSymbolAtLocation(name);
    if (name === undefined || symbol === undefined) continue;
    const owner =
      ts.isClassElement(at) || ts.isObjectLiteralElement(at) ? ownerOf(checker, at) : undefined;
    const isNamed = declared.some((one) =>
      one.symbol.member === undefined || one.symbol.member === "*"
        ? one.owner === symbol
        : one.owner === owner && one.symbol.member === name.getText(),
    );
    if (isNamed) return true;
  }
  return false;
}

function nameOf(node: ts.Node): ts.Identifier | ts.PrivateIdentifier | undefined {
  const isNamed =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isVariableDeclaration(node);
  if (!isNamed || node.name === undefined) return undefined;
  return ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name) ? node.name : undefined;
}
