import { ts } from "ts-morph";
import { ignoresFalsyValue, ignoresTruthyValue, inBooleanContext } from "./positions.js";
import { outermost, type Unit } from "./unit.js";

/**
 * Whether a node initializes a local constant of which every use looks at the truthiness only, as far as its
 * truthy (or falsy) value is concerned.
 */
export function bindingIgnores(unit: Unit, node: ts.Node, truthy: boolean): boolean {
  const declaration = outermost(node).parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return false;
  const binding = unit.scopes.bindingOf(declaration.name);
  if (binding?.kind !== "const" || isExported(declaration)) return false;
  const ignores = truthy ? ignoresTruthyValue : ignoresFalsyValue;
  return binding.uses.every((use) => !use.inType && ignores(use.node));
}

/** Whether a node initializes a local constant of which every use looks at the truthiness and nothing else. */
export function bindingIsOnlyTested(unit: Unit, node: ts.Node): boolean {
  const declaration = outermost(node).parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return false;
  const binding = unit.scopes.bindingOf(declaration.name);
  if (binding?.kind !== "const" || isExported(declaration)) return false;
  return (
    binding.uses.length > 0 &&
    binding.uses.every((use) => !use.inType && inBooleanContext(use.node))
  );
}

/** Whether a variable's statement carries `export`, or an export list names it. */
function isExported(declaration: ts.VariableDeclaration): boolean {
  const statement = declaration.parent.parent;
  return (
    ts.isVariableStatement(statement) &&
    (statement.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}
