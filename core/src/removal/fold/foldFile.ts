import { ts } from "ts-morph";
import { foldClassProps } from "../flow/classProps.js";
import { foldFields } from "../flow/fields.js";
import { foldParameterProperties } from "../flow/parameterProperties.js";
import { foldNames } from "../flow/names.js";
import { foldEmptied } from "../statements/emptied.js";
import {
  foldExpressionStatement,
  foldIf,
  foldKeptBlock,
  foldLastReturn,
} from "../statements/branches.js";
import { foldLoop } from "../statements/loops.js";
import { foldSwitch } from "../statements/switches.js";
import { removeUnreachable } from "../statements/unreachable.js";
import { foldContextOf } from "../plan/lookUps.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import type { Edit } from "../text/trackedText.js";
import { foldComparison, foldMember, foldMembership, foldTemplate } from "./comparison.js";
import { foldConditional, foldConversion, foldWrapping } from "./conditional.js";
import { foldFilter } from "./filters.js";
import { foldImmediate } from "./constantFunctions.js";
import type { FoldContext, FoldRule } from "./context.js";
import {
  foldConditionComponent,
  foldFragment,
  foldJsxAttribute,
  foldJsxChild,
  foldJsxSpread,
} from "./jsx.js";
import { foldLogical } from "./logical.js";
import { foldSelection } from "./selectors.js";
import { foldDependencies, foldSpread } from "./spreads.js";
import { foldCaseTable, foldConditionalTest, foldEmptiedTest } from "../tests/foldTables.js";

/** Every simplification, in the order in which they are tried on a node. */
export const foldRules: readonly FoldRule[] = [
  foldIf,
  foldKeptBlock,
  foldLastReturn,
  foldEmptied,
  foldSwitch,
  foldLoop,
  foldExpressionStatement,
  foldWrapping,
  foldConversion,
  foldLogical,
  foldConditional,
  foldComparison,
  foldMembership,
  foldMember,
  foldTemplate,
  foldSpread,
  foldDependencies,
  foldImmediate,
  foldCaseTable,
  foldConditionalTest,
  foldEmptiedTest,
  foldSelection,
  foldFilter,
  foldConditionComponent,
  foldJsxChild,
  foldJsxAttribute,
  foldFragment,
  foldJsxSpread,
];

function ruleEdits(context: FoldContext, rules: readonly FoldRule[]): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    for (const rule of rules) {
      const found = rule(node, context);
      if (found !== undefined && found.length > 0) {
        edits.push(...found);
        return;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(context.unit.source);
  return edits;
}

/** One round of simplification of a file. Returns whether its text changed. */
export function foldFile(
  project: RemovalProject,
  file: TrackedFile,
  rules: readonly FoldRule[] = foldRules,
): boolean {
  if (!file.changed && file.constants.size + file.classProps.size === 0) return false;
  const context = foldContextOf(project, file);
  const edits = ruleEdits(context, rules);
  if (edits.length > 0 && file.apply(edits)) return true;
  if (file.apply(foldNames(context, file.constants))) return true;
  if (file.apply(foldFields(context))) return true;
  if (file.apply(foldClassProps(context, file))) return true;
  if (file.apply(foldParameterProperties(context, file.constants))) return true;
  return file.apply(removeUnreachable(context));
}
