import type { Adapter } from "./model.js";

/**
 * Environment variables that act as flags, by the names people give them.
 *
 * A variable with another name counts when the registry has it.
 */
export const env: Adapter = {
  name: "env",
  title: "Environment variables",
  packages: [],
  matchers: [
    {
      kind: "env",
      name: "variable",
      keys: ["FEATURE_*", "*_FEATURE_*", "FF_*", "*_FF_*", "FLAG_*", "*_FLAG_*", "*_FLAG"],
    },
  ],
};
