import { execFile } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { examplesDay, root as checkout } from "../../tools/examples.mjs";
import { toldOf, type Told } from "./lint.js";
import { checked, inOrder, type ToldStart } from "./tools.js";
import { workspaceOf, writeIn } from "./workspace.js";

function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024, shell: process.platform === "win32" };
    execFile(command, [...args], options, (error, stdout, stderr) => {
      // ESLint, oxlint and tsc end with 1 where they found something.
      if (error !== null && error.code !== 1) reject(new Error(`${stderr}\n${stdout}`));
      else resolve(stdout);
    });
  });
}

/** The packages as they would be published, in a directory of their own. */
async function pack(): Promise<string[]> {
  const folder = workspaceOf({});
  const tarballs: string[] = [];
  for (const name of ["core", "stores", "eslint-plugin"]) {
    const args = ["pack", "--silent", "--pack-destination", folder];
    const printed = await run("npm", args, join(checkout, name));
    tarballs.push(join(folder, printed.trim().split("\n").at(-1) ?? ""));
  }
  return tarballs;
}

/** A whole example, and what it lacks: plain JavaScript, JSX, Vue, Svelte and a registry in YAML. */
const sources = {
  "package.json": '{ "name": "shop", "private": true, "type": "module" }',
  "halyard.config.json": JSON.stringify({
    registry: ["flags.json", "more/flags.yaml"],
    matchers: [{ kind: "call", names: ["isEnabled"], key: 0, default: 1, valueType: "boolean" }],
  }),
  "more/flags.yaml":
    "registryVersion: 1\nflags:\n  # Nobody owns it.\n  basket:\n    flagType: boolean\n    lifecycle: { type: release, expires: 2026-10-01 }\n",
  "more/package.json": '{ "name": "more", "private": true }',
  "more/basket.js": 'export const basket = () => isEnabled("basket", true);\n',
  "kinds/keys.js":
    'export const NEW = "new-checkout";\nexport const isOn = (key) => isEnabled(key);\n',
  "kinds/plain.js":
    'import { NEW, isOn } from "./keys.js";\nexport const plain = () => (isOn(NEW) ? 1 : 2);\n',
  "kinds/View.jsx":
    'export const View = () => <p title="ä𝒳">{isEnabled("new-checkout", true) ? 1 : 2}</p>;\n',
  "kinds/View.vue":
    '<template><p v-if="on">new</p></template>\n\n<script setup lang="ts">\nconst on: boolean = isEnabled("new-chekout");\n</script>\n',
  "kinds/View.svelte":
    '<script lang="ts">\n  const on: boolean = isEnabled("new-chekout");\n</script>\n\n{#if on}<p>new</p>{/if}\n',
};

const eslintConfig = `import halyard from "eslint-plugin-halyard";
import { defineConfig } from "eslint/config";
import * as svelteParser from "svelte-eslint-parser";
import tseslint from "typescript-eslint";
import vueParser from "vue-eslint-parser";

const parserOptions = { parser: tseslint.parser };
const options = { now: "${examplesDay}", workers: 0 };

export default defineConfig(
  { ignores: ["**/test/", "*.config.*", "types.ts"] },
  { files: ["**/*.{ts,tsx}"], languageOptions: { parser: tseslint.parser } },
  { files: ["**/*.jsx"], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
  { files: ["**/*.vue"], languageOptions: { parser: vueParser, parserOptions } },
  { files: ["**/*.svelte"], languageOptions: { parser: svelteParser, parserOptions } },
  halyard.configs.recommended(options),
  halyard.configs.registry(options),
);
`;

/** What people may write in a configuration in TypeScript. */
const types = `import halyard, { type HalyardSettings } from "eslint-plugin-halyard";
import { defineConfig } from "eslint/config";

const options: HalyardSettings = { now: "2026-11-22", cache: false };

export default defineConfig(
  halyard.configs.recommended(options),
  halyard.configs.strict(),
  halyard.configs.migrations(),
  halyard.configs.all(),
  halyard.configs.registry(),
  { plugins: { halyard }, rules: { "halyard/stale-flag": "error" } },
  { files: ["**/*.ts"], extends: [halyard.configs.recommended()] },
);

// @ts-expect-error A date is written as text.
halyard.configs.recommended({ now: 2026 });
`;

