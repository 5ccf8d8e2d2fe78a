import { ts } from "../compiler.js";
import { jsDocBefore } from "./jsDoc.js";
import { propertyOf, spanOf, unwrapped } from "./member.js";
import type { DeclaredMember } from "./member.js";
import { statementOf } from "./topLevel.js";
import type { TopLevel, TopLevelDeclaration } from "./topLevel.js";
import { interfaceMembers, typeMembers } from "./typeMembers.js";
import { arrayMembers, enumMembers, memberOfValue, objectMembers } from "./valueMembers.js";
import { matchesWildcard } from "./wildcard.js";

/**
 * The flags that one name of the configuration's `declarations` selects in a file, or undefined where the file has no
 * such name.
 *
 * `Name` is an enum, a type, an interface, an object, an array, a function or a constant; `name.inner` an object or
 * type within one; a pattern with `*` every exported function and constant that matches, one flag each.
 */
export function selectMembers(
  selector: string,
  file: TopLevel,
): readonly DeclaredMember[] | undefined {
  if (selector.includes("*")) {
    const names = [...file.exported].filter((name) => matchesWildcard(selector, name));
    const members = names.flatMap((name) => singleMember(name, file) ?? []);
    return members.length > 0 ? members : undefined;
  }
  const [name = "", ...path] = selector.split(".");
  const node = file.declarations.get(name);
  if (node === undefined) return undefined;
  return path.length === 0 ? membersOf(name, node, file) : innerMembers(node, path, file);
}

/** Every flag of one top-level declaration. */
export function membersOf(
  name: string,
  node: TopLevelDeclaration,
  file: TopLevel,
): readonly DeclaredMember[] {
  if (ts.isEnumDeclaration(node)) return enumMembers(node, file.sourceFile);
  if (ts.isInterfaceDeclaration(node)) return interfaceMembers(node, file);
  if (ts.isTypeAliasDeclaration(node)) return typeMembers(node.type, file);
  const value = ts.isVariableDeclaration(node) && node.initializer && unwrapped(node.initializer);
  if (value && ts.isObjectLiteralExpression(value)) return objectMembers(value, file.sourceFile);
  if (value && ts.isArrayLiteralExpression(value)) return arrayMembers(value, file.sourceFile);
  const single = singleMember(name, file);
  return single ? [single] : [];
}

/** One flag for a function or a constant: the key is what its value names, else its own name. */
export function singleMember(name: string, file: TopLevel): DeclaredMember | undefined {
  const node = file.declarations.get(name);
  if (node === undefined || !(ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node))) {
    return undefined;
  }
  const { sourceFile } = file;
  const statement = statementOf(node);
  const list = ts.isVariableDeclaration(node) ? node.parent : undefined;
  const isAlone = !list || (ts.isVariableDeclarationList(list) && list.declarations.length === 1);
  const entrySpan = spanOf(isAlone ? statement : node, sourceFile);
  const doc = jsDocBefore(statement, sourceFile);
  const value = ts.isVariableDeclaration(node) && node.initializer && unwrapped(node.initializer);
  const named = value ? memberOfValue(value, entrySpan, doc, sourceFile, false) : undefined;
  const keySpan = spanOf(node.name ?? node, sourceFile);
  return named ?? { key: name, keySpan, entrySpan, doc, fields: {} };
}

/** `experiments.flags`: the object literal or type member at a path inside a declaration. */
function innerMembers(
  node: TopLevelDeclaration,
  path: readonly string[],
  file: TopLevel,
): readonly DeclaredMember[] | undefined {
  if (ts.isVariableDeclaration(node)) {
    let value = node.initializer && unwrapped(node.initializer);
    for (const name of path) {
      if (value === undefined || !ts.isObjectLiteralExpression(value)) return undefined;
      value = propertyOf(value, name);
    }
    if (value && ts.isObjectLiteralExpression(value)) return objectMembers(value, file.sourceFile);
    return value && ts.isArrayLiteralExpression(value)
      ? arrayMembers(value, file.sourceFile)
      : undefined;
  }
  let type: ts.Node | undefined = ts.isTypeAliasDeclaration(node) ? node.type : node;
  for (const name of path) type = type && typeOfMember(type, name);
  return type && ts.isTypeNode(type) ? typeMembers(type, file) : undefined;
}

function typeOfMember(node: ts.Node, name: string): ts.TypeNode | undefined {
  if (!ts.isInterfaceDeclaration(node) && !ts.isTypeLiteralNode(node)) return undefined;
  const member = node.members.find(
    (one) => one.name && ts.isIdentifier(one.name) && one.name.text === name,
  );
  return member && ts.isPropertySignature(member) ? member.type : undefined;
}
