export { discoverConfig } from "./discoverConfig.js";
export { NodeFileSystem } from "./nodeFileSystem.js";
export { openWorkspace } from "./openWorkspace.js";
export type { OpenOptions, OpenResult, Progress, Workspace, WorkspaceStats } from "./workspace.js";
export { planFlagRemoval } from "./planFlagRemoval.js";
export type { FlagRemovalOptions } from "./flagRemoval.js";
