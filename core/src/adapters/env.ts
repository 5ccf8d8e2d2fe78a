import type { Adapter } from "./model.js";

/** What bundlers and frameworks put before a variable that reaches the browser. */
const prefixes = [
  "",
  "VITE_",
  "NEXT_PUBLIC_",
  "NUXT_PUBLIC_",
  "REACT_APP_",
  "VUE_APP_",
  "EXPO_PUBLIC_",
  "PUBLIC_",
  "GATSBY_",
];

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
      keys: [
        ...prefixes.flatMap((prefix) => [`${prefix}FEATURE_*`, `${prefix}FF_*`, `${prefix}FLAG_*`]),
        "*_FEATURE_FLAG",
        "*_FEATURE_FLAG_*",
      ],
    },
  ],
};
