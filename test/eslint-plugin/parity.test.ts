import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { examples, examplesDay, root as checkout } from "../../tools/examples.mjs";
import { lintFile, toldOf, type Told } from "./lint.js";
import { checked, inOrder, linted, oxlinted, teamConfig, type ToldStart } from "./tools.js";
import { today, workspaceOf } from "./workspace.js";

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

describe.each(examples())("the example $name", ({ name, path }) => {
  test("has the same findings on the command line and in ESLint", async () => {
    const root = copyOf(path);
    const expected = await checked(root, examplesDay);
    expect(expected.length).toBeGreaterThan(0);
    const config = teamConfig(root, examplesDay);
    expect(await linted(10, root, config)).toEqual(expected);
    // One example is enough for these here; the packed package meets them all in the slow suite.
    if (name !== "quick-start") return;
    expect(await linted(9, root, config)).toEqual(expected);
    expect(inOrder(await oxlinted(root, examplesDay))).toEqual(asOxlintTells(expected));
  });
});

const flag = {
  flagType: "boolean",
  defaultValue: false,
  variants: { on: true, off: false },
  environments: {
    production: { state: "ENABLED", defaultVariant: "on", since: "2026-08-01" },
  },
  lifecycle: { type: "release", owner: "team-shop", expires: "2026-10-01" },
};

const sources = {
  "halyard.config.json": JSON.stringify({
    registry: "flags.json",
    matchers: [{ kind: "call", names: ["isEnabled"], key: 0, default: 1, valueType: "boolean" }],
  }),
  "flags.json": JSON.stringify({ registryVersion: 1, flags: { checkout: flag } }, null, 2),
  "src/flags.js":
    'export const CHECKOUT = "checkout";\nexport const isOn = (key) => isEnabled(key);\n',
  "src/cart.js":
    'import { CHECKOUT, isOn } from "./flags";\nexport const cart = () => (isOn(CHECKOUT) ? 1 : 2);\n',
  "src/Cart.jsx":
    'export const Cart = () => <p title="ä𝒳">{isEnabled("checkout", true) ? <New /> : <Old />}</p>;\n',
  "src/Cart.vue":
    '<template><p v-if="isOn">new</p></template>\n\n<script setup lang="ts">\nconst isOn: boolean = isEnabled("checkout");\n</script>\n',
  "src/marked.ts": '\uFEFFexport const marked: boolean = isEnabled("chekout");\n',
  "src/windows.ts": 'const a = 1;\r\nexport const b = a && isEnabled("checkout");\r\n',
  "src/silenced.ts":
    '// halyard-ignore-next-line rolled-out-flag, expired-flag -- kept until the audit\nexport const a = () => isEnabled("checkout");\n// halyard-ignore-next-line stale-flag\nexport const b = 1;\n',
};

describe("a workspace of many kinds of files", async () => {
  const root = workspaceOf(sources);
  const expected = await checked(root, today);

  test.each(Object.keys(sources).filter((path) => path !== "halyard.config.json"))(
    "%s is judged as on the command line, with the parser of its kind",
    (path) => {
      const here = expected.filter((one) => one.path === path);
      expect(inOrder(toldOf(path, lintFile(root, path)))).toEqual(here);
    },
  );

  test("all of them together have findings of many rules", () => {
    expect([...new Set(expected.map(({ rule }) => rule))].sort()).toEqual([
      "default-value-mismatch",
      "expired-flag",
      "invalid-suppression",
      "module-level-evaluation",
      "rolled-out-flag",
      "unknown-flag",
    ]);
  });
});
