import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createWorkspace, today } from "./workspace.js";

const installed = join(import.meta.dirname, "../../node_modules");

const files: Readonly<Record<string, string>> = {
  "halyard.config.json": JSON.stringify({
    matchers: [{ kind: "call", names: ["isEnabled"], key: 0, valueType: "boolean" }],
  }),
  "package.json": JSON.stringify({ name: "app", devDependencies: { prettier: "*" } }),
  ".prettierrc": '{ "semi": false, "singleQuote": true }\n',
  "src/a.ts": `import { isEnabled } from "./asks";\nexport const a = () => { return isEnabled("menu") ? "new"   :   "old"; };\n`,
  "src/b.ts": `export const   untouched = 1;\n`,
  "src/asks.ts": `export const isEnabled = (key: string): boolean => key === "x";\n`,
};

const remove = ["remove", "menu", "--variant", "true", "--write", ...today] as const;

test("--run-formatter runs the project's own formatter on the changed files and no others", async () => {
  const workspace = createWorkspace(files);
  symlinkSync(installed, join(workspace.root, "node_modules"));
  const { code, stderr } = await workspace.halyard(...remove, "--run-formatter", "--no-cache");
  expect([code, stderr]).toEqual([0, expect.stringContaining("Formatted with Prettier.\n")]);
  expect(workspace.read("src/a.ts")).toBe("export const a = () => {\n  return 'new'\n}\n");
  expect(workspace.read("src/b.ts")).toBe(files["src/b.ts"]);
});

test("without --run-formatter no program of the workspace runs", async () => {
  const workspace = createWorkspace({
    ...files,
    "node_modules/prettier/package.json": '{ "name": "prettier", "bin": "./run.cjs" }',
    "node_modules/prettier/run.cjs": 'require("node:fs").writeFileSync("ran.txt", "");',
  });
  expect((await workspace.halyard(...remove)).code).toBe(0);
  expect(() => workspace.read("ran.txt")).toThrow();
});

test("each file is formatted by the package that it belongs to, from that package's folder", async () => {
  const note = (name: string): string =>
    `require("node:fs").appendFileSync(${JSON.stringify(name)}, process.argv.slice(2).join(" "));`;
  const workspace = createWorkspace({
    ...files,
    "web/package.json": JSON.stringify({ name: "web", devDependencies: { "@biomejs/biome": "*" } }),
    "web/src/c.ts": (files["src/a.ts"] ?? "").replace('"./asks"', '"../../src/asks"'),
    "node_modules/@biomejs/biome/package.json": '{ "bin": { "biome": "run.cjs" } }',
    "node_modules/@biomejs/biome/run.cjs": note("biome.txt"),
    "node_modules/prettier/package.json": '{ "bin": "./run.cjs" }',
    "node_modules/prettier/run.cjs": note("prettier.txt"),
  });
  const { code, stderr } = await workspace.halyard(...remove, "--run-formatter");
  expect([code, stderr]).toEqual([0, expect.stringContaining("Prettier and Biome")]);
  expect(workspace.read("prettier.txt")).toMatch(/ \.\/src\/a\.ts$/u);
  expect(workspace.read("web/biome.txt")).toMatch(/^format --write .* \.\/src\/c\.ts$/u);
});

test("a formatter that fails, or that is not there, is told, and the change stays written", async () => {
  const failing = createWorkspace({
    ...files,
    "node_modules/prettier/package.json": '{ "bin": "./run.cjs" }',
    "node_modules/prettier/run.cjs": 'console.error("no config"); process.exit(2);',
  });
  const failed = await failing.halyard(...remove, "--run-formatter");
  expect(failed.code).toBe(2);
  expect(failed.stderr).toContain("The files are written, but Prettier failed: no config\n");
  expect(failing.read("src/a.ts")).not.toContain("isEnabled");
  const missing = await createWorkspace(files).halyard(...remove, "--run-formatter");
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain("The project's formatter is not installed");
  const none = await createWorkspace({ ...files, "package.json": "{}" }).halyard(
    ...remove,
    "--run-formatter",
  );
  expect(none.stderr).toContain("No package.json here names Biome, Prettier, dprint or ESLint");
});
