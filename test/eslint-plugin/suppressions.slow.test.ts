import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { root as checkout } from "../../tools/examples.mjs";
import { runNode, type Output } from "./tools.js";
import { today, workspaceOf, writeIn } from "./workspace.js";

const plugin = pathToFileURL(join(checkout, "eslint-plugin/dist/index.js")).href;
const source = (key: string): string => `export const on = () => isEnabled("${key}");\n`;

function eslint(root: string, ...args: readonly string[]): Promise<Output> {
  const program = "node_modules/eslint/bin/eslint.js";
  return runNode(program, ["src", ...args], root, { HALYARD_NOW: today });
}

test("ESLint's bulk suppressions accept what is there, and nothing new", async () => {
  const root = workspaceOf({
    "package.json": '{ "type": "module" }',
    "halyard.config.json": JSON.stringify({
      registry: "flags.json",
      matchers: [{ kind: "call", names: ["isEnabled"], key: 0, valueType: "boolean" }],
    }),
    "eslint.config.js": `import halyard from "${plugin}";\nexport default halyard.configs.recommended({ workers: 0 });\n`,
    "flags.json": '{ "registryVersion": 1, "flags": {} }',
    "src/a.js": source("old"),
  });
  expect((await eslint(root)).code).toBe(1);
  expect((await eslint(root, "--suppress-all")).code).toBe(0);
  expect(JSON.parse(readFileSync(join(root, "eslint-suppressions.json"), "utf8"))).toEqual({
    "src/a.js": { "halyard/unknown-flag": { count: 1 } },
  });
  expect(await eslint(root)).toMatchObject({ code: 0, stdout: "" });
  writeIn(root, "src/b.js", source("new"));
  const { code, stdout } = await eslint(root);
  expect(code).toBe(1);
  expect(stdout).toContain("b.js");
  expect(stdout).not.toContain("a.js");
  writeIn(root, "src/a.js", "export const on = true;\n");
  writeIn(root, "src/b.js", "export const off = false;\n");
  expect((await eslint(root)).code).toBe(2);
  expect((await eslint(root, "--prune-suppressions")).code).toBe(0);
});
