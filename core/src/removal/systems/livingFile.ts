import { ts } from "ts-morph";
import { isTestPath } from "../seed/tests.js";
import type { Edit } from "../text/trackedText.js";
import {
  dropArguments,
  dropAwaited,
  dropMembers,
  dropParameters,
  dropProperties,
  dropTypeParts,
  type SystemRule,
} from "./carriers.js";
import type { StepContext } from "./context.js";
import { dropFedLocals } from "./fedLocals.js";
import {
  dropCalls,
  dropFactories,
  dropModuleLinks,
  dropTypes,
  dropVariables,
  foldInstanceOf,
} from "./statements.js";
import { testOutcome } from "./testsThatGo.js";

/** Rules whose edits cover their node: nothing inside of it is looked at any more. */
const wholeRules: readonly SystemRule[] = [
  dropModuleLinks,
  dropFactories,
  dropTypes,
  dropCalls,
  dropVariables,
  dropMembers,
  dropTypeParts,
  foldInstanceOf,
];

/** Rules that take items out of a list: what stays of it is looked at too. */
const listRules: readonly SystemRule[] = [
  dropProperties,
  dropParameters,
  dropArguments,
  dropAwaited,
];

/** What taking a system out does to one living file, on its original text. */
export function systemEdits(context: StepContext): Edit[] {
  const source = context.view.source(context.file.path);
  if (source === undefined) return [];
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    for (const rule of wholeRules) {
      const found = rule(node, context);
      if (found === undefined) continue;
      edits.push(...found);
      return;
    }
    for (const rule of listRules) edits.push(...(rule(node, context) ?? []));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...edits, ...dropFedLocals(context, edits)];
}

/** The edits of tests, or the death of the whole file. */
export function testEdits(context: StepContext): Edit[] {
  const { file, project } = context;
  if (!isTestPath(file.path)) return [];
  const outcome = testOutcome(context);
  if (outcome.dies) {
    file.deleted = true;
    project.pruned.push({ kind: "file", name: file.path, path: file.path });
  }
  return [...outcome.edits];
}
