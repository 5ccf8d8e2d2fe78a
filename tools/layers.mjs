/**
 * The layers of `core/src`, lowest first: each folder with the folders below it that it may not import.
 * The one source for ESLint, dependency-cruiser and the test that keeps ARCHITECTURE.md complete.
 */
const layers = [
  { folder: "text", not: [] },
  { folder: "vfs", not: [] },
  { folder: "schema", not: ["vfs"] },
  { folder: "registry", not: [] },
  { folder: "state", not: ["vfs"] },
  { folder: "adapters", not: ["vfs", "schema", "state"] },
  { folder: "reference", not: ["vfs", "schema", "registry", "state"] },
  { folder: "config", not: ["state"] },
  { folder: "verdict", not: ["vfs", "schema", "state", "adapters", "reference", "config"] },
  { folder: "syntax", not: ["state"] },
  { folder: "index", not: ["schema", "state"] },
  { folder: "migration", not: ["schema", "state"] },
  // Rules look at facts and verdicts, never at a file or a syntax tree.
  { folder: "rules", not: ["vfs", "schema", "syntax"] },
  { folder: "suppressions", not: ["vfs", "state", "adapters", "verdict", "syntax"] },
  { folder: "removal", not: ["schema", "state", "rules", "suppressions"] },
  {
    folder: "retire",
    not: ["vfs", "schema", "adapters", "config", "syntax", "index", "suppressions"],
  },
  { folder: "analysis", not: [] },
  { folder: "fixes", not: ["vfs", "adapters", "syntax"] },
  {
    folder: "overview",
    not: ["vfs", "schema", "adapters", "config", "syntax", "index", "suppressions"],
  },
  {
    folder: "history",
    not: [
      "vfs",
      "schema",
      "adapters",
      "reference",
      "config",
      "syntax",
      "index",
      "removal",
      "analysis",
    ],
  },
  { folder: "node", not: [] },
];

/**
 * Every folder of `core/src` with the other folders it may import.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const coreLayers = Object.fromEntries(
  layers.map(({ folder, not }, position) => [
    folder,
    layers
      .slice(0, position)
      .map((lower) => lower.folder)
      .filter((lower) => !not.includes(lower)),
  ]),
);

/** The only folders of `core/src` that may import ts-morph. */
export const syntaxTreeFolders = ["syntax", "removal"];

/** The only folder of `core/src` that may import Node's built-in modules besides `node:path/posix`. */
export const inputOutputFolder = "node";

/** The packages that show the analysis to people. None of them imports another. */
export const faces = ["cli", "server", "eslint-plugin", "extension"];
