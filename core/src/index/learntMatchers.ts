import type { FileFacts } from "../syntax/facts.js";
import { isLocalName, type PlannedMatcher } from "../syntax/plan.js";
import { wordOf } from "./exportedNames.js";

/** What other files can see of a file; when it is unchanged, they need not be linked again. */
export function interfaceOf(facts: FileFacts | undefined): string {
  if (facts === undefined) return "";
  const { exports, constants, origins, declarations, functions, classes, renames } = facts;
  const names = functions.map(({ name }) => (name === null || isLocalName(name) ? null : name));
  const exportedLocals = new Set(exports.map((one) => one.local));
  const handedOn = facts.imports.filter((one) => exportedLocals.has(one.local));
  return JSON.stringify([
    exports,
    constants,
    origins,
    handedOn,
    declarations,
    names,
    classes,
    renames,
  ]);
}

/** Whether two learnt matchers are the same in everything. */
export function sameMatcher(left: PlannedMatcher | undefined, right: PlannedMatcher): boolean {
  return left !== undefined && JSON.stringify(left) === JSON.stringify(right);
}

/** Whether a file still teaches the same, whatever other files export it as. */
export function sameBeforeExports(
  left: PlannedMatcher | undefined,
  right: PlannedMatcher,
): boolean {
  return left !== undefined && sameMatcher(withoutNames(left), withoutNames(right));
}

function withoutNames({ exportedAs: _, ...own }: PlannedMatcher): PlannedMatcher {
  return own;
}

/** The file that a learnt matcher was learnt from. */
export function teacherOf({ target, exportedAs }: PlannedMatcher): string | undefined {
  return target?.file ?? exportedAs?.[0]?.path;
}

/** The words that lead to a learnt matcher's uses. */
export function namesToFind(planned: PlannedMatcher): readonly string[] {
  const { matcher, target, exportedAs = [] } = planned;
  if (matcher.kind === "method") return matcher.methods;
  if (target === undefined) return exportedAs.map(wordOf);
  // What a function inside another one wraps is asked for in that file only.
  if (isLocalName(target.name)) return [];
  return [{ name: target.name, path: target.file }, ...exportedAs].map(wordOf);
}
