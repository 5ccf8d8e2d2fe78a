import { ts } from "ts-morph";
import type { Origin, RenameFact } from "./facts.js";
import { isConst, staticName, unwrap } from "./nodes.js";
import type { Origins } from "./origin.js";

/** The top-level constants of a file that only give something another name: `const on = flags.isOn`. */
export function renamesOf(sourceFile: ts.SourceFile, origins: Origins): RenameFact[] {
  const renames: RenameFact[] = [];
  for (const statement of sourceFile.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const { name, initializer } = declaration;
      if (!ts.isIdentifier(name) || initializer === undefined || !isConst(declaration)) continue;
      const value = unwrap(initializer);
      const written = writtenName(value);
      if (written === undefined) continue;
      const origin = origins.of(value);
      renames.push({ name: name.text, inner: nameOf(origin) ?? written, origin });
    }
  }
  return renames;
}

function writtenName(value: ts.Expression): string | undefined {
  if (ts.isIdentifier(value)) return value.text;
  return ts.isPropertyAccessExpression(value) ? staticName(value) : undefined;
}

/** The name under which another module exports it. */
function nameOf(origin: Origin): string | undefined {
  return origin.kind === "import" ? (origin.rest.at(-1) ?? origin.name) : undefined;
}
