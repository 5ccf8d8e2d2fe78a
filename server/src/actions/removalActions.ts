import { CodeActionKind, type CodeAction } from "vscode-languageserver/node";
import { containsSpan, touchesSpan, type Flag, type Span } from "@halyard/core";
import type { Server } from "../connection/server.js";
import { findingsIn } from "../diagnostics/diagnosticsOf.js";
import { definitionsIn, referencesIn } from "../flags/flagAt.js";
import { quotedKey } from "../text/words.js";
import type { DocumentView } from "../workspaces/snapshot.js";
import type { ActionData } from "./actionData.js";

/** The command of clients that show a removal's plan by themselves. */
const removeCommand = "halyard.removeFlag";

/** Findings whose answer is to remove the flag. */
const callingRules = new Set([
  "rolled-out-flag",
  "expired-flag",
  "stale-flag",
  "archived-flag-reference",
]);

/**
 * Removing the flags that a range touches from the whole workspace; disabled, with the reason, where that is not to
 * be had now. It is a quick fix where a finding asks for it (if `fixes` are asked for at all), else a refactoring.
 *
 * The plan of a flag that may go is begun at once: whoever opens the menu on it probably wants it.
 */
export function removalActions(
  server: Server,
  view: DocumentView,
  range: Span,
  fixes: boolean,
): CodeAction[] {
  const { snapshot, uri } = view;
  const calling = fixes
    ? findingsIn(view, range).filter(({ ruleId }) => callingRules.has(ruleId))
    : [];
  return flagsIn(view, range).map((flag): CodeAction => {
    const reason = refusalReason(server, view, flag);
    const title = `Remove the flag ${quotedKey(flag.key)} from the workspace`;
    if (reason !== undefined) {
      return { title, kind: CodeActionKind.RefactorRewrite, disabled: { reason } };
    }
    const isFix = calling.some(({ flagKey }) => flagKey === flag.key);
    const kind = isFix ? CodeActionKind.QuickFix : CodeActionKind.RefactorRewrite;
    server.removals.prepare(snapshot, { flagKey: flag.key });
    // A client that shows the plan by itself is handed over to; others get the edit.
    if (server.client.commands.has(removeCommand)) {
      const command = { title, command: removeCommand, arguments: [{ flagKey: flag.key, uri }] };
      return { title, kind, command };
    }
    const data: ActionData = { kind: "removal", uri, flagKey: flag.key };
    return { title, kind, data };
  });
}

/** Why a flag cannot be removed, as far as it is known without planning, or from the last plan. */
function refusalReason(
  { removals }: Server,
  { snapshot }: DocumentView,
  flag: Flag,
): string | undefined {
  const verdict = snapshot.analysis.verdictOf(flag);
  if (!verdict.removable) {
    const reasons = verdict.blockers.length > 0 ? verdict.blockers : [verdict.reason];
    return `Not to be removed now: ${reasons.join("; ")}`;
  }
  return removals.refusalOf(snapshot, flag.key)?.message;
}

function flagsIn(view: DocumentView, range: Span): readonly Flag[] {
  const { snapshot, path } = view;
  const { analysis } = snapshot;
  const used = referencesIn(snapshot, path)
    .filter(({ span, evaluation }) => touchesSpan(span, range) || containsSpan(evaluation, range))
    .flatMap(({ flagKey }) => analysis.flagFor(flagKey, path) ?? []);
  const declared = definitionsIn(snapshot, path)
    .filter(({ span }) => touchesSpan(span, range))
    .flatMap(({ flag }) => flag ?? []);
  return [...new Set([...used, ...declared])];
}
