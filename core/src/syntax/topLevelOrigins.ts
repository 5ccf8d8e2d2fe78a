import { ts } from "./compiler.js";
import type { Origin } from "./facts.js";
import { propertyName } from "./nodes.js";
import type { Origins } from "./origin.js";

/**
 * Origins of the top-level bindings of a file, by name: of variables, of types that are another type's name, under
 * `Type.member` of the members that an interface, an object type or a class declares, and under `name()` and
 * `Type.method()` of what functions and methods give back.
 */
export function topLevelOrigins(
  sourceFile: ts.SourceFile,
  origins: Origins,
): Record<string, Origin> {
  const found = Object.create(null) as Record<string, Origin>;
  const keep = (name: string, origin: Origin): void => {
    // That a name means itself goes without saying.
    const isItself = origin.kind === "local" && origin.name === name && origin.rest.length === 0;
    if (isItself) return;
    if (origin.kind === "import" || origin.kind === "local") found[name] = origin;
  };
  for (const statement of sourceFile.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const one of statement.declarationList.declarations) addVariable(one, origins, keep);
    } else if (ts.isFunctionDeclaration(statement) && statement.name) {
      keep(`${statement.name.text}()`, origins.ofResult(statement));
    } else if (ts.isTypeAliasDeclaration(statement)) {
      const { type } = statement;
      if (ts.isTypeLiteralNode(type)) addMembers(statement.name.text, type.members, origins, keep);
      else keep(statement.name.text, origins.ofType(type));
    } else if (ts.isInterfaceDeclaration(statement)) {
      addMembers(statement.name.text, statement.members, origins, keep);
    } else if (ts.isClassDeclaration(statement) && statement.name) {
      addMembers(statement.name.text, statement.members, origins, keep);
    } else if (ts.isExportAssignment(statement) && !ts.isIdentifier(statement.expression)) {
      const origin = origins.of(statement.expression);
      if (origin.kind === "import") found.default = origin;
    }
  }
  return found;
}

type Keep = (name: string, origin: Origin) => void;

function addVariable(declaration: ts.VariableDeclaration, origins: Origins, keep: Keep): void {
  if (ts.isIdentifier(declaration.name)) {
    keep(declaration.name.text, origins.ofBinding(declaration));
    const value = declaration.initializer;
    if (value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))) {
      keep(`${declaration.name.text}()`, origins.ofResult(value));
    }
  } else if (ts.isObjectBindingPattern(declaration.name)) {
    for (const element of declaration.name.elements) {
      if (!ts.isIdentifier(element.name)) continue;
      const origin = origins.ofBinding(element);
      if (origin.kind === "import") keep(element.name.text, origin);
    }
  }
}

function addMembers(
  owner: string,
  members: readonly (ts.TypeElement | ts.ClassElement)[],
  origins: Origins,
  keep: Keep,
): void {
  for (const member of members) {
    if (ts.isConstructorDeclaration(member)) addParameterProperties(owner, member, origins, keep);
    if (ts.isMethodDeclaration(member) || ts.isMethodSignature(member)) {
      const method = propertyName(member.name);
      if (method !== undefined) keep(`${owner}.${method}()`, origins.ofResult(member));
    }
    if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) continue;
    if (ts.isPrivateIdentifier(member.name)) continue;
    const name = propertyName(member.name);
    if (name !== undefined) keep(`${owner}.${name}`, origins.ofType(member.type));
  }
}

function addParameterProperties(
  owner: string,
  declaration: ts.ConstructorDeclaration,
  origins: Origins,
  keep: Keep,
): void {
  for (const parameter of declaration.parameters) {
    if (!parameter.modifiers || !ts.isIdentifier(parameter.name)) continue;
    keep(`${owner}.${parameter.name.text}`, origins.ofType(parameter.type));
  }
}
