import { ts } from "ts-morph";
import type { FlagDefinition } from "../../registry/model.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { removeMention } from "../seed/mentions.js";
import { findNode } from "../syntax/findNode.js";
import { scriptKindOf } from "../syntax/unit.js";
import type { Edit } from "../text/trackedText.js";
import { withoutJsonEntry } from "./jsonEntry.js";
import { withoutYamlEntry } from "./yamlEntry.js";

/** Removes the flag's own entries from its registry files. Refusals go to the project. */
export function removeRegistryEntries(project: RemovalProject): void {
  const { flag } = project.input;
  if (flag === undefined) return;
  const byPath = new Map<string, FlagDefinition[]>();
  for (const definition of flag.definitions) {
    if (definition.isExport === true) {
      tellOfExport(project, definition);
      continue;
    }
    byPath.set(definition.path, [...(byPath.get(definition.path) ?? []), definition]);
  }
  for (const [path, definitions] of byPath) {
    if (scriptKindOf(path) === undefined) removeFromData(project, path, definitions);
    else removeFromCode(project, path, definitions);
    project.pruned.push({ kind: "registry", name: flag.key, path });
  }
}

/** What a store exports is never edited: the store would say the same again. */
function tellOfExport(project: RemovalProject, { path, keySpan }: FlagDefinition): void {
  const message =
    "The registry is a store's export and stays as it is; archive the flag in the store once the code is deployed.";
  project.notes.push({ kind: "still-mentioned", message, place: { path, span: keySpan } });
}

function removeFromCode(
  project: RemovalProject,
  path: string,
  definitions: readonly FlagDefinition[],
): void {
  const file = project.file(path);
  if (file === undefined) return;
  const nodes = new Set<ts.Node>();
  for (const { keySpan } of definitions) {
    const node = findNode(file.unit.source, keySpan);
    if (node !== undefined) nodes.add(node);
  }
  for (const node of twinEntries(file, project)) nodes.add(node);
  const edits: Edit[] = [];
  for (const node of nodes) {
    const found = removeMention(project, file, { kind: "constant", inverted: false }, node);
    if (found !== undefined) edits.push(...found);
  }
  file.apply(edits);
}

/**
 * Object members of a registry file that carry the flag's key among the keys of other flags: defaults, parsed
 * environment variables. Most of the members must be flags of the registry.
 */
function twinEntries(file: TrackedFile, project: RemovalProject): ts.Node[] {
  const siblings = new Set(project.input.siblingKeys ?? []);
  const key = project.input.flagKey;
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const names = node.properties.flatMap((member) =>
        member.name === undefined ? [] : [nameOf(member.name)],
      );
      const known = names.filter((name) => name === key || siblings.has(name)).length;
      if (names.length > 1 && known * 2 > names.length) {
        for (const member of node.properties)
          if (member.name !== undefined && nameOf(member.name) === key) found.push(member.name);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file.unit.source);
  return found;
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : "";
}

function removeFromData(
  project: RemovalProject,
  path: string,
  definitions: readonly FlagDefinition[],
): void {
  const old = project.input.readFile(path);
  if (old === undefined) return;
  let text = old;
  for (const { keySpan, entrySpan } of [...definitions].sort(
    (a, b) => b.keySpan.start - a.keySpan.start,
  )) {
    const span = { start: keySpan.start, end: entrySpan.end };
    const without = /\.ya?ml$/iu.test(path)
      ? withoutYamlEntry(text, span)
      : withoutJsonEntry(text, span);
    if (without === undefined) {
      const message =
        "The registry entry is written in a form that cannot be removed safely; remove it by hand.";
      project.refuse({ code: "unsupported-reference", message, place: { path, span: keySpan } });
      return;
    }
    text = without;
  }
  project.data.set(path, { oldText: old, newText: text });
}
