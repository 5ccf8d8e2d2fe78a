import { ts } from "./compiler.js";
import type { ExportFact } from "./facts.js";
import type { Binding } from "./scope.js";
import { propertyName } from "./nodes.js";

/** Module and exported name that a binding imports: `default`, `*` for the whole module. */
export function importOf(binding: Binding): { from: string; name: string } | undefined {
  if (ts.isImportSpecifier(binding)) {
    const from = specifierText(binding.parent.parent.parent.moduleSpecifier);
    return from === undefined
      ? undefined
      : { from, name: (binding.propertyName ?? binding.name).text };
  }
  if (ts.isNamespaceImport(binding)) {
    const from = specifierText(binding.parent.parent.moduleSpecifier);
    return from === undefined ? undefined : { from, name: "*" };
  }
  if (ts.isImportClause(binding)) {
    const from = specifierText(binding.parent.moduleSpecifier);
    return from === undefined ? undefined : { from, name: "default" };
  }
  if (ts.isImportEqualsDeclaration(binding)) {
    const reference = binding.moduleReference;
    const from = ts.isExternalModuleReference(reference)
      ? specifierText(reference.expression)
      : undefined;
    return from === undefined ? undefined : { from, name: "*" };
  }
  return requireOf(binding);
}

/** `const x = require("m")`, `const { x } = require("m")`, and their awaited `import("m")` twins. */
function requireOf(binding: Binding): { from: string; name: string } | undefined {
  if (ts.isVariableDeclaration(binding) && binding.initializer) {
    const from = requiredModule(binding.initializer);
    return from === undefined ? undefined : { from, name: "*" };
  }
  if (ts.isBindingElement(binding) && ts.isObjectBindingPattern(binding.parent)) {
    const owner = binding.parent.parent;
    if (!ts.isVariableDeclaration(owner) || !owner.initializer) return undefined;
    const from = requiredModule(owner.initializer);
    const name = propertyName(binding.propertyName) ?? propertyName(binding.name);
    return from === undefined || name === undefined ? undefined : { from, name };
  }
  return undefined;
}

/** The module that `require("m")` or `import("m")` loads. */
export function requiredModule(initializer: ts.Expression): string | undefined {
  const call = ts.isAwaitExpression(initializer) ? initializer.expression : initializer;
  if (!ts.isCallExpression(call)) return undefined;
  const isRequire = ts.isIdentifier(call.expression) && call.expression.text === "require";
  const isImport = call.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isRequire || isImport ? specifierText(call.arguments[0]) : undefined;
}

function specifierText(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** The imports of a file, as its index facts list them. */
export function importsOf(
  sourceFile: ts.SourceFile,
): { local: string; imported: string; from: string }[] {
  const imports: { local: string; imported: string; from: string }[] = [];
  for (const statement of sourceFile.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const from = specifierText(statement.moduleSpecifier);
    const clause = statement.importClause;
    if (from === undefined || clause === undefined) continue;
    if (clause.name) imports.push({ local: clause.name.text, imported: "default", from });
    const bindings = clause.namedBindings;
    if (bindings === undefined) continue;
    if (ts.isNamespaceImport(bindings)) {
      imports.push({ local: bindings.name.text, imported: "*", from });
      continue;
    }
    for (const element of bindings.elements) {
      imports.push({
        local: element.name.text,
        imported: (element.propertyName ?? element.name).text,
        from,
      });
    }
  }
  return imports;
}

/** What a file exports, under which names. Covers ES modules and plain `module.exports` / `exports.x` of CommonJS. */
export function exportsOf(sourceFile: ts.SourceFile): ExportFact[] {
  const exports: ExportFact[] = [];
  for (const statement of sourceFile.statements) {
    if (ts.isExportDeclaration(statement)) addExportDeclaration(statement, exports);
    else if (ts.isExportAssignment(statement)) {
      const { expression } = statement;
      const local = ts.isIdentifier(expression) ? { local: expression.text } : {};
      exports.push({ name: "default", ...local });
    } else if (ts.isExpressionStatement(statement)) addCommonJs(statement.expression, exports);
    else if (isExported(statement)) addDeclaration(statement, exports);
  }
  return exports;
}

function addExportDeclaration(statement: ts.ExportDeclaration, exports: ExportFact[]): void {
  const from = specifierText(statement.moduleSpecifier);
  const clause = statement.exportClause;
  if (clause === undefined) {
    if (from !== undefined) exports.push({ name: "*", from });
  } else if (ts.isNamespaceExport(clause)) {
    if (from !== undefined) exports.push({ name: clause.name.text, from, imported: "*" });
  } else {
    for (const element of clause.elements) {
      const inner = (element.propertyName ?? element.name).text;
      const name = element.name.text;
      exports.push(from === undefined ? { name, local: inner } : { name, from, imported: inner });
    }
  }
}

function addDeclaration(statement: ts.Statement, exports: ExportFact[]): void {
  if (ts.isVariableStatement(statement)) {
    for (const declaration of statement.declarationList.declarations) {
      if (ts.isIdentifier(declaration.name)) {
        exports.push({ name: declaration.name.text, local: declaration.name.text });
        continue;
      }
      for (const element of declaration.name.elements) {
        if (ts.isBindingElement(element) && ts.isIdentifier(element.name)) {
          exports.push({ name: element.name.text, local: element.name.text });
        }
      }
    }
    return;
  }
  const declaration = statement as ts.Statement & { name?: ts.Node };
  const name =
    declaration.name && ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
  if (hasModifier(statement, ts.SyntaxKind.DefaultKeyword)) {
    exports.push(name === undefined ? { name: "default" } : { name: "default", local: name });
  } else if (name !== undefined) {
    exports.push({ name, local: name });
  }
}

/** The exported name of `exports.x = …` and `module.exports.x = …`; `default` for `module.exports = …`. */
export function commonJsName(expression: ts.Node): string | undefined {
  if (
    !ts.isBinaryExpression(expression) ||
    expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken
  ) {
    return undefined;
  }
  const target = expression.left.getText();
  if (target === "module.exports") return "default";
  return /^(?:module\.)?exports\.([\w$]+)$/.exec(target)?.[1];
}

function addCommonJs(expression: ts.Expression, exports: ExportFact[]): void {
  const name = commonJsName(expression);
  if (name === undefined || !ts.isBinaryExpression(expression)) return;
  const { right } = expression;
  if (name === "default" && ts.isObjectLiteralExpression(right)) addMembers(right, exports);
  else if (ts.isIdentifier(right)) exports.push({ name, local: right.text });
  else exports.push({ name });
}

/** `module.exports = { one, two: other, KEY: "key" }` exports its members. */
function addMembers(object: ts.ObjectLiteralExpression, exports: ExportFact[]): void {
  for (const property of object.properties) {
    const name = property.name && propertyName(property.name);
    if (name === undefined) continue;
    if (ts.isShorthandPropertyAssignment(property)) exports.push({ name, local: name });
    else if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.initializer)) {
      exports.push({ name, local: property.initializer.text });
    } else exports.push({ name });
  }
}

function isExported(statement: ts.Statement): boolean {
  return hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

function hasModifier(statement: ts.Statement, kind: ts.SyntaxKind): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some((modifier) => modifier.kind === kind) ?? false)
  );
}
