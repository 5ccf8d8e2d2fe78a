import { describe, expect, test } from "vitest";
import { lintFile, toldOf } from "./lint.js";
import { checked, inOrder, linted, teamConfig } from "./tools.js";
import { today, workspaceOf } from "./workspace.js";

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

  test("a whole run of ESLint 9 finds them all, the registry's included", async () => {
    // This configuration has no parser for Vue, so that ESLint passes such files over.
    const inScope = expected.filter(({ path }) => !path.endsWith(".vue"));
    expect(await linted(9, root, teamConfig(root, today))).toEqual(inScope);
  });

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
