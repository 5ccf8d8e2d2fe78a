import { coreLayers, faces, inputOutputFolder, syntaxTreeFolders } from "./tools/layers.mjs";

const core = "^core/src";
const folders = Object.keys(coreLayers);

/**
 * What one face may know of another: the command line starts the language server, and the extension shares the types
 * of its protocol.
 */
const sharedByFaces = {
  cli: String.raw`^server/(src|dist)/main\.`,
  extension: "^server/(src|dist)/protocol/",
};

/** One rule per folder of core: what it may import of the others. */
const layerRules = Object.entries(coreLayers).map(([folder, allowed]) => ({
  name: `core-layers-${folder}`,
  comment: `core/src/${folder} imports only the folders below it; see ARCHITECTURE.md.`,
  severity: "error",
  from: { path: `${core}/${folder}/` },
  to: {
    path: `${core}/`,
    pathNot: `${core}/(${[folder, ...allowed].join("|")})/`,
  },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...layerRules,
    {
      name: "no-circular",
      comment: "A cycle, be it of types only, joins two files into one that nobody can read.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      comment: "A module that nothing imports and that imports nothing is left over.",
      severity: "error",
      from: { orphan: true, pathNot: String.raw`\.d\.ts$` },
      to: {},
    },
    {
      name: "core-folder-known",
      comment: "A new folder of core needs its place in tools/layers.mjs.",
      severity: "error",
      from: {},
      to: {
        path: `${core}/[^/]+/`,
        pathNot: `${core}/(${folders.join("|")})/`,
      },
    },
    {
      name: "syntax-trees-stay-inside",
      comment: "Only core/src/syntax and core/src/removal know syntax trees.",
      severity: "error",
      from: { pathNot: `${core}/(${syntaxTreeFolders.join("|")})/` },
      to: { path: "(^|node_modules/)(ts-morph|@ts-morph|typescript)(/|$)" },
    },
    {
      name: "core-does-no-io",
      comment: "core reads through FileSystem; only core/src/node touches the machine.",
      severity: "error",
      from: { path: `${core}/`, pathNot: `${core}/${inputOutputFolder}/` },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?path/posix$" },
    },
    {
      name: "core-has-no-network",
      comment: "Not even the room for input and output talks to a network.",
      severity: "error",
      from: { path: `${core}/` },
      to: { dependencyTypes: ["core"], path: "^(node:)?(http|https|http2|net|tls|dgram|dns)(/|$)" },
    },
    {
      name: "entries-are-for-others",
      comment: "Importing a package's own entry makes cycles.",
      severity: "error",
      from: { path: `${core}/` },
      to: { path: `${core}/(node/)?index\\.ts$` },
    },
    ...faces.map((face) => ({
      name: `face-alone-${face}`,
      comment: "Faces share through core, never with each other; the extension speaks by protocol.",
      severity: "error",
      from: { path: `^${face}/` },
      to: {
        path: `^(${faces.filter((other) => other !== face).join("|")})/`,
        ...(face in sharedByFaces && { pathNot: sharedByFaces[face] }),
      },
    })),
    {
      name: "extension-by-protocol",
      comment: "The extension talks to the language server by protocol only.",
      severity: "error",
      from: { path: "^extension/" },
      to: { path: "^(core|stores)/" },
    },
    ...Object.entries({
      server: "vscode-languageserver",
      extension: "vscode",
      "eslint-plugin": "(eslint|@eslint|@typescript-eslint)",
    }).map(([face, host]) => ({
      name: `only-${face}-knows-its-host`,
      comment: "One face knows one host's words.",
      severity: "error",
      from: { path: "^(core|cli|server|eslint-plugin|extension|stores)/", pathNot: `^${face}/` },
      to: { path: `(^|node_modules/)${host}(/|$)` },
    })),
    {
      name: "core-knows-no-face",
      comment: "core serves every face and imports none.",
      severity: "error",
      from: { path: "^(core|stores)/" },
      to: { path: `^(${faces.join("|")})/` },
    },
    {
      name: "not-to-unresolvable",
      comment: "An import that cannot be resolved is a mistake.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-undeclared-packages",
      comment: "A package that is imported stands in its package.json.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "(^|/)(node_modules|dist)/" },
    // Type-only imports count: a layer that knows a higher layer's types knows that layer.
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "node", "default"],
    },
  },
};
