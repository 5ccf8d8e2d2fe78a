/** Names of the formats of `check`, in the order help shows them. `formatterTable.ts` has the formatters. */
export const formatNames = [
  "stylish",
  "json",
  "sarif",
  "github",
  "gitlab",
  "junit",
  "markdown",
  "rdjsonl",
] as const;
