/** The source files that are indexed where the configuration names none. */
export const defaultInclude: readonly string[] = [
  "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte}",
];

/** What is never indexed unless `exclude` takes it back: dependencies, builds, bundles, generated and foreign code. */
export const defaultExclude: readonly string[] = [
  "**/node_modules/**",
  "**/bower_components/**",
  "**/vendor/**",
  "**/third_party/**",
  "**/.git/**",
  "**/.yarn/**",
  "**/.next/**",
  "**/.nuxt/**",
  "**/.svelte-kit/**",
  "**/.turbo/**",
  "**/.cache/**",
  "**/dist/**",
  "**/build/**",
  "**/coverage/**",
  "**/storybook-static/**",
  "**/__generated__/**",
  "**/*.generated.*",
  "**/*.min.{js,mjs,cjs}",
  "**/*.bundle.js",
  "**/*.d.{ts,mts,cts}",
];

/** Files that serve as the registry where the configuration names none; the first that exists at the root wins. */
export const defaultRegistryPaths: readonly string[] = [
  "flags.json",
  "flags.jsonc",
  "flags.yaml",
  "flags.yml",
  "feature-flags.json",
  ".halyard/flags.json",
];

/** Where `halyard sync` writes what it read of the flag stores, where the configuration names no file. */
export const defaultStatePath = "halyard-state.json";

/** Configuration files in the order in which messages name them; `package.json` counts with a `halyard` key. */
export const configFileNames: readonly string[] = [
  "halyard.config.json",
  "halyard.config.jsonc",
  "halyard.config.yaml",
  "halyard.config.yml",
];
