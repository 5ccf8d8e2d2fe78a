import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { examples, examplesDay, root as checkout } from "../../tools/examples.mjs";
import type { Told } from "./lint.js";
import { checked, inOrder, linted, oxlinted, teamConfig, type ToldStart } from "./tools.js";
import { workspaceOf } from "./workspace.js";

function copyOf(example: string): string {
  const root = workspaceOf({});
  cpSync(join(checkout, example), root, {
    recursive: true,
    filter: (path) => !/[\\/](?:node_modules|dist)(?:$|[\\/])/u.test(path),
  });
  return root;
}

/** Without the ends of findings, and without registries, which oxlint does not lint. */
function asOxlintTells(told: readonly Told[]): ToldStart[] {
  return inOrder(
    told
      .filter((one) => !/\.(?:jsonc?|ya?ml)$/u.test(one.path))
      .map(({ path, rule, line, column, message }) => ({ path, rule, line, column, message })),
  );
}

describe.each(examples())("the example $name", ({ path }) => {
  test("has the same findings on the command line, in ESLint 9 and 10, and in oxlint", async () => {
    const root = copyOf(path);
    const expected = await checked(root, examplesDay);
    expect(expected.length).toBeGreaterThan(0);
    const config = teamConfig(root, examplesDay);
    expect(await linted(10, root, config)).toEqual(expected);
    expect(await linted(9, root, config)).toEqual(expected);
    expect(inOrder(await oxlinted(root, examplesDay))).toEqual(asOxlintTells(expected));
  });
});
