import { CodeLensRequest, type CodeLens, type Command } from "vscode-languageserver/node";
import { daysBetween, instantOf, type Flag, type Place } from "@halyard/core";
import type { Feature, Server } from "../connection/server.js";
import { referencesIn } from "../flags/flagAt.js";
import { rowOf } from "../flags/flagCard.js";
import {
  applyRemovalCommand,
  removeFlagCommand,
  showReferencesCommand,
} from "../protocol/commands.js";
import type { RemovalParams } from "../protocol/removal.js";
import { counted } from "../text/words.js";
import type { DocumentView } from "../workspaces/snapshot.js";

/** Above registry entries and above reads of flags that ask for something: how it stands, and what to do. */
export const codeLensFeature: Feature = {
  name: "code lens",
  capabilities: () => ({ codeLensProvider: { resolveProvider: false } }),
  listen(server) {
    server.requests.onDocument(CodeLensRequest.type, [], async (_params, view) => {
      const { enable, codeLens } = await server.settings.of(view.uri);
      if (!enable || !codeLens) return [];
      return [...entryLenses(server, view), ...useLenses(server, view)];
    });
  },
};

function entryLenses(server: Server, view: DocumentView): CodeLens[] {
  const { snapshot, path } = view;
  return snapshot.analysis
    .flags()
    .flatMap((flag) =>
      flag.definitions
        .filter((definition) => definition.path === path)
        .flatMap(({ keySpan }) => lensesOf(server, view, flag, { path, span: keySpan })),
    );
}

/** One for each flag and line, and only where the flag's next step is more than to keep it or to wait. */
function useLenses(server: Server, view: DocumentView): CodeLens[] {
  const { snapshot, path } = view;
  const { analysis } = snapshot;
  const seen = new Set<string>();
  return referencesIn(snapshot, path).flatMap(({ flagKey, span, access }) => {
    const flag = analysis.flagFor(flagKey, path);
    const action = flag && rowOf(snapshot, flag)?.nextStep.action;
    if (flag === undefined || access !== "read" || action === "keep" || action === "wait")
      return [];
    const isEntry = flag.definitions.some((one) => one.path === path);
    const id = `${flag.key} ${snapshot.linesOf(path).positionAt(span.start).line}`;
    if (isEntry || seen.has(id)) return [];
    seen.add(id);
    return lensesOf(server, view, flag, { path, span });
  });
}

function lensesOf(
  { client }: Server,
  { snapshot, uri }: DocumentView,
  flag: Flag,
  { path, span }: Place,
): CodeLens[] {
  const range = snapshot.rangeOf(path, span);
  const references = snapshot.analysis.referencesOf(flag);
  const row = rowOf(snapshot, flag);
  const locations = references.map((reference) => snapshot.locationOf(reference));
  const words = [counted(references.length, "reference"), ...stateWords(snapshot.analysis, flag)];
  const shown: Command = {
    title: words.join(" · "),
    command: client.commands.has(showReferencesCommand) ? showReferencesCommand : "",
    arguments: [uri, range.start, locations],
  };
  const lenses: CodeLens[] = [{ range, command: shown }];
  if (row?.nextStep.action === "remove") {
    const params: RemovalParams = { flagKey: flag.key, uri };
    const command = client.commands.has(removeFlagCommand)
      ? removeFlagCommand
      : applyRemovalCommand;
    lenses.push({ range, command: { title: "remove", command, arguments: [params] } });
  }
  return lenses;
}

/** `rolled out 42 days`, `expired 12 days ago`. */
function stateWords(analysis: DocumentView["snapshot"]["analysis"], flag: Flag): readonly string[] {
  const { outcome, days } = analysis.verdictOf(flag);
  const since = days === undefined ? "" : ` ${counted(days, "day")}`;
  const words: string[] = [];
  if (outcome === "rolled-out") words.push(`rolled out${since}`);
  if (outcome === "rolled-back") words.push(`rolled back${since}`);
  const { expires } = flag.lifecycle;
  const end = expires === undefined ? undefined : instantOf(expires);
  if (end !== undefined && end < analysis.now.getTime()) {
    words.push(`expired ${counted(daysBetween(end, analysis.now.getTime()), "day")} ago`);
  }
  return words;
}
