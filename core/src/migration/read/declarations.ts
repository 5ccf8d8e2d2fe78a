import { ts } from "../../syntax/compiler.js";
import { isConst, spanOf } from "../../syntax/nodes.js";
import type { JsonValue } from "../../text/json.js";
import type { Declaration, MemberFact, Value } from "../flowFacts.js";
import { memberName } from "./functions.js";
import { membersOf, typeOf } from "./types.js";
import { classNameOf, isAssigned, type NumberOf, type Values } from "./values.js";

/** The top-level declarations of a file by name, and every class, wherever it stands. */
export function declarationsOf(
  sourceFile: ts.SourceFile,
  values: Values,
  numberOf: NumberOf,
): Record<string, Declaration> {
  const found = Object.create(null) as Record<string, Declaration>;
  for (const statement of sourceFile.statements) {
    if (ts.isVariableStatement(statement)) addVariables(statement, values, found);
    else if (ts.isFunctionDeclaration(statement)) {
      const name = statement.name?.text ?? "default";
      // An overload has no body; the implementation comes last and wins.
      found[name] = { k: "function", func: numberOf(statement) };
    } else if (ts.isInterfaceDeclaration(statement)) addInterface(statement, found);
    else if (ts.isTypeAliasDeclaration(statement)) {
      if (!Object.hasOwn(found, statement.name.text)) {
        found[statement.name.text] = { k: "alias", type: typeOf(statement.type) };
      }
    } else if (ts.isEnumDeclaration(statement)) {
      found[statement.name.text] = { k: "enum", members: enumMembers(statement) };
    } else if (ts.isExportAssignment(statement)) {
      found.default = { k: "variable", value: values.of(statement.expression) };
    }
  }
  addClasses(sourceFile, values, numberOf, found);
  return found;
}

function addVariables(
  statement: ts.VariableStatement,
  values: Values,
  found: Record<string, Declaration>,
): void {
  for (const declaration of statement.declarationList.declarations) {
    const { name, type, initializer } = declaration;
    if (ts.isIdentifier(name)) {
      const changes = !isConst(declaration) && isAssigned(declaration);
      found[name.text] = {
        k: "variable",
        ...(type && { type: typeOf(type) }),
        ...(initializer && { value: values.of(initializer) }),
        ...(changes && { changes }),
      };
    } else if (ts.isObjectBindingPattern(name)) {
      for (const element of name.elements) {
        if (!ts.isIdentifier(element.name)) continue;
        const { value } = values.locals[values.localOf(element)] ?? {};
        found[element.name.text] = { k: "variable", ...(value && { value }) };
      }
    }
  }
}

function addInterface(
  statement: ts.InterfaceDeclaration,
  found: Record<string, Declaration>,
): void {
  const earlier = found[statement.name.text];
  if (earlier !== undefined && earlier.k !== "interface") return;
  const parents = (statement.heritageClauses ?? []).flatMap(({ types }) => types);
  found[statement.name.text] = {
    k: "interface",
    extends: [...(earlier?.extends ?? []), ...parents.map((one) => typeOf(one))],
    members: { ...earlier?.members, ...membersOf(statement.members) },
  };
}

function enumMembers(statement: ts.EnumDeclaration): Record<string, JsonValue> {
  const members = Object.create(null) as Record<string, JsonValue>;
  let next = 0;
  for (const { name, initializer } of statement.members) {
    const text = memberName(name);
    if (text === undefined) continue;
    if (initializer && ts.isStringLiteralLike(initializer)) members[text] = initializer.text;
    else if (initializer && ts.isNumericLiteral(initializer)) {
      members[text] = Number(initializer.text);
      next = Number(initializer.text) + 1;
    } else members[text] = next++;
  }
  return members;
}

