export { canArchive } from "./gate/canArchive.js";
export { checkIds } from "./gate/model.js";
export type {
  ArchiveVerdict,
  Check,
  CheckId,
  Evidence,
  GateInput,
  RepositoryReferences,
  Standing,
} from "./gate/model.js";
export { archiveFlag } from "./sync/archiveFlag.js";
export type { ArchiveResult } from "./sync/archiveFlag.js";
export type { PublishedReference } from "./publish/model.js";
export { publishReferences } from "./publish/publishReferences.js";
export type { PublishResult } from "./publish/publishReferences.js";
export { readDocument } from "./sync/readDocument.js";
export type { ReadDocument } from "./sync/readDocument.js";
export { syncStore } from "./sync/syncStore.js";
export type { SyncRequest, SyncResult } from "./sync/syncStore.js";
export { usualLimits } from "./http/limits.js";
export type { HttpLimits } from "./http/limits.js";
