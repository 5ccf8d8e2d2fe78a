import { ts } from "ts-morph";
import type { ClassFact } from "./facts.js";
import { parentOf, propertyName } from "./nodes.js";
import type { Origins } from "./origin.js";

/** The top-level classes of a file that extend another one, by name. */
export function classesOf(sourceFile: ts.SourceFile, origins: Origins): Record<string, ClassFact> {
  const classes = Object.create(null) as Record<string, ClassFact>;
  for (const statement of sourceFile.statements) {
    if (!ts.isClassDeclaration(statement) || statement.name === undefined) continue;
    const parent = parentOf(statement);
    if (parent === undefined) continue;
    const members = statement.members.flatMap((member) => propertyName(member.name) ?? []);
    classes[statement.name.text] = { parent: origins.of(parent), members };
  }
  return classes;
}
