import { join } from "node:path";
import { cruise } from "dependency-cruiser";
import type { ICruiseResult } from "dependency-cruiser";
import { expect, test } from "vitest";
import rules from "../../.dependency-cruiser.mjs";
import { root } from "../../tools/examples.mjs";

const fixture = join(root, "test/fixtures/structure/boundaries");

test("every boundary of the architecture is seen when it is crossed", async () => {
  const { options, ...ruleSet } = rules;
  const { output } = await cruise(["core/src", "cli/src", "server/src", "extension/src"], {
    ...options,
    baseDir: fixture,
    validate: true,
    ruleSet,
  });
  const { violations } = (output as ICruiseResult).summary;
  const seen = violations.map(({ rule, from, to }) => `${rule.name}: ${from} > ${to}`).sort();
  expect(seen).toMatchInlineSnapshot(`
    [
      "core-does-no-io: core/src/vfs/disk.ts > fs",
      "core-folder-known: core/src/node/usesOdd.ts > core/src/odd/odd.ts",
      "core-has-no-network: core/src/node/net.ts > https",
      "core-knows-no-face: core/src/config/face.ts > cli/src/cli.ts",
      "core-layers-config: core/src/config/inside.ts > core/src/index.ts",
      "core-layers-node: core/src/node/usesOdd.ts > core/src/odd/odd.ts",
      "core-layers-text: core/src/text/low.ts > core/src/vfs/high.ts",
      "entries-are-for-others: core/src/config/inside.ts > core/src/index.ts",
      "extension-by-protocol: extension/src/extension.ts > core/src/vfs/high.ts",
      "face-alone-cli: cli/src/cli.ts > server/src/server.ts",
      "no-circular: core/src/registry/a.ts > core/src/registry/b.ts",
      "no-orphans: core/src/text/alone.ts > core/src/text/alone.ts",
      "no-undeclared-packages: core/src/rules/tree.ts > ../../../../node_modules/ts-morph/dist/ts-morph.js",
      "not-to-unresolvable: server/src/server.ts > ./gone.js",
      "syntax-trees-stay-inside: core/src/rules/tree.ts > ../../../../node_modules/ts-morph/dist/ts-morph.js",
    ]
  `);
});
