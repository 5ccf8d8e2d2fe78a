import { ts } from "./compiler.js";
import type { ConstantValue } from "./facts.js";
import { commonJsName } from "./imports.js";
import { isConst, propertyName, unwrap } from "./nodes.js";

/** The static string content of an expression: a string, or an object of such; undefined where there is none. */
export function constantOf(expression: ts.Expression): ConstantValue | undefined {
  const node = unwrap(expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isObjectLiteralExpression(node)) return objectConstant(node);
  if (ts.isCallExpression(node) && isFreeze(node) && node.arguments[0]) {
    return constantOf(node.arguments[0]);
  }
  return undefined;
}

/** The string members of an enum, by name. */
export function enumConstant(declaration: ts.EnumDeclaration): ConstantValue {
  const members = emptyRecord();
  for (const member of declaration.members) {
    const name = propertyName(member.name);
    const value = member.initializer && constantOf(member.initializer);
    if (name !== undefined && value !== undefined) members[name] = value;
  }
  return members;
}

/** The top-level constants of a file that hold strings, by local name. */
export function constantsOf(sourceFile: ts.SourceFile): Record<string, ConstantValue> {
  const constants = emptyRecord();
  collect(sourceFile.statements, constants);
  return constants;
}

function collect(statements: readonly ts.Statement[], into: Record<string, ConstantValue>): void {
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        if (!ts.isIdentifier(declaration.name) || !isConst(declaration)) continue;
        const value = declaration.initializer && constantOf(declaration.initializer);
        if (value !== undefined) into[declaration.name.text] = value;
      }
    } else if (ts.isEnumDeclaration(statement)) {
      into[statement.name.text] = enumConstant(statement);
    } else if (ts.isClassDeclaration(statement) && statement.name) {
      const members = staticStrings(statement);
      if (members !== undefined) into[statement.name.text] = members;
    } else if (
      ts.isModuleDeclaration(statement) &&
      statement.body &&
      ts.isModuleBlock(statement.body)
    ) {
      const members = emptyRecord();
      collect(statement.body.statements, members);
      into[statement.name.text] = members;
    } else if (ts.isExpressionStatement(statement)) {
      collectCommonJs(statement.expression, into);
    } else if (ts.isExportAssignment(statement)) {
      const value = constantOf(statement.expression);
      if (value !== undefined) into.default = value;
    }
  }
}

/** `module.exports = { KEY: "key" }` and `exports.KEY = "key"`. */
function collectCommonJs(expression: ts.Expression, into: Record<string, ConstantValue>): void {
  const name = commonJsName(expression);
  if (name === undefined || !ts.isBinaryExpression(expression)) return;
  const value = constantOf(expression.right);
  if (value === undefined) return;
  if (name !== "default" || typeof value === "string") into[name] ??= value;
  else for (const [member, held] of Object.entries(value)) into[member] ??= held;
}

function staticStrings(declaration: ts.ClassDeclaration): ConstantValue | undefined {
  const members = emptyRecord();
  let found = false;
  for (const member of declaration.members) {
    if (!ts.isPropertyDeclaration(member) || !member.initializer) continue;
    if (!member.modifiers?.some((one) => one.kind === ts.SyntaxKind.StaticKeyword)) continue;
    const name = propertyName(member.name);
    const value = constantOf(member.initializer);
    if (name === undefined || value === undefined) continue;
    members[name] = value;
    found = true;
  }
  return found ? members : undefined;
}

function objectConstant(node: ts.ObjectLiteralExpression): ConstantValue | undefined {
  const members = emptyRecord();
  let found = false;
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property)) continue;
    const name = propertyName(property.name);
    const value = constantOf(property.initializer);
    if (name === undefined || value === undefined) continue;
    members[name] = value;
    found = true;
  }
  return found ? members : undefined;
}

function isFreeze(node: ts.CallExpression): boolean {
  return node.expression.getText() === "Object.freeze";
}

/** Keys come from the workspace, so the record has no prototype that a `__proto__` member could reach. */
function emptyRecord(): Record<string, ConstantValue> {
  return Object.create(null) as Record<string, ConstantValue>;
}
