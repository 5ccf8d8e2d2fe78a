import type { Feature } from "../connection/server.js";
import { documentDiagnosticsFeature } from "./documentDiagnostics.js";
import { documentSyncFeature } from "./documentSync.js";
import { fileChangesFeature } from "./fileChanges.js";
import { pushedDiagnosticsFeature } from "./pushedDiagnostics.js";
import { refreshFeature } from "./refresh.js";
import { workspaceDiagnosticsFeature } from "./workspaceDiagnostics.js";

/** Everything that the server can do. Capabilities, handlers and the protocol's test follow from this list. */
export const allFeatures: readonly Feature[] = [
  documentSyncFeature,
  fileChangesFeature,
  documentDiagnosticsFeature,
  workspaceDiagnosticsFeature,
  pushedDiagnosticsFeature,
  refreshFeature,
];
