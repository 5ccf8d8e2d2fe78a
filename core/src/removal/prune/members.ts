import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { plainName } from "../flow/objects.js";
import type { Binding } from "../syntax/scopeModel.js";
import { pruneSlotOf } from "./slots.js";
import { originalBinding } from "./usage.js";

/**
 * Removes one member of a parameter once nothing reads it any more, with what the callers give for it: of `props`
 * that is only ever read as `props.x`, and of a pattern that took the member out before.
 */
export function pruneMembers(project: RemovalProject, file: TrackedFile): boolean {
  for (const { parameter, names } of lostMembers(file)) {
    for (const name of names) {
      const key = `${String(file.unit.originAt(parameter.getStart()))}:${name}`;
      if (file.triedMembers.get(key) === project.revision) continue;
      file.triedMembers.set(key, project.revision);
      if (!pruneSlotOf(project, file, parameter, name)) continue;
      project.pruned.push({ kind: "prop", name, path: file.path });
      return true;
    }
  }
  return false;
}

interface LostMembers {
  readonly parameter: ts.ParameterDeclaration;
  readonly names: readonly string[];
}

function lostMembers(file: TrackedFile): LostMembers[] {
  const found = file.unit.scopes.bindings.flatMap((binding): LostMembers[] => {
    const [declaration] = binding.declarations;
    if (binding.kind !== "parameter" || declaration === undefined) return [];
    const { parent } = declaration;
    if (!ts.isParameter(parent) || parent.name !== declaration) return [];
    const now = membersRead(binding);
    const old = originalBinding(file, declaration);
    const before = old && membersRead(old);
    if (now === undefined || before === undefined) return [];
    return [{ parameter: parent, names: [...before].filter((name) => !now.has(name)) }];
  });
  return [...found, ...lostElements(file)].filter(({ names }) => names.length > 0);
}

/** Patterns of parameters that took out more members before. */
function lostElements(file: TrackedFile): LostMembers[] {
  const before = patternsOf(file.original.source);
  if (before.length === 0) return [];
  const old = new Map(before.map((pattern) => [pattern.getStart(file.original.source), pattern]));
  return patternsOf(file.unit.source).flatMap((pattern) => {
    const was = old.get(file.unit.originAt(pattern.getStart(file.unit.source)));
    const names = was === undefined ? undefined : keysOf(was);
    const now = names === undefined ? undefined : keysOf(pattern);
    if (names === undefined || now === undefined || !ts.isParameter(pattern.parent)) return [];
    return [{ parameter: pattern.parent, names: names.filter((name) => !now.includes(name)) }];
  });
}

function patternsOf(source: ts.SourceFile): ts.ObjectBindingPattern[] {
  const found: ts.ObjectBindingPattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isParameter(node) && ts.isObjectBindingPattern(node.name)) found.push(node.name);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The members that a pattern takes out, or undefined where it takes a rest or computed names. */
function keysOf(pattern: ts.ObjectBindingPattern): string[] | undefined {
  const names = pattern.elements.map((element) =>
    element.dotDotDotToken === undefined
      ? plainName(element.propertyName ?? element.name)
      : undefined,
  );
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length ? known : undefined;
}

/** The names read from an object, or undefined where it is also used as a whole. */
function membersRead(binding: Binding): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { node, write } of binding.uses) {
    const { parent } = node;
    if (write || !ts.isPropertyAccessExpression(parent) || parent.expression !== node)
      return undefined;
    names.add(parent.name.text);
  }
  return names;
}