const tsconfig = {
  compilerOptions: {
    module: "nodenext",
    target: "es2023",
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
  },
  files: ["types.ts"],
};

const oxlintRules = ["unknown-flag", "rolled-out-flag", "expired-flag", "default-value-mismatch"];

let tarballs: readonly string[] = [];
beforeAll(async () => {
  tarballs = await pack();
});

async function project(eslint: string, typescript: string): Promise<string> {
  const root = workspaceOf({});
  cpSync(join(checkout, "examples/quick-start"), root, {
    recursive: true,
    filter: (path) => !/[\\/](?:node_modules|test|dist)(?:$|[\\/])/u.test(path),
  });
  for (const [path, text] of Object.entries(sources)) writeIn(root, path, text);
  writeIn(root, "eslint.config.js", eslintConfig);
  writeIn(root, "types.ts", types);
  writeIn(root, "tsconfig.json", JSON.stringify(tsconfig));
  const rules = Object.fromEntries(oxlintRules.map((name) => [`halyard/${name}`, "warn"]));
  writeIn(
    root,
    ".oxlintrc.json",
    JSON.stringify({
      jsPlugins: ["eslint-plugin-halyard"],
      plugins: [],
      categories: { correctness: "off" },
      settings: { halyard: { now: examplesDay, workers: 0 } },
      ignorePatterns: ["node_modules", "**/*.{vue,svelte}", "eslint.config.js", "types.ts"],
      rules,
    }),
  );
  const packages = ["vue-eslint-parser", "svelte", "svelte-eslint-parser", "typescript-eslint"];
  await run(
    "npm",
    [
      ...["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"],
      ...[...tarballs, `eslint@${eslint}`, `typescript@${typescript}`, "oxlint@1", ...packages],
    ],
    root,
  );
  return root;
}

interface Result {
  readonly filePath: string;
  readonly messages: Parameters<typeof toldOf>[1];
}

function isLinted({ path }: Told): boolean {
  return !/^(?:types\.ts|.*\.config\..*|\.oxlintrc\.json)$/u.test(path);
}

describe.each([
  ["9.22.0", "5.9"],
  ["9", "6.0"],
  ["10", "6.0"],
])("the packed plugin with ESLint %s and TypeScript %s", (eslint, typescript) => {
  let root = "";
  let expected: Told[] = [];
  beforeAll(async () => {
    root = await project(eslint, typescript);
    expected = (await checked(root, examplesDay)).filter(isLinted);
  });

  test("finds what the command line finds, in every kind of file", async () => {
    const printed = await run("npx", ["eslint", ".", "--format", "json"], root);
    const results = JSON.parse(printed) as Result[];
    const found = results.flatMap(({ filePath, messages }) =>
      toldOf(relative(root, filePath), messages),
    );
    expect(inOrder(found)).toEqual(expected);
    const kinds = new Set(expected.map(({ path }) => path.replace(/^.*\./u, "")));
    expect([...kinds].sort()).toEqual(["js", "json", "jsx", "svelte", "ts", "vue", "yaml"]);
  });

  test("has types that hold", async () => {
    expect(await run("npx", ["tsc", "--project", "."], root)).toBe("");
  });

  test("serves oxlint unchanged", async () => {
    const printed = await run("npx", ["oxlint", "--format", "json"], root);
    const { diagnostics } = JSON.parse(printed) as {
      diagnostics: {
        message: string;
        code: string;
        filename: string;
        labels: [{ span: { line: number; column: number } }];
      }[];
    };
    const found = diagnostics.map(({ message, code, filename, labels: [{ span }] }): ToldStart => ({
      path: filename,
      rule: /\((.+)\)$/u.exec(code)?.[1] ?? code,
      line: span.line,
      column: span.column,
      message,
    }));
    const wanted = expected
      .filter((one) => oxlintRules.includes(one.rule) && /\.(?:js|jsx|ts)$/u.test(one.path))
      .map(({ path, rule, line, column, message }) => {
        // oxlint counts columns in bytes.
        const text = readFileSync(join(root, path), "utf8").split("\n")[line - 1] ?? "";
        const bytes = Buffer.byteLength(text.slice(0, column - 1)) + 1;
        return { path, rule, line, column: bytes, message };
      });
    expect(wanted.length).toBeGreaterThan(4);
    expect(inOrder(found)).toEqual(inOrder(wanted));
  });
});
