import { ts } from "ts-morph";
import { constantResult, selectorOf, type Selector } from "../flow/selectors.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { listItemRange } from "../text/listItem.js";
import type { Edit } from "../text/trackedText.js";

/** Removes an input of a memoised selector that only gives the flag's value, with the parameter that nothing reads. */
export function pruneSelectorInputs(project: RemovalProject, file: TrackedFile): boolean {
  for (const selector of selectorsOf(file)) {
    const edits = inputEdits(file, selector);
    if (edits === undefined || !file.apply(edits)) continue;
    project.pruned.push({ kind: "parameter", name: "selector input", path: file.path });
    return true;
  }
  return false;
}

function selectorsOf(file: TrackedFile): Selector[] {
  const found: Selector[] = [];
  const visit = (node: ts.Node): void => {
    const selector = ts.isCallExpression(node) ? selectorOf(node) : undefined;
    if (selector !== undefined) found.push(selector);
    ts.forEachChild(node, visit);
  };
  visit(file.unit.source);
  return found;
}

function inputEdits(file: TrackedFile, { inputs, count, result }: Selector): Edit[] | undefined {
  const { unit } = file;
  if (count < 2 || result.parameters.length > count) return undefined;
  if (result.parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined))
    return undefined;
  for (const [index, input] of inputs.slice(0, count).entries()) {
    if (constantResult(unit, input) === undefined) continue;
    const parameter = result.parameters[index];
    const edits: Edit[] = [{ ...listItemRange(unit, inputs, input), parts: [] }];
    if (parameter === undefined) return edits;
    const name = ts.isIdentifier(parameter.name) ? parameter.name : undefined;
    const binding = name && unit.scopes.bindingOf(name);
    if (binding?.uses.length !== 0) continue;
    return [...edits, { ...listItemRange(unit, result.parameters, parameter), parts: [] }];
  }
  return undefined;
}
