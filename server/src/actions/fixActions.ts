import { CodeActionKind, type CodeAction } from "vscode-languageserver/node";
import { offersFor, type Span } from "@halyard/core";
import type { Server } from "../connection/server.js";
import { findingsIn, ofFinding } from "../diagnostics/diagnosticsOf.js";
import { seen } from "../text/words.js";
import type { DocumentView } from "../workspaces/snapshot.js";
import type { ActionData } from "./actionData.js";

/** The fixes of the findings that a range touches. */
export function fixActions({ client }: Server, view: DocumentView, range: Span): CodeAction[] {
  const { snapshot, uri } = view;
  return findingsIn(view, range).flatMap((finding) => {
    const diagnostics = [ofFinding(finding, snapshot, client)];
    return offersFor(finding, snapshot).map((offer): CodeAction => {
      const data: ActionData = { kind: "fix", uri, fixId: offer.fixId, fix: offer.data };
      return {
        title: seen(offer.title),
        kind: CodeActionKind.QuickFix,
        diagnostics,
        ...(offer.isPreferred === true && { isPreferred: true }),
        data,
      };
    });
  });
}