function addClasses(
  sourceFile: ts.SourceFile,
  values: Values,
  numberOf: NumberOf,
  found: Record<string, Declaration>,
): void {
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) {
      const name = classNameOf(node);
      const isTaken = name === undefined || found[name]?.k === "class";
      if (!isTaken) found[name] = classOf(node, values, numberOf);
    }
    ts.forEachChild(node, visit);
  };
  visit(sourceFile);
}

function classOf(node: ts.ClassLikeDeclaration, values: Values, numberOf: NumberOf): Declaration {
  const clauses = node.heritageClauses ?? [];
  const parent = clauses.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const contracts = clauses
    .filter(({ token }) => token === ts.SyntaxKind.ImplementsKeyword)
    .flatMap(({ types }) => types);
  const maker = node.members.find(
    (one): one is ts.ConstructorDeclaration =>
      ts.isConstructorDeclaration(one) && one.body !== undefined,
  );
  return {
    k: "class",
    nameSpan: spanOf(node.name ?? node),
    ...(parent && { extends: values.of(parent.expression) }),
    implements: contracts.map((one) => typeOf(one)),
    members: membersOfClass(node, maker, values, numberOf),
    ...(maker && { maker: numberOf(maker) }),
  };
}

function membersOfClass(
  node: ts.ClassLikeDeclaration,
  maker: ts.ConstructorDeclaration | undefined,
  values: Values,
  numberOf: NumberOf,
): Record<string, MemberFact> {
  const members = Object.create(null) as Record<string, MemberFact>;
  for (const member of node.members) {
    const name = member.name && memberName(member.name);
    if (name === undefined) continue;
    if (ts.isPropertyDeclaration(member)) {
      members[name] = {
        ...(member.type && { type: typeOf(member.type) }),
        values: member.initializer ? [values.of(member.initializer)] : [],
        ...functionIn(member.initializer, numberOf),
      };
    } else if (ts.isMethodDeclaration(member)) {
      members[name] = { values: [], func: numberOf(member) };
    } else if (ts.isGetAccessorDeclaration(member)) {
      members[name] = {
        ...(member.type && { type: typeOf(member.type) }),
        values: getter(member, values),
      };
    }
  }
  for (const parameter of maker?.parameters ?? []) addProperty(parameter, values, members);
  for (const [name, value] of assignmentsIn(node, values)) {
    const known = members[name] ?? { values: [] };
    members[name] = { ...known, values: [...known.values, value] };
  }
  return members;
}

function getter(member: ts.GetAccessorDeclaration, values: Values): Value[] {
  const last = member.body?.statements.at(-1);
  return last && ts.isReturnStatement(last) && last.expression ? [values.of(last.expression)] : [];
}

function functionIn(
  value: ts.Expression | undefined,
  numberOf: NumberOf,
): Pick<MemberFact, "func"> {
  if (value === undefined) return {};
  return ts.isArrowFunction(value) || ts.isFunctionExpression(value)
    ? { func: numberOf(value) }
    : {};
}

/** `constructor(private readonly store: Store)` declares a field. */
function addProperty(
  parameter: ts.ParameterDeclaration,
  values: Values,
  members: Record<string, MemberFact>,
): void {
  if (!ts.isParameterPropertyDeclaration(parameter, parameter.parent)) return;
  if (!ts.isIdentifier(parameter.name)) return;
  const id = values.localOf(parameter);
  members[parameter.name.text] = {
    ...(parameter.type && { type: typeOf(parameter.type) }),
    values: [{ ...spanOf(parameter), k: "local", id }],
  };
}

/** `this.field = value`, in constructors and elsewhere. */
function assignmentsIn(node: ts.ClassLikeDeclaration, values: Values): [string, Value][] {
  const found: [string, Value][] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isClassLike(inner)) return;
    if (
      ts.isBinaryExpression(inner) &&
      inner.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(inner.left) &&
      inner.left.expression.kind === ts.SyntaxKind.ThisKeyword
    ) {
      found.push([inner.left.name.text, values.of(inner.right)]);
    }
    ts.forEachChild(inner, visit);
  };
  for (const member of node.members) visit(member);
  return found;
}
