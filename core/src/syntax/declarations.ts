import { ts } from "./compiler.js";
import { constantOf } from "./constants.js";
import type { DeclarationFact } from "./facts.js";
import { importOf } from "./imports.js";
import { unwrap } from "./nodes.js";
import type { Origins } from "./origin.js";
import type { Scopes } from "./scope.js";

/** The top-level constants of a file whose initializer calls one of `names` with an object of strings. */
export function declarationsOf(
  sourceFile: ts.SourceFile,
  names: ReadonlySet<string>,
  scopes: Scopes,
  origins: Origins,
): Record<string, DeclarationFact> {
  const found = Object.create(null) as Record<string, DeclarationFact>;
  if (names.size === 0) return found;
  for (const statement of sourceFile.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const call = declaration.initializer && unwrap(declaration.initializer);
      if (!call || !ts.isCallExpression(call) || !ts.isIdentifier(declaration.name)) continue;
      const callee = unwrap(call.expression);
      const argument = call.arguments[0] && constantOf(call.arguments[0]);
      if (!ts.isIdentifier(callee) || argument === undefined) continue;
      const name = exportedName(callee, scopes);
      if (!names.has(name)) continue;
      found[declaration.name.text] = { callee: name, origin: origins.of(callee), argument };
    }
  }
  return found;
}

function exportedName(callee: ts.Identifier, scopes: Scopes): string {
  const binding = scopes.resolve(callee.text, callee);
  return (binding && importOf(binding)?.name) ?? callee.text;
}
