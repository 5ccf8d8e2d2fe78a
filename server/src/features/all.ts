import type { Feature } from "../connection/server.js";
import { codeActionsFeature } from "./codeActions.js";
import { commandsFeature } from "./commands.js";
import { definitionFeature } from "./definition.js";
import { documentHighlightFeature } from "./documentHighlight.js";
import { documentSymbolsFeature } from "./documentSymbols.js";
import { hoverFeature } from "./hover.js";
import { referencesFeature } from "./references.js";
import { workspaceSymbolsFeature } from "./workspaceSymbols.js";
import { dashboardFeature } from "./dashboard.js";
import { decorationsFeature } from "./decorations.js";
import { flagsRequestFeature } from "./flagsRequest.js";
import { gatedByFeature } from "./gatedBy.js";
import { migrationsRequestFeature } from "./migrationsRequest.js";
import { reloadFeature } from "./reload.js";
import { removalRequestFeature } from "./removalRequest.js";
import { retirementRequestFeature } from "./retirementRequest.js";
import { statusFeature } from "./status.js";
import { storesRequestFeature } from "./storesRequest.js";
import { codeLensFeature } from "./codeLens.js";
import { documentLinksFeature } from "./documentLinks.js";
import { inlayHintsFeature } from "./inlayHints.js";
import { renameFeature } from "./rename.js";
import { completionFeature } from "./completion.js";
import { documentDiagnosticsFeature } from "./documentDiagnostics.js";
import { documentSyncFeature } from "./documentSync.js";
import { fileChangesFeature } from "./fileChanges.js";
import { ownWatchingFeature } from "./ownWatching.js";
import { pushedDiagnosticsFeature } from "./pushedDiagnostics.js";
import { refreshFeature } from "./refresh.js";
import { workspaceDiagnosticsFeature } from "./workspaceDiagnostics.js";

/** Everything that the server can do. Capabilities, handlers and the protocol's test follow from this list. */
export const allFeatures: readonly Feature[] = [
  documentSyncFeature,
  fileChangesFeature,
  ownWatchingFeature,
  documentDiagnosticsFeature,
  workspaceDiagnosticsFeature,
  pushedDiagnosticsFeature,
  refreshFeature,
  codeActionsFeature,
  commandsFeature,
  definitionFeature,
  documentHighlightFeature,
  documentSymbolsFeature,
  hoverFeature,
  referencesFeature,
  workspaceSymbolsFeature,
  dashboardFeature,
  decorationsFeature,
  flagsRequestFeature,
  gatedByFeature,
  migrationsRequestFeature,
  reloadFeature,
  removalRequestFeature,
  retirementRequestFeature,
  statusFeature,
  storesRequestFeature,
  codeLensFeature,
  documentLinksFeature,
  inlayHintsFeature,
  renameFeature,
  completionFeature,
];
