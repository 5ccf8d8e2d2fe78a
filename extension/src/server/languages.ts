/** The languages of the documents that the server looks at: sources, and the files that registries are written in. */
export const languages = [
  "typescript",
  "typescriptreact",
  "javascript",
  "javascriptreact",
  "vue",
  "svelte",
  "json",
  "jsonc",
  "yaml",
] as const;
