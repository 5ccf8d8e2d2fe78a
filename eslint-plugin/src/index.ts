export type { ConfigMaker, HalyardConfigs } from "./configs/configs.js";
export { halyard as default, type HalyardPlugin } from "./plugin.js";
export type { HalyardSettings } from "./workspace/workspaceRequest.js";
