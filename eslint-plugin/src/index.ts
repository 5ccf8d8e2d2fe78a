export type { ConfigMaker, HalyardConfigs, HalyardSettings } from "./configs/model.js";
export { halyard as default, type HalyardPlugin } from "./plugin.js";
