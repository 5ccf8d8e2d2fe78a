export { discoverConfig } from "./discoverConfig.js";
export { NodeFileSystem } from "./nodeFileSystem.js";
export { ParserThreads } from "./parserThreads.js";
export { openWorkspace } from "./openWorkspace.js";
export type {
  OpenOptions,
  OpenResult,
  Progress,
  ReadableWorkspace,
  Workspace,
  WorkspaceChanges,
  WorkspaceState,
  WorkspaceStats,
} from "./workspace.js";
export { workspaceFrom } from "./workspaceState.js";
export { planFlagRemoval } from "./planFlagRemoval.js";
export type { FlagRemovalOptions } from "./flagRemoval.js";
export { readFlagHistory } from "./readFlagHistory.js";
export type { FlagHistory, FlagHistoryOptions } from "./readFlagHistory.js";
export { runGit } from "./runGit.js";
export type { GitAnswer } from "./runGit.js";
export { planMigrationRetirement } from "./planMigrationRetirement.js";
export type { RetirementOptions } from "./migrationRetirement.js";
