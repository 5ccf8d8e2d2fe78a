import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { keysOf, namesRead } from "../flow/propReads.js";
import type { Binding } from "../syntax/scopeModel.js";
import { pruneSlotOf } from "./slots.js";
import { originalBinding } from "./usage.js";

/**
 * Removes one member of a parameter once nothing reads it any more, with what the callers give for it: of `props`
 * that is only ever read as `props.x`, and of a pattern that took the member out before.
 */
export function pruneMembers(project: RemovalProject, file: TrackedFile): boolean {
  for (const { parameter, names } of lostMembers(project, file)) {
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

function lostMembers(project: RemovalProject, file: TrackedFile): LostMembers[] {
  const found = file.unit.scopes.bindings.flatMap((binding): LostMembers[] => {
    const [declaration] = binding.declarations;
    if (binding.kind !== "parameter" || declaration === undefined) return [];
    const { parent } = declaration;
    if (!ts.isParameter(parent) || parent.name !== declaration) return [];
    const now = namesRead(project, file, binding);
    const old = originalBinding(file, declaration);
    if (now === undefined || old === undefined) return [];
    const before = [...readBefore(old), ...spreadLosses(file, parent)];
    return [{ parameter: parent, names: before.filter((name) => !now.has(name)) }];
  });
  return [...found, ...lostElements(file), ...lostRests(project, file)].filter(
    ({ names }) => names.length > 0,
  );
}

function spreadLosses(file: TrackedFile, parameter: ts.ParameterDeclaration): readonly string[] {
  const origin = file.unit.originAt(parameter.getStart(file.unit.source));
  return [...(file.lostMembers.get(origin) ?? [])];
}

/** Patterns whose rest was spread into components that read less now. */
function lostRests(project: RemovalProject, file: TrackedFile): LostMembers[] {
  if (file.lostMembers.size === 0) return [];
  return patternsOf(file.unit.source).flatMap((pattern): LostMembers[] => {
    const { parent: parameter } = pattern;
    const losses = ts.isParameter(parameter) ? spreadLosses(file, parameter) : [];
    const rest = pattern.elements.find(({ dotDotDotToken }) => dotDotDotToken !== undefined);
    if (losses.length === 0 || rest === undefined || !ts.isParameter(parameter)) return [];
    const binding = ts.isIdentifier(rest.name) ? file.unit.scopes.bindingOf(rest.name) : undefined;
    const now = binding && namesRead(project, file, binding);
    const taken = pattern.elements.map(({ propertyName, name }) =>
      (propertyName ?? name).getText(),
    );
    if (now === undefined) return [];
    return [{ parameter, names: losses.filter((n) => !now.has(n) && !taken.includes(n)) }];
  });
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

/** The names that a file read from an object before, spreads into components left aside. */
function readBefore(binding: Binding): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { node } of binding.uses) {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
      names.add(parent.name.text);
    if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name))
      for (const name of keysOf(parent.name) ?? []) names.add(name);
  }
  return names;
}
