import type { FlagReference } from "../reference/model.js";
import { editOf } from "../text/change.js";
import { askedLike, quietValue } from "./askedLike.js";
import { fixDataOf, outdated, refused, unchangedText } from "./fixData.js";
import {
  callAt,
  indented,
  inLinesOf,
  stepOf,
  wholeStatement,
  type FoundCall,
} from "./migrationCalls.js";
import type { Fix, FixContext } from "./model.js";

/**
 * Wraps a call of the new system in its kill switch, asked as another flag is already asked on the way to the call:
 * that evaluation dominates the call, so every name in it is in scope. Without the store nothing is stopped.
 */
export const guardWithKillSwitch: Fix = {
  id: "guard-with-kill-switch",
  ruleIds: ["missing-kill-switch"],
  offers(finding, context) {
    const found = callAt(finding.place, context);
    const data = fixDataOf(finding, context);
    if (found === undefined || data === undefined) return [];
    if (conditionFor(found, context) === undefined || statementOf(found, context) === undefined)
      return [];
    const title = `Ask kill switch "${finding.flagKey ?? ""}" before this call`;
    return [{ title, kind: "suggestion", isPreferred: true, staysInFile: true, data }];
  },
  resolve(data, context) {
    const text = unchangedText(data, context);
    const found = callAt({ path: data.path, span: data }, context);
    if (text === undefined || found === undefined) return outdated(data);
    const condition = conditionFor(found, context);
    const statement = wholeStatement(found.call, text);
    if (condition === undefined || statement === undefined)
      return refused(
        "No flag is asked on the way to this call that the switch could be asked like.",
      );
    const step = stepOf(text);
    const { indent, start, end } = statement;
    const body = indented(statement.text, step);
    const guarded = `if (${condition}) {\n${indent}${step}${body}\n${indent}}`;
    return {
      ok: true,
      changes: [editOf(data.path, text, [{ start, end, newText: inLinesOf(text, guarded) }])],
    };
  },
};

function statementOf({ call }: FoundCall, context: FixContext): unknown {
  const text = context.textOf(call.place.path);
  return text === undefined ? undefined : wholeStatement(call, text);
}

/** The condition under which the call may run. */
function conditionFor({ migration, call }: FoundCall, context: FixContext): string | undefined {
  const killSwitch = migration.flags.find(({ role }) => role === "kill-switch");
  const quiet = killSwitch && quietValue(killSwitch);
  if (killSwitch === undefined || quiet === undefined) return undefined;
  for (const reference of dominating({ migration, call }, context)) {
    const asked = askedLike(reference, killSwitch.flagKey, quiet, context);
    if (asked !== undefined) return quiet ? asked : `!${asked}`;
  }
  return undefined;
}

/** Evaluations of flags in the call's own function that decide whether it runs, nearest first. */
function dominating({ call }: FoundCall, { analysis }: FixContext): FlagReference[] {
  const { path } = call.place;
  return call.guards
    .filter(({ where }) => where === "here")
    .flatMap(({ flagKey, evaluations }) =>
      evaluations.flatMap((place) =>
        analysis.index
          .referencesTo(flagKey)
          .filter(
            (one) =>
              one.path === path && place.path === path && one.evaluation.start === place.span.start,
          ),
      ),
    );
}
