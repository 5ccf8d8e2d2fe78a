import { chmodSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createWorkspace, today } from "./workspace.js";

const files = {
  "halyard.config.json": JSON.stringify({
    registry: "flags.json",
    matchers: [{ kind: "call", names: ["isEnabled"], key: 0, valueType: "boolean" }],
  }),
  "flags.json": `{
  "flags": {
    "new-checkout": {
      "state": "ENABLED",
      "variants": { "on": true, "off": false },
      "defaultVariant": "on"
    }
  }
}
`,
  "src/a.ts": `import { isEnabled } from "./asks";
import { oldPath } from "./old";

export const path = (): string => (isEnabled("new-checkout") ? "/new" : oldPath());
`,
  "src/asks.ts": `export const isEnabled = (key: string): boolean => key === "x";\n`,
  "src/old.ts": `export const oldPath = (): string => "/old";\n`,
};

test("remove shows a diff that git applies, and writes nothing", async () => {
  const workspace = createWorkspace(files);
  await workspace.git("init", "-q");
  const { code, stdout, stderr } = await workspace.halyard(
    "remove",
    "new-checkout",
    "--variant",
    "on",
    ...today,
  );
  expect([code, stderr]).toEqual([
    0,
    "new-checkout = true: 2 files to change and 1 file to delete.\n",
  ]);
  expect(workspace.read("src/a.ts")).toBe(files["src/a.ts"]);
  workspace.write("plan.diff", stdout);
  expect((await workspace.git("apply", "plan.diff")).stderr).toBe("");
  expect(workspace.read("src/a.ts")).toBe(`export const path = (): string => "/new";\n`);
  expect(workspace.read("flags.json")).toBe(`{\n  "flags": {}\n}\n`);
  expect(() => workspace.read("src/old.ts")).toThrow();
});

test("remove --write changes the files, keeps their modes, and plans nothing the second time", async () => {
  const workspace = createWorkspace(files);
  chmodSync(join(workspace.root, "src/a.ts"), 0o755);
  const { code } = await workspace.halyard(
    "remove",
    "new-checkout",
    "--variant",
    "true",
    "--write",
    ...today,
  );
  expect(code).toBe(0);
  expect(workspace.read("src/a.ts")).toBe(`export const path = (): string => "/new";\n`);
  expect(statSync(join(workspace.root, "src/a.ts")).mode & 0o777).toBe(0o755);
  const again = await workspace.halyard("remove", "new-checkout", "--variant", "true", ...today);
  expect([again.code, again.stdout]).toEqual([2, ""]);
});

test("remove refuses with exit code 3 where no variant has won, and tells the place", async () => {
  const { code, stdout, stderr } = await createWorkspace(files).halyard(
    "remove",
    "new-checkout",
    ...today,
  );
  expect([code, stdout]).toEqual([3, ""]);
  expect(stderr).toMatch(/^flags\.json:3:5 refused .* \(no-winning-value\)\n/u);
});

test("remove --write refuses files that are not committed, unless allowed", async () => {
  const workspace = createWorkspace(files);
  await workspace.git("init", "-q");
  const args = ["remove", "new-checkout", "--variant", "on", "--write", ...today];
  const refused = await workspace.halyard(...args);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain("  src/a.ts\n");
  expect(workspace.read("src/a.ts")).toBe(files["src/a.ts"]);
  expect((await workspace.halyard(...args, "--allow-dirty")).code).toBe(0);
});

test("remove --format json tells edits, deletions and refusals", async () => {
  const workspace = createWorkspace(files);
  const { stdout } = await workspace.halyard(
    "remove",
    "new-checkout",
    "--variant",
    "on",
    "-f",
    "json",
    ...today,
  );
  expect(JSON.parse(stdout)).toMatchObject({
    flagKey: "new-checkout",
    winningValue: true,
    deletions: ["src/old.ts"],
    refusals: [],
  });
  const refused = await workspace.halyard("remove", "new-checkout", "-f", "json", ...today);
  expect(JSON.parse(refused.stdout)).toMatchObject({
    edits: [],
    refusals: [{ code: "no-winning-value", path: "flags.json", line: 3, column: 5 }],
  });
});

test("remove without a flag, or with one that nothing knows, is wrong usage", async () => {
  const workspace = createWorkspace(files);
  expect((await workspace.halyard("remove", ...today)).code).toBe(2);
  const { code, stderr } = await workspace.halyard("remove", "nope", ...today);
  expect([code, stderr]).toEqual([2, 'No registry and no code knows the flag "nope".\n']);
});

test("the Markdown summary says what was kept, dropped and pruned, and what still mentions the flag", async () => {
  const workspace = createWorkspace({
    ...files,
    "src/schema.ts": `export const text = "Only where new-checkout is on.";\n`,
    "docs/checkout.md": "Ask for `new-checkout`.\n",
    "deploy/values.yaml": "flags:\n  new-checkout: true\n",
  });
  const { stdout } = await workspace.halyard(
    ...["remove", "new-checkout", "--variant", "on", "-f", "markdown", ...today],
  );
  expect(stdout).toBe(`## Remove the flag \`new-checkout\`

### Kept

The code for \`true\`, in place of 1 read of the flag: \`src/a.ts:4\`.

### Dropped

What can no longer run is gone.

| File | Change |
| --- | --- |
| \`flags.json\` | 9 → 3 lines |
| \`src/a.ts\` | 4 → 1 lines |
| \`src/old.ts\` | deleted |

### Pruned

- Files that nothing imports any more: \`src/old.ts\`
- Imports: \`isEnabled\`, \`oldPath\`
- Registry entries: \`new-checkout\`

### Still mentions the flag

- \`src/schema.ts:1\`: A string or a comment here still names the flag.
- \`deploy/values.yaml:2\`: This file still names the flag.
- \`docs/checkout.md:1\`: This file still names the flag.
`);
});
