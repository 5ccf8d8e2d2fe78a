import type { FlagDefinition } from "../../registry/model.js";
import type { Operation, SystemSymbol } from "../model.js";
import { own, type Program } from "./program.js";

const writing =
  /^(?:add|append|archive|bulk|cancel|clear|create|delete|destroy|drop|emit|enqueue|erase|insert|index|merge|patch|persist|place|post|publish|push|put|record|remove|replace|save|send|set|store|submit|sync|takeOver|touch|truncate|update|upsert|write)(?![a-z])/u;
const reading =
  /^(?:all|count|exists|fetch|find|get|has|latest|list|load|lookup|peek|query|read|retrieve|scan|search|select|show|stream)(?![a-z])/u;

/** What a function's name says it does to a system; undefined where it does not say. */
function operationNamed(name: string): Operation | undefined {
  if (writing.test(name)) return "write";
  return reading.test(name) ? "read" : undefined;
}

/** The functions and methods that a system's modules export, as far as their names tell writes from reads. */
export function symbolsOfModules(
  files: readonly string[],
  program: Program,
  definition: FlagDefinition,
): readonly SystemSymbol[] {
  const place = { path: definition.path, span: definition.keySpan };
  return files.flatMap((module) => {
    const facts = program.factsOf(module);
    const exported = (facts?.exports ?? []).filter(({ from }) => from === undefined);
    return exported.flatMap(({ name, local }): SystemSymbol[] => {
      const declared = local ?? name;
      const declaration = facts && own(facts.declarations, declared);
      if (declaration?.k === "function") {
        const operation = operationNamed(declared);
        const text = `${module}#${declared}`;
        return operation === undefined ? [] : [{ text, module, name: declared, operation, place }];
      }
      if (declaration?.k !== "class") return [];
      return Object.entries(declaration.members).flatMap(([member, { func }]) => {
        const operation = operationNamed(member);
        if (func === undefined || operation === undefined || member.startsWith("#")) return [];
        const text = `${module}#${declared}.${member}`;
        return [{ text, module, name: declared, member, operation, place }];
      });
    });
  });
}
