import { defineConfig, globalIgnores } from "eslint/config";
import eslintPlugin from "eslint-plugin-eslint-plugin";
import * as regexp from "eslint-plugin-regexp";
import tseslint from "typescript-eslint";
import { coreLayers, faces, inputOutputFolder, syntaxTreeFolders } from "./tools/layers.mjs";

/** A class such as `[A-Za-z]` says what it means; a flag at the end of the pattern says it later. */
const patterns = { "regexp/use-ignore-case": "off" };

/** Sizes that keep a file one thought. Tests are exempt from those that count lines. */
const sizes = {
  "max-lines": ["error", { max: 400 }],
  // Most stay far below; one that lists the steps of a whole, top to bottom, may be this long.
  "max-lines-per-function": ["error", { max: 75, skipComments: true, skipBlankLines: true }],
  // A switch over the kinds of a node counts once: its length is the language's, not the function's.
  // Guards and fallbacks (`??`, `?.`, `||`) count like branches, and code that walks syntax is made of them.
  complexity: ["error", { max: 20, variant: "modified" }],
  // A step of a recursive walk takes what it walks, where it stands and what it adds to.
  "max-params": ["error", 6],
  "max-depth": ["error", 4],
};

const craft = {
  eqeqeq: "error",
  "no-console": "error",
  "no-empty": "error",
  "no-else-return": "error",
  "no-param-reassign": "error",
  "no-self-compare": "error",
  "no-template-curly-in-string": "error",
  "no-unmodified-loop-condition": "error",
  "no-unreachable-loop": "error",
  "no-unsafe-finally": "error",
  "no-useless-assignment": "error",
  "no-useless-concat": "error",
  "no-useless-rename": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
  "preserve-caught-error": "error",
  "no-restricted-syntax": [
    "error",
    {
      selector: "ExportDefaultDeclaration",
      message: "Use a named export: one name for one thing, everywhere.",
    },
  ],
};

const typedCraft = {
  // It asks for `!` in the place of `as`, and `!` is not used here.
  "@typescript-eslint/non-nullable-type-assertion-style": "off",
  // A leading underscore says that a name is there only to be left out.
  "@typescript-eslint/no-unused-vars": [
    "error",
    { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
  ],
  "@typescript-eslint/consistent-type-imports": "error",
  "@typescript-eslint/consistent-type-exports": "error",
  "@typescript-eslint/switch-exhaustiveness-check": [
    "error",
    { considerDefaultExhaustiveForUnions: true },
  ],
  // Numbers print exactly; only values that print as "[object Object]" or "undefined" are worth an error.
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
  // A one-line callback that only calls something needs no braces to say that it returns nothing.
  "@typescript-eslint/no-confusing-void-expression": [
    "error",
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  // `while (true)` with a clear exit reads better than a flag that is set for the loop's sake.
  "@typescript-eslint/no-unnecessary-condition": [
    "error",
    { allowConstantLoopConditions: "only-allowed-literals" },
  ],
};

const treeImport = {
  group: ["ts-morph", "typescript"],
  message: `Only core/src/{${syntaxTreeFolders.join(",")}} know syntax trees.`,
};
const builtInImport = {
  regex: "^node:(?!path/posix$)",
  message: "core reads through FileSystem; only core/src/node does input and output.",
};
const entryImport = {
  regex: String.raw`^(?:\.\./)+(?:index|node/index)\.js$`,
  message: "Entries are for other packages; import the file that declares the name.",
};

/** What one folder of core may not import, told at once in the editor; dependency-cruiser has the last word. */
function coreBoundary([folder, allowed]) {
  const forbidden = Object.keys(coreLayers).filter(
    (other) => other !== folder && !allowed.includes(other),
  );
  const patterns = [entryImport];
  if (forbidden.length > 0) {
    patterns.push({
      regex: String.raw`^(?:\.\./)+(?:${forbidden.join("|")})/`,
      message: `core/src/${folder} stands below that folder; see ARCHITECTURE.md.`,
    });
  }
  if (!syntaxTreeFolders.includes(folder)) patterns.push(treeImport);
  if (folder !== inputOutputFolder) patterns.push(builtInImport);
  return {
    name: `halyard/core-${folder}`,
    files: [`core/src/${folder}/**/*.ts`],
    rules: { "no-restricted-imports": ["error", { patterns }] },
  };
}

const facePackages = ["halyard", "eslint-plugin-halyard", "halyard-vscode"];

/** Faces share through core, never with each other. */
function faceBoundary(face) {
  return {
    name: `halyard/face-${face}`,
    files: [`${face}/src/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: [...facePackages, ...faces.map((other) => `**/${other}/src/**`)],
              message: "Faces never import each other.",
            },
            {
              // The words of the protocol are types that the client and the server share, and `halyard lsp`
              // starts the server, which speaks by protocol from then on.
              regex:
                face === "cli"
                  ? "^halyard-language-server/"
                  : "^halyard-language-server(?!/protocol/)",
              message: "Faces never import each other.",
            },
            { group: ["**/core/src/**"], message: "Import @halyard/core or @halyard/core/node." },
            treeImport,
          ],
        },
      ],
    },
  };
}

export default defineConfig(
  globalIgnores(["**/dist/", "**/coverage/", "**/.cache/", "test/fixtures/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" } },
  {
    name: "halyard/typescript",
    files: ["**/*.{ts,tsx,mts}"],
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      regexp.configs.recommended,
    ],
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            "vitest.config.ts",
            "vitest.slow.config.ts",
            "vitest.vscode.config.ts",
          ],
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: { ...sizes, ...craft, ...typedCraft, ...patterns },
  },
  {
    name: "halyard/scripts",
    files: ["**/*.{js,mjs,cjs}"],
    extends: [regexp.configs.recommended],
    rules: { ...sizes, ...craft, ...patterns },
  },
  ...Object.entries(coreLayers).map(coreBoundary),
  ...faces.map(faceBoundary),
  {
    name: "halyard/one-way-out",
    files: ["{core,cli,server,eslint-plugin,extension,stores}/src/**/*.ts"],
    ignores: ["stores/src/http/**"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...["fetch", "WebSocket", "EventSource", "XMLHttpRequest"].map((name) => ({
          name,
          message:
            "Only stores/src/http talks to a network: time-outs, sizes and hosts are watched there.",
        })),
      ],
    },
  },
  {
    name: "halyard/eslint-plugin",
    files: ["eslint-plugin/src/**/*.ts"],
    extends: [eslintPlugin.configs.recommended],
  },
  {
    name: "halyard/command-line-speaks",
    files: ["tools/**", "bench/**", "examples/**", "extension/*.mjs"],
    rules: { "no-console": "off" },
  },
  {
    name: "halyard/tests",
    files: ["**/*.test.ts", "test/**/*.ts"],
    rules: {
      // A suite is one long list by nature; its cases are what stays short.
      "max-lines": "off",
      "max-lines-per-function": "off",
      // Source code that tests hold in strings has templates of its own.
      "no-template-curly-in-string": "off",
      // Tests read parsed JSON and third-party results, and say what they expect of it at once.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
    },
  },
  {
    // The examples show applications as people write them, bad habits that Halyard reports included.
    name: "halyard/examples",
    files: ["examples/**"],
    rules: {
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    name: "halyard/configuration",
    files: ["*.{js,ts,cjs,mjs}"],
    rules: { "no-restricted-syntax": "off" },
  },
);
