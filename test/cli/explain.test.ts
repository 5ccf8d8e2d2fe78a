import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allRules } from "../../core/src/rules/all.js";
import { createWorkspace, sampleFiles, today } from "./workspace.js";

const pages = join(import.meta.dirname, "../../docs");

test.each(allRules.map(({ id }) => id))(
  "explain %s prints its page, without a workspace",
  async (id) => {
    const { code, stdout } = await createWorkspace({}).halyard("explain", id);
    expect([code, stdout]).toEqual([0, readFileSync(join(pages, "rules", `${id}.md`), "utf8")]);
  },
);

test.each(["unused-suppression", "invalid-suppression"])(
  "%s is explained with suppressions",
  async (id) => {
    const { stdout } = await createWorkspace({}).halyard("explain", id);
    expect(stdout).toBe(readFileSync(join(pages, "suppressions.md"), "utf8"));
  },
);

test("explain alone lists every rule", async () => {
  const { code, stdout } = await createWorkspace({}).halyard("explain");
  expect(code).toBe(0);
  const ids = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" ")[0]);
  expect(ids).toEqual(allRules.map(({ id }) => id));
});

test("explain of a flag tells its life, its verdict with reasons, its findings and references", async () => {
  const workspace = createWorkspace(sampleFiles);
  const { code, stdout } = await workspace.halyard("explain", "new-checkout", ...today);
  expect(stdout).toMatchInlineSnapshot(`
    "new-checkout

      type        release, boolean
      owner       team-checkout
      created     2025-12-01
      expires     2026-12-31
      declared in flags.json:4:5

    Verdict
      outcome     rolled-out: on for everyone in production since 2026-01-10 (50
                  days)
      production  constant(on) · since 2026-01-10 · it serves \`on\` to everyone
      removal     ✔ may be removed from code now

    1 finding
      src/checkout.ts:6:39 rolled-out-flag
        Flag "new-checkout" has been on for everyone in production since 2026-01-10
        (50 days); remove it and keep the "on" branch (\`halyard remove
        new-checkout\`).

    1 reference
      src/checkout.ts:6:39 read openfeature-server/getBooleanValue
    "
  `);
  expect(code).toBe(0);
});

test("a key that no registry has is explained by its references", async () => {
  const workspace = createWorkspace(sampleFiles);
  const { code, stdout } = await workspace.halyard("explain", "free-shiping", ...today);
  expect(stdout).toMatchInlineSnapshot(`
    "free-shiping

      In no registry.

    1 finding
      src/shipping.ts:10:39 unknown-flag
        Flag "free-shiping" is not in flags.json; did you mean "free-shipping"?
        Correct the key, or add the flag there.

    1 reference
      src/shipping.ts:10:39 read openfeature-server/getBooleanValue
    "
  `);
  expect(code).toBe(0);
});

test("a name that is neither gets a suggestion", async () => {
  const workspace = createWorkspace(sampleFiles);
  for (const [name, meant] of [
    ["new-chekout", "new-checkout"],
    ["stale-flg", "stale-flag"],
  ] as const) {
    const { code, stderr } = await workspace.halyard("explain", name, ...today);
    expect([code, stderr]).toEqual([
      2,
      `There is no rule and no flag "${name}". Did you mean "${meant}"?\n`,
    ]);
  }
});

test("a page in colour has the words of the page", async () => {
  const { stdout } = await createWorkspace({}).halyard("explain", "stale-flag", "--color");
  expect(stdout).toContain("\u001b[1m");
  expect(stdout).not.toContain("```");
});
